// One conversation at work: takes questions, lets the client answer, tells what changed. Views only look at it.

import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Call, ThinkingEffort } from '../model/call.ts';
import type { Handler } from '../model/handler.ts';
import { type Message, type SystemMessage, textMessage, type UserMessage } from '../model/message.ts';
import { type AnswerChange, createAnswers } from './answers.ts';
import { leaveDeleted, moveTo, openComparison } from './branches.ts';
import { addTurn, type Conversation, mergeTurns, messagesTo, nextParent, replaceTurn, visiblePath } from './conversation.ts';
import { reopened } from './grow.ts';
import { type AssistantTurn, type Attachment, cameToNothing, canContinue, type Turn, type UserTurn } from './turn.ts';
import { createWays, type Ways } from './ways.ts';

/** A question for a conversation. */
export interface Question {
  /** What people see. */
  readonly text: string;
  /** What the model gets, where that is more than the text. */
  readonly parts?: UserMessage['parts'];
  readonly attachments?: readonly Attachment[];
  /** Turns that show how it is to be answered; they go before it. */
  readonly examples?: UserTurn['examples'];
  readonly task: string;
  /** Who is to answer, where it is not the task's model. */
  readonly model?: string;
}

/** What a view needs to follow along. */
export type SessionChange =
  | AnswerChange
  | { readonly type: 'turn-added'; readonly turn: UserTurn | AssistantTurn }
  /** A person said something about it: it was rated, chosen, deleted or brought back. */
  | { readonly type: 'turn-marked'; readonly turn: Turn }
  | { readonly type: 'mode-changed' }
  /** The path people see is another one now. */
  | { readonly type: 'path-changed' };

export interface SessionPorts {
  readonly client: Handler;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The model for a task, as the settings have it at this moment. */
  readonly modelFor: (task: string) => string;
  /** The model a preview is made for, where the one that is asked for is a route. */
  readonly previewFor?: (reference: string) => string;
  /** What a model is told beforehand, in the conversation's mode. */
  readonly systemPrompt: (mode: string | undefined) => string | SystemMessage;
  /** How hard a model is to think. Undefined: as it does by itself. */
  readonly thinking?: (model: string) => ThinkingEffort | undefined;
  /** Resolves when all of the system prompt is known. Left out: it always is. */
  readonly prepared?: (signal: AbortSignal) => Promise<void>;
  /** Resolves when what was asked is safe: only then it goes out. Left out: nothing is kept. */
  readonly kept?: () => Promise<void>;
}

export interface Session extends Disposable, Ways {
  readonly id: string;
  readonly onDidChange: Event<SessionChange>;
  readonly busy: boolean;
  conversation(): Conversation;
  /** The call that `text` would make if it were sent now, or these parts instead of it. */
  preview(text: string, parts?: UserMessage['parts']): Call;
  /** The call that would answer a turn's question once more. */
  previewAgain(turn: string): Call | undefined;
  /** Asks; false when an answer is still on its way. Resolves when the answer has ended. */
  ask(question: Question): Promise<boolean>;
  /** Answers the same question once more, as a sibling; another model may. Takes the answer's id or the question's. */
  askAgain(turn: string, model?: string): Promise<boolean>;
  /** Asks in other words: a sibling of the question, with all that went along with it. */
  askEdited(question: string, text: string): Promise<boolean>;
  /** Lets several models answer the same question side by side. An answer that is there already is one of them. */
  compare(turn: string, models: readonly string[]): Promise<boolean>;
  /** Goes on with the last answer, in its own turn, where it ended before its end. */
  continueAnswer(answerId: string): Promise<boolean>;
  /** Chooses what models are told beforehand, from the next answer on. */
  setMode(mode: string): void;
  /** Calls an answer on its way off, or all of them; what came of it stays. */
  stop(turn?: string): void;
  /** Takes over what others added to the conversation. The path people see goes on where theirs grew out of it. */
  takeOver(theirs: Conversation): void;
}

const notSent = new AbortController().signal;

/** `opened` is the conversation as it was kept, or an empty one. */
export function createSession(ports: SessionPorts, opened: Conversation): Session {
  const systemMessage = (): Message => {
    const told = ports.systemPrompt(conversation.mode);
    return typeof told === 'string' ? textMessage('system', told) : told;
  };
  const modelFor = ({ model, task }: Pick<UserTurn, 'model' | 'task'>): string => model ?? ports.modelFor(task);
  const effortOf = (model: string): Pick<Call, 'thinking'> => {
    const thinking = ports.thinking?.(model);
    return thinking === undefined ? {} : { thinking };
  };
  const changed = new Emitter<SessionChange>();
  const { id } = opened;
  let conversation = opened;

  const answers = createAnswers({
    client: ports.client,
    clock: ports.clock,
    tell: (change) => changed.fire(change),
    async prepare(signal) {
      await ports.kept?.();
      await ports.prepared?.(signal);
      return [systemMessage()];
    },
    place: (turn) => void (conversation = replaceTurn(conversation, turn)),
  });
  const { settle } = answers;

  function newTurn(question: UserTurn, model = modelFor(question)): AssistantTurn {
    return { kind: 'assistant', id: ports.newId(), parent: question.id, model, text: '', thinking: '', notices: [], startedAt: ports.clock.now(), estimatedOutput: 0, end: undefined };
  }

  /** Answers a question in a turn of its own. */
  async function answer(question: UserTurn, more: Partial<Call> = {}): Promise<void> {
    const turn = newTurn(question, more.model);
    conversation = addTurn(conversation, turn);
    await run(question, turn, more, () => changed.fire({ type: 'turn-added', turn }));
  }

  /** Runs one answer to its end. */
  function run(question: UserTurn, turn: AssistantTurn, more: Partial<Call>, begin: () => void): Promise<void> {
    const model = more.model ?? turn.model;
    return answers.run(turn, messagesTo(conversation, question.id), { ...more, model, ...effortOf(model), task: question.task, conversation: id }, begin);
  }

  /** In a comparison another try takes the column's place; the others stay where they are. */
  async function againBeside(column: AssistantTurn, question: UserTurn): Promise<boolean> {
    const turn = { ...newTurn(question, column.model), comparison: column.comparison };
    mark(column.id, { comparison: undefined });
    conversation = replaceTurn(conversation, turn);
    if (conversation.head === column.id) conversation = moveTo(conversation, turn.id);
    changed.fire({ type: 'path-changed' });
    await run(question, turn, { anew: true, urgent: true }, () => undefined);
    return true;
  }

  /** The question that a turn is or answers. */
  function questionOf(turn: string): UserTurn | undefined {
    const found = conversation.turns.get(turn);
    const question = found?.kind === 'assistant' ? conversation.turns.get(found.parent) : found;
    return question?.kind === 'user' ? question : undefined;
  }

  const { mark, ...ways } = createWays({
    answers,
    conversation: () => conversation,
    replace: (next) => void (conversation = next),
    now: () => ports.clock.now(),
    onMarked: (turn) => changed.fire({ type: 'turn-marked', turn }),
    onMoved: () => changed.fire({ type: 'path-changed' }),
  });

  return {
    ...ways,
    id,
    onDidChange: changed.event,
    get busy() {
      return answers.busy;
    },
    conversation() {
      settle();
      return conversation;
    },
    preview(text, parts) {
      const parent = nextParent(conversation);
      const before = parent === undefined ? [] : messagesTo(conversation, parent);
      const messages: Message[] = [systemMessage(), ...before, parts ? { role: 'user', parts } : textMessage('user', text)];
      const asked = ports.modelFor('chat');
      const model = ports.previewFor?.(asked) ?? asked;
      return { model, ...effortOf(model), messages, task: 'chat', conversation: id, signal: notSent };
    },
    previewAgain(turn) {
      const question = questionOf(turn);
      if (!question) return undefined;
      const asked = modelFor(question);
      const model = ports.previewFor?.(asked) ?? asked;
      return { model, ...effortOf(model), messages: [systemMessage(), ...messagesTo(conversation, question.id)], task: question.task, conversation: id, signal: notSent };
    },
    async ask({ text, parts, attachments, examples, task, model }) {
      if (answers.busy) return false;
      const parent = nextParent(conversation);
      const passedOver = parent !== conversation.head;
      const turn: UserTurn = { kind: 'user', id: ports.newId(), parent, text, parts: parts ?? textMessage('user', text).parts, attachments: attachments ?? [], ...(examples && { examples }), task, ...(model !== undefined && { model }) };
      conversation = addTurn(conversation, turn);
      changed.fire(passedOver ? { type: 'path-changed' } : { type: 'turn-added', turn });
      await answer(turn);
      return true;
    },
    async askAgain(turn, model) {
      const question = questionOf(turn);
      if (answers.busy || !question) return false;
      const column = openComparison(conversation).find(({ id: one }) => one === turn);
      if (column && model === undefined) return againBeside(column, question);
      conversation = moveTo(conversation, question.id);
      changed.fire({ type: 'path-changed' });
      await answer(question, { anew: true, urgent: true, ...(model !== undefined && { model }) });
      return true;
    },
    async askEdited(questionId, text) {
      const old = conversation.turns.get(questionId);
      if (answers.busy || old?.kind !== 'user') return false;
      const turn = { ...edited(old, text), id: ports.newId() };
      conversation = addTurn(moveTo(conversation, old.parent), turn);
      changed.fire({ type: 'path-changed' });
      await answer(turn);
      return true;
    },
    async compare(turnId, models) {
      const question = questionOf(turnId);
      if (answers.busy || !question || models.length === 0) return false;
      const comparison = ports.newId();
      const known = visiblePath(conversation).find((turn) => turn.parent === question.id && !cameToNothing(turn));
      if (known) mark(known.id, { comparison, chosen: undefined });
      const begun = models.map((model) => ({ ...newTurn(question, model), comparison }));
      conversation = moveTo(conversation, known?.id ?? begun[0]?.id);
      for (const turn of begun) conversation = replaceTurn(conversation, turn);
      changed.fire({ type: 'path-changed' });
      await Promise.all(begun.map((turn) => run(question, turn, { anew: true, urgent: true }, () => undefined)));
      return true;
    },
    async continueAnswer(answerId) {
      const old = conversation.turns.get(answerId);
      const question = questionOf(answerId);
      // Under an answer that was built upon nothing changes any more.
      if (answers.busy || old?.kind !== 'assistant' || !question || conversation.head !== answerId || !canContinue(old)) return false;
      const model = modelFor(question);
      const turn = reopened(old, model, ports.clock.now());
      conversation = replaceTurn(conversation, turn);
      await run(question, turn, { model, continues: old.text }, () => changed.fire({ type: 'turn-changed', turn }));
      return true;
    },
    setMode(mode) {
      if (mode === conversation.mode) return;
      settle();
      conversation = { ...conversation, mode };
      changed.fire({ type: 'mode-changed' });
    },
    stop: (turn) => answers.stop(turn),
    takeOver(theirs) {
      settle();
      const before = conversation;
      conversation = leaveDeleted(mergeTurns(conversation, theirs));
      if (conversation !== before) changed.fire({ type: 'path-changed' });
    },
    dispose() {
      answers.stop();
      changed.dispose();
    },
  };
}

/** The question in other words. What else the model got stays. */
function edited(question: UserTurn, text: string): UserTurn {
  const { parts } = question;
  const words = parts.findIndex((part) => part.type === 'text' && part.text === question.text);
  return { ...question, text, parts: words === -1 ? [...parts, { type: 'text', text }] : parts.with(words, { type: 'text', text }) };
}
