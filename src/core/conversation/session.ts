// One conversation at work: takes questions, lets the client answer, tells what changed. Views only look at it.

import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Call, ThinkingEffort } from '../model/call.ts';
import type { Handler } from '../model/handler.ts';
import { type Message, type SystemMessage, textMessage, type UserMessage } from '../model/message.ts';
import type { Wait } from '../model/wait.ts';
import { shownText } from '../model/streamEvent.ts';
import { addTurn, type Conversation, mergeTurns, messagesTo, nextParent, replaceTurn } from './conversation.ts';
import { growTurn, reopened } from './grow.ts';
import { type AssistantTurn, type Attachment, canContinue, type UserTurn } from './turn.ts';

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

/** What a view needs to follow along. `grew` carries only what is new. */
export type SessionChange =
  | { readonly type: 'turn-added'; readonly turn: UserTurn | AssistantTurn }
  | { readonly type: 'turn-grew'; readonly turn: AssistantTurn; readonly text: string; readonly thinking: string }
  | { readonly type: 'turn-changed'; readonly turn: AssistantTurn }
  | { readonly type: 'busy-changed'; readonly busy: boolean }
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

export interface Session extends Disposable {
  readonly id: string;
  readonly onDidChange: Event<SessionChange>;
  readonly busy: boolean;
  conversation(): Conversation;
  /** The call that `text` would make if it were sent now, or these parts instead of it. */
  preview(text: string, parts?: UserMessage['parts']): Call;
  /** Asks; false when an answer is still on its way. Resolves when the answer has ended. */
  ask(question: Question): Promise<boolean>;
  /** Answers the same question once more, as a sibling. */
  askAgain(answerId: string): Promise<boolean>;
  /** Goes on with the last answer, in its own turn, where it ended before its end. */
  continueAnswer(answerId: string): Promise<boolean>;
  /** Chooses what models are told beforehand, from the next answer on. */
  setMode(mode: string): void;
  /** Calls the running answer off; what came of it stays. */
  stop(): void;
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
  let running: AbortController | undefined;
  /** The newest state of the answer on its way: put in its place when it has ended, or when somebody looks. */
  let growing: AssistantTurn | undefined;

  function settle(): void {
    if (growing) conversation = replaceTurn(conversation, growing);
    growing = undefined;
  }

  function setRunning(next: AbortController | undefined): void {
    running = next;
    changed.fire({ type: 'busy-changed', busy: next !== undefined });
  }

  function newTurn(question: UserTurn): AssistantTurn {
    const model = modelFor(question);
    return { kind: 'assistant', id: ports.newId(), parent: question.id, model, text: '', thinking: '', notices: [], startedAt: ports.clock.now(), estimatedOutput: 0, end: undefined };
  }

  /** Answers a question in a turn of its own. */
  async function answer(question: UserTurn, more: Partial<Call> = {}): Promise<void> {
    const turn = newTurn(question);
    conversation = addTurn(conversation, turn);
    await run(question, turn, 'turn-added', { ...more, model: turn.model });
  }

  /** Runs one answer to its end. */
  async function run(question: UserTurn, begun: AssistantTurn, told: 'turn-added' | 'turn-changed', more: Partial<Call> & Pick<Call, 'model'>): Promise<void> {
    const control = new AbortController();
    let turn = begun;
    setRunning(control);
    changed.fire({ type: told, turn });
    const said = messagesTo(conversation, question.id);
    let estimatedOutput = begun.estimatedOutput;
    const onDidCount = (tokens: number): void => void (estimatedOutput = begun.estimatedOutput + tokens);
    const onDidWait = (wait: Wait | undefined): void => {
      growing = turn = { ...turn, wait };
      changed.fire({ type: 'turn-changed', turn });
    };
    try {
      await ports.kept?.();
      await ports.prepared?.(control.signal);
      const messages = [systemMessage(), ...said];
      for await (const event of ports.client({ ...more, ...effortOf(more.model), messages, task: question.task, conversation: id, onDidCount, onDidWait, signal: control.signal })) {
        const before = turn;
        turn = growTurn(turn, event, ports.clock.now());
        if (turn === before) continue;
        if (turn.estimatedOutput !== estimatedOutput) turn = { ...turn, estimatedOutput };
        growing = turn;
        if (event.type === 'text-delta') changed.fire({ type: 'turn-grew', turn, text: shownText(event), thinking: '' });
        else if (event.type === 'thinking-delta') changed.fire({ type: 'turn-grew', turn, text: '', thinking: shownText(event) });
        else changed.fire({ type: 'turn-changed', turn });
      }
    } finally {
      settle();
      if (running === control) setRunning(undefined);
    }
  }

  return {
    id,
    onDidChange: changed.event,
    get busy() {
      return running !== undefined;
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
    async ask({ text, parts, attachments, examples, task, model }) {
      if (running) return false;
      const parent = nextParent(conversation);
      const passedOver = parent !== conversation.head;
      const turn: UserTurn = { kind: 'user', id: ports.newId(), parent, text, parts: parts ?? textMessage('user', text).parts, attachments: attachments ?? [], ...(examples && { examples }), task, ...(model !== undefined && { model }) };
      conversation = addTurn(conversation, turn);
      changed.fire(passedOver ? { type: 'path-changed' } : { type: 'turn-added', turn });
      await answer(turn);
      return true;
    },
    async askAgain(answerId) {
      const old = conversation.turns.get(answerId);
      const question = old?.kind === 'assistant' ? conversation.turns.get(old.parent) : undefined;
      if (running || question?.kind !== 'user') return false;
      conversation = { ...conversation, head: question.id };
      changed.fire({ type: 'path-changed' });
      await answer(question, { anew: true, urgent: true });
      return true;
    },
    async continueAnswer(answerId) {
      const old = conversation.turns.get(answerId);
      const question = old?.kind === 'assistant' ? conversation.turns.get(old.parent) : undefined;
      // Under an answer that was built upon nothing changes any more.
      if (running || old?.kind !== 'assistant' || question?.kind !== 'user' || conversation.head !== answerId || !canContinue(old)) return false;
      const model = modelFor(question);
      const turn = reopened(old, model, ports.clock.now());
      conversation = replaceTurn(conversation, turn);
      await run(question, turn, 'turn-changed', { model, continues: old.text });
      return true;
    },
    setMode(mode) {
      if (mode === conversation.mode) return;
      settle();
      conversation = { ...conversation, mode };
      changed.fire({ type: 'mode-changed' });
    },
    stop: () => running?.abort(),
    takeOver(theirs) {
      settle();
      const before = conversation;
      conversation = mergeTurns(conversation, theirs);
      if (conversation !== before) changed.fire({ type: 'path-changed' });
    },
    dispose() {
      running?.abort();
      changed.dispose();
    },
  };
}
