// What people keep for models, read when it is first wanted and again whenever a file of it changed.

import { type Clock, pause } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import { Emitter, type Event } from '../../core/base/emitter.ts';
import type { Log } from '../../core/base/log.ts';
import type { SystemMessage } from '../../core/model/message.ts';
import type { InstructionKind } from '../../core/prompts/instructions.ts';
import { builtInModes, defaultMode, type Mode } from '../../core/prompts/modes.ts';
import { createSystemPrompt } from '../../core/prompts/systemPrompt.ts';
import type { PromptSources } from './promptPlace.ts';
import { emptyLibrary, type Library, readLibrary } from './readLibrary.ts';

export interface PromptLibraryPorts {
  readonly sources: PromptSources;
  readonly isWanted: (kind: InstructionKind) => boolean;
  /** Modes that are written in the settings. */
  readonly ownModes: () => readonly Mode[];
  /** The mode of conversations for which nobody chose one. */
  readonly usualMode: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PromptLibrary extends Disposable {
  /** All that is there, as it is now. */
  read(): Promise<Library>;
  /** What was read last; empty before the first time. */
  known(): Library;
  /** Resolves when everything is known, or takes too long to wait for, or the signal says so. Never rejects. */
  prepared(signal: AbortSignal): Promise<void>;
  /** Ours, then those of the settings, then those of files. A later one with the same name stands in for an earlier. */
  modes(): readonly Mode[];
  /** The mode of a conversation; the usual one when there is none of that name. */
  mode(id: string | undefined): Mode;
  systemPrompt(mode: string | undefined): SystemMessage;
  /** Something is to be read anew, such as after a change of the settings. */
  forget(): void;
  readonly onDidChange: Event<void>;
}

/** A file system that is far away does not hold up a question for longer. */
const patience = 3_000;
/** Files are often saved several at a time. */
const gathering = 150;

export function createPromptLibrary({ sources, isWanted, ownModes, usualMode, clock, log }: PromptLibraryPorts): PromptLibrary {
  const changed = new Emitter<void>();
  const make = createSystemPrompt();
  let collection = emptyLibrary;
  let reading: Promise<Library> | undefined;
  let isWatching = false;
  let timer: Disposable | undefined;
  let looks = 0;

  function read(): Promise<Library> {
    if (!isWatching) {
      isWatching = true;
      sources.watch(forgetSoon);
    }
    return (reading ??= look());
  }

  async function look(): Promise<Library> {
    const number = ++looks;
    const mine = await readLibrary(sources, isWanted).catch((failure: unknown) => {
      log.warn('Instructions and saved prompts could not be read.', { reason: String(failure) });
      return collection;
    });
    // A look that began later may have ended sooner, and knows better.
    if (number !== looks) return collection;
    collection = mine;
    changed.fire();
    return mine;
  }

  function forgetSoon(): void {
    timer?.dispose();
    timer = clock.after(gathering, forget);
  }

  /** What nobody wanted yet is not read because of a change. */
  function forget(): void {
    timer?.dispose();
    if (!isWatching) return;
    reading = undefined;
    void read();
  }

  const modes = (): readonly Mode[] => {
    const byId = new Map([...builtInModes(), ...ownModes(), ...collection.modes].map((mode) => [mode.id, mode]));
    return [...byId.values()];
  };
  const mode = (id: string | undefined): Mode => {
    const all = modes();
    const find = (wanted: string | undefined): Mode | undefined => all.find((one) => one.id === wanted);
    const found = find(id) ?? find(usualMode()) ?? find(defaultMode);
    if (!found) throw new Error('There is no mode at all.');
    return found;
  };

  return {
    read,
    known: () => collection,
    async prepared(signal) {
      const enough = new AbortController();
      const late = pause(clock, patience, AbortSignal.any([signal, enough.signal])).then(() => 'late' as const);
      const first = await Promise.race([read(), late]);
      enough.abort();
      if (first === 'late' && !signal.aborted) log.warn('Instructions took too long to read, and a question went out without them.');
    },
    modes,
    mode,
    systemPrompt: (id) => make(mode(id).prompt, collection.instructions),
    forget,
    onDidChange: changed.event,
    dispose() {
      timer?.dispose();
      changed.dispose();
    },
  };
}
