// What is prepared, by conversation, and on disk a moment after it changed: neither a page nor a window that dies takes it along.

import { join } from 'node:path';
import type { Clock } from '../../../core/base/clock.ts';
import type { Disposable } from '../../../core/base/disposable.ts';
import type { Log } from '../../../core/base/log.ts';
import { nothingPrepared, type Prepared } from './prepared.ts';

export interface Preparations extends Disposable {
  /** What is known at once; what was kept on disk follows. */
  of(conversation: string): Prepared;
  change(conversation: string, changes: Partial<Prepared>): void;
  /** Resolves when all of it is on disk. */
  settled(): Promise<void>;
}

export interface PreparationsPorts {
  /** Undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDidChange: (conversation: string) => void;
}

const delay = 300;

export function createPreparations({ folder, clock, log, onDidChange }: PreparationsPorts): Preparations {
  const known = new Map<string, Prepared>();
  const due = new Set<string>();
  let timer: Disposable | undefined;
  let writing = Promise.resolve();

  const fileOf = (conversation: string): string | undefined => (folder === undefined || !/^[\w-]+$/.test(conversation) ? undefined : join(folder, `${conversation}.json`));

  async function load(conversation: string): Promise<void> {
    const file = fileOf(conversation);
    if (file === undefined) return;
    const read = await (await import('./preparationFiles.ts')).readPrepared(file, log);
    if (!read || known.get(conversation) !== nothingPrepared) return;
    known.set(conversation, read);
    onDidChange(conversation);
  }

  function write(): void {
    timer?.dispose();
    timer = undefined;
    const conversations = [...due];
    due.clear();
    for (const conversation of conversations) writing = writing.then(() => writeOne(conversation));
  }

  async function writeOne(conversation: string): Promise<void> {
    const file = fileOf(conversation);
    if (file !== undefined) await (await import('./preparationFiles.ts')).writePrepared(file, known.get(conversation) ?? nothingPrepared, log);
  }

  return {
    of(conversation) {
      const found = known.get(conversation);
      if (found) return found;
      known.set(conversation, nothingPrepared);
      void load(conversation);
      return nothingPrepared;
    },
    change(conversation, changes) {
      const next = { ...(known.get(conversation) ?? nothingPrepared), ...changes };
      known.set(conversation, next.queue.length === 0 ? { ...next, held: undefined } : next);
      due.add(conversation);
      timer ??= clock.after(delay, write);
      onDidChange(conversation);
    },
    async settled() {
      write();
      await writing;
    },
    dispose: write,
  };
}
