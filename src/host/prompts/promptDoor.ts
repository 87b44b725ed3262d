// The way to everything about prompts: it is loaded when somebody first goes it, and the plain words stand in until then.

import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import { Emitter, type Event } from '../../core/base/emitter.ts';
import { localize } from '../../core/base/localize.ts';
import { textMessage, type SystemMessage } from '../../core/model/message.ts';
import { chatPrompt } from '../../core/prompts/chat.ts';
import type { ModeView } from '../../shared/composerProtocol.ts';
import type { OpenPrompts } from './openPrompts.ts';
import type { SavedPrompts } from './savedPrompts.ts';

export interface PromptDoor extends Disposable {
  open(): Promise<OpenPrompts>;
  readonly saved: SavedPrompts;
  /** Resolves when the whole system prompt is known, or it takes too long. Never rejects. */
  prepared(signal: AbortSignal): Promise<void>;
  /** As far as it is known. */
  systemPrompt(mode: string | undefined): SystemMessage;
  /** Undefined until it is known. */
  modeView(id: string | undefined): ModeView | undefined;
  /** What a person should know before sending `text`, in sentences: what is left out or cut, and what is not counted yet. */
  notes(mode: string | undefined, text: string): Promise<readonly string[]>;
  readonly onDidChange: Event<void>;
}

export function createPromptDoor(load: () => Promise<OpenPrompts>, onFailed: (reason: string) => void): PromptDoor {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  let opening: Promise<OpenPrompts> | undefined;
  let opened: OpenPrompts | undefined;

  const open = (): Promise<OpenPrompts> => (opening ??= load().then((prompts) => {
    opened = store.add(prompts);
    store.add(prompts.collection.onDidChange(() => changed.fire()));
    return prompts;
  }));
  return {
    open,
    saved: {
      list: async () => (await open()).saved.list(),
      question: async (name, rest) => (await open()).saved.question(name, rest),
      commandIn: async (text) => (text.trimStart().startsWith('/') ? (await open()).saved.commandIn(text) : undefined),
    },
    async prepared(signal) {
      try {
        await (await open()).collection.prepared(signal);
      } catch (failure) {
        opening = undefined;
        onFailed(String(failure));
      }
    },
    systemPrompt: (mode) => opened?.collection.systemPrompt(mode) ?? textMessage('system', chatPrompt),
    modeView(id) {
      const mode = opened?.collection.mode(id);
      return mode && { label: mode.label, description: mode.description, isUsual: mode.id === opened?.collection.mode(undefined).id };
    },
    async notes(mode, text) {
      if (!opened) return [];
      const { collection, saved } = opened;
      const command = await saved.commandIn(text);
      const current = collection.mode(mode);
      return [
        ...collection.known().notes,
        ...(mode === undefined || current.id === mode ? [] : [localize('The mode "{0}" of this conversation is not there any more, so "{1}" is used.', mode, current.label)]),
        ...(command ? [localize('What /{0} says and takes along is counted when it is sent.', command.name)] : []),
      ];
    },
    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}
