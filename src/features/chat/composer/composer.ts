// The composer but for what is typed in it: the host owns it, the page shows it, and it outlives both.

import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import { type Clock, ticksOf } from '../../../core/base/clock.ts';
import { localize } from '../../../core/base/localize.ts';
import type { Log } from '../../../core/base/log.ts';
import type { Desk } from '../../../core/conversation/desk.ts';
import type { Question, Session } from '../../../core/conversation/session.ts';
import type { Shown } from '../../../core/conversation/shown.ts';
import type { UserMessage } from '../../../core/model/message.ts';
import type { ModelInfo } from '../../../core/model/modelInfo.ts';
import type { TokenCounter } from '../../../core/tokens/tokenCounter.ts';
import type { ComposerView, ModeView } from '../../../shared/composerProtocol.ts';
import type { Change } from '../../../shared/protocol.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import { PromptFailed } from '../../../host/prompts/promptFailed.ts';
import type { SavedPrompts } from '../../../host/prompts/savedPrompts.ts';
import type { Content } from '../../../host/context/source.ts';
import { chipView, notesFor } from './chipViews.ts';
import { type Contents, createContents } from './contents.ts';
import { effortView, type EffortSetting } from './effort.ts';
import { createPastMessages, type Memory, type PastMessages } from './pastMessages.ts';
import { createPreparations, type Preparations } from './preparations.ts';
import { addChips, type Chip, mostChips, type Prepared, type Queued } from './prepared.ts';
import { createQueue, type Queue } from './queue.ts';
import { partsOf, questionOf, type ReadChip } from './question.ts';

export interface ComposerPorts {
  readonly shown: Shown;
  readonly desk: Pick<Desk, 'look'>;
  readonly read: (chip: Chip) => Promise<Content>;
  readonly push: (change: Change) => void;
  /** What would be sent is something else now. */
  readonly planAnew: () => void;
  /** False when the user thought better of it. */
  readonly mayBeSent: (session: Session, text: string, parts: UserMessage['parts'] | undefined) => Promise<boolean>;
  readonly model: () => string;
  readonly describe: (reference: string) => ModelInfo;
  readonly savedPrompts: Pick<SavedPrompts, 'question' | 'commandIn'>;
  readonly tokens: Pick<TokenCounter, 'prompt'>;
  readonly sendWith: () => ComposerView['sendWith'];
  readonly effort: () => EffortSetting;
  /** What models are told in a mode; undefined until it is known. */
  readonly mode: (id: string | undefined) => ModeView | undefined;
  readonly memory: Memory;
  readonly folder: string | undefined;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a message that is sent comes to. */
export type Sent = 'asked' | 'queued';

export interface Composer extends Disposable {
  readonly contents: Contents;
  readonly past: PastMessages;
  readonly queue: Queue;
  view(): ComposerView;
  /** Something it shows may be another now. */
  refresh(): void;
  prepared(): Prepared;
  /** What the message would consist of; undefined for words alone. */
  parts(text: string): Promise<UserMessage['parts'] | undefined>;
  attach(chips: readonly Omit<Chip, 'id'>[]): void;
  detach(test: (chip: Chip) => boolean): void;
  replace(id: string, source: Chip['source']): void;
  /** Asks, or lets it wait in line while an answer is on its way. `onSent` runs when it is out. */
  send(text: string, onSent: () => void): Promise<Sent>;
  /** Hears what the page is told, since what comes back with a draft comes back here, too. */
  noticed(change: Change): void;
  settled(): Promise<void>;
}

export function createComposer(ports: ComposerPorts): Composer {
  const { shown, push, planAnew, describe, model, newId, clock, log } = ports;
  const store = new DisposableStore();
  const contents = createContents(ports.read, () => ticksOf(clock));
  const past = createPastMessages(ports.memory);
  let isDue = false;
  /** What went along with the last message of a conversation, and what of it came back. */
  const sent = new Map<string, readonly Chip[]>();
  const restored = new Map<string, readonly Chip[]>();

  const preparations: Preparations = store.add(createPreparations({
    folder: ports.folder, clock, log,
    onDidChange(conversation) {
      if (conversation !== shown.session.id) return;
      refresh();
      planAnew();
    },
  }));
  const queue = store.add(createQueue({ desk: ports.desk, preparations, ask: (session, message) => ask(session, message, () => undefined) }));
  const prepared = (): Prepared => preparations.of(shown.session.id);

  function refresh(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      push({ type: 'composer-changed', composer: view() });
    });
  }

  function view(): ComposerView {
    const { chips, queue: waiting, held } = prepared();
    const reference = model();
    const info = describe(reference);
    const views = chips.map((chip) => chipView(chip, contents.known(chip), tokensOf(chip, reference)));
    const effort = effortView(info, ports.effort());
    const mode = ports.mode(shown.session.conversation().mode);
    for (const chip of chips) if (!contents.known(chip)) void contents.recent(chip).then(() => prepared().chips.includes(chip) && (refresh(), planAnew()));
    return {
      chips: views,
      queued: waiting.map(({ id, text, chips: along }) => ({ id, text: text.slice(0, 2_000), attachments: along.map(({ label }) => label) })),
      ...(held !== undefined && { held }),
      notes: notesFor(views, reference, info.images),
      sendWith: ports.sendWith(),
      ...(effort && { effort }),
      ...(mode && { mode }),
    };
  }

  function tokensOf(chip: Chip, reference: string): number | undefined {
    const content = contents.known(chip);
    if (!content?.ok) return undefined;
    const { parts } = ports.tokens.prompt({ model: reference, messages: [{ role: 'user', parts: [content.part] }], task: 'chat', signal: never });
    return parts.reduce((sum, { kind, tokens }) => sum + (kind === 'attachment' || kind === 'text' ? tokens : 0), 0);
  }

  async function readAll(chips: readonly Chip[], how: 'recent' | 'now'): Promise<readonly ReadChip[]> {
    return Promise.all(chips.map(async (chip) => ({ chip, content: await contents[how](chip) })));
  }

  /** What a saved prompt makes of a message that begins with one, else the message. Undefined: the person thought better of it. */
  async function askedBy(text: string): Promise<Question | undefined> {
    const found = await ports.savedPrompts.commandIn(text);
    if (!found) return { text, task: 'chat' };
    try {
      return await ports.savedPrompts.question(found.name, found.rest);
    } catch (failure) {
      if (failure instanceof PromptFailed) throw new RequestFailed({ code: 'failed', sentence: failure.message });
      throw failure;
    }
  }

  /** Rejects when it is not sent. The answer comes by itself. */
  async function ask(session: Session, { text, chips }: Omit<Queued, 'id'>, onSent: () => void): Promise<void> {
    const reference = model();
    const asked = await askedBy(text);
    if (!asked) throw notSent();
    const question = questionOf(asked, await readAll(chips, 'now'), describe(reference).images, reference);
    if (!(await ports.mayBeSent(session, text, question.parts))) throw notSent();
    if (session.busy) throw new RequestFailed({ code: 'busy', sentence: localize('An answer is still on its way. Stop it first, or wait for its end.') });
    past.add(text);
    sent.set(session.id, chips);
    onSent();
    session.ask(question).catch((failure: unknown) => log.error('A question failed.', { reason: String(failure) }));
  }

  const without = (chips: readonly Chip[], gone: readonly Chip[]): readonly Chip[] => chips.filter((chip) => !gone.includes(chip));

  store.add(shown.onDidChange((change) => {
    if (change.type === 'path-changed') refresh();
  }));
  return {
    contents,
    past,
    queue,
    view,
    refresh,
    prepared,
    async parts(text) {
      const { chips } = prepared();
      if (chips.length === 0) return undefined;
      const before = chips.map((chip) => contents.known(chip));
      const read = await readAll(chips, 'recent');
      if (read.some(({ content }, index) => content !== before[index])) refresh();
      return partsOf(text, read);
    },
    attach(more) {
      const { id } = shown.session;
      const { chips } = prepared();
      const next = addChips(chips, more.map((chip) => ({ ...chip, id: newId() })));
      if (next.length > mostChips) throw new RequestFailed({ code: 'failed', sentence: localize('At most {0} things go along with one message.', mostChips) });
      preparations.change(id, { chips: next });
    },
    detach(test) {
      const { chips } = prepared();
      for (const chip of chips) if (test(chip)) contents.forget(chip.id);
      preparations.change(shown.session.id, { chips: chips.filter((chip) => !test(chip)) });
    },
    replace(id, source) {
      preparations.change(shown.session.id, { chips: prepared().chips.map((chip) => (chip.id === id ? { ...chip, source } : chip)) });
    },
    async send(text, onSent) {
      const { session } = shown;
      const { chips } = prepared();
      const take = (): void => {
        onSent();
        preparations.change(session.id, { chips: without(preparations.of(session.id).chips, chips) });
      };
      if (session.busy) {
        take();
        queue.add(session, { id: newId(), text, chips });
        return 'queued';
      }
      await ask(session, { text, chips }, take);
      return 'asked';
    },
    noticed(change) {
      const { id } = shown.session;
      if (change.type === 'draft-restored') {
        const chips = sent.get(id) ?? [];
        if (prepared().chips.length > 0 || chips.length === 0) return;
        restored.set(id, chips);
        preparations.change(id, { chips });
      } else if (change.type === 'draft-withdrawn') {
        preparations.change(id, { chips: without(prepared().chips, restored.get(id) ?? []) });
        restored.delete(id);
      }
    },
    settled: () => preparations.settled(),
    dispose: () => store.dispose(),
  };
}

const never = new AbortController().signal;

function notSent(): RequestFailed {
  return new RequestFailed({ code: 'failed', sentence: localize('It was not sent.') });
}
