// What is prepared, by conversation, and on disk a moment after it changed: neither a page nor a window that dies takes it along.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Clock } from '../../../core/base/clock.ts';
import type { Disposable } from '../../../core/base/disposable.ts';
import type { Log } from '../../../core/base/log.ts';
import { isNothing, nothingPrepared, type Prepared } from './prepared.ts';

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
const address = z.string();
const source = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['file', 'folder']), address }),
  z.object({ type: z.enum(['editors', 'problems', 'changes']) }),
  z.object({ type: z.literal('text'), origin: z.enum(['selection', 'paste']), text: z.string(), language: z.string(), path: z.string(), heading: z.string() }),
  z.object({ type: z.enum(['image', 'document']), mediaType: z.string(), data: z.string() }),
]);
const kinds = ['file', 'folder', 'selection', 'editors', 'problems', 'changes', 'text', 'image', 'document'] as const;
const chips = z.array(z.object({ id: z.string(), kind: z.enum(kinds), label: z.string(), detail: z.string(), source }));
const schema = z.object({ chips, queue: z.array(z.object({ id: z.string(), text: z.string(), chips })), held: z.optional(z.string()) });

export function createPreparations({ folder, clock, log, onDidChange }: PreparationsPorts): Preparations {
  const known = new Map<string, Prepared>();
  const due = new Set<string>();
  let timer: Disposable | undefined;
  let writing = Promise.resolve();

  const fileOf = (conversation: string): string | undefined => (folder === undefined || !/^[\w-]+$/.test(conversation) ? undefined : join(folder, `${conversation}.json`));

  async function load(conversation: string): Promise<void> {
    const file = fileOf(conversation);
    const text = file && (await readFile(file, 'utf8').catch(() => undefined));
    if (!text || known.get(conversation) !== nothingPrepared) return;
    const read = schema.safeParse(parse(text));
    if (!read.success) return log.warn('What was prepared in a conversation could not be read.', { conversation });
    // What waited does not go out by itself in another window, or after a crash.
    const held = read.data.queue.length > 0 ? (read.data.held ?? 'Parley was closed before this was sent.') : undefined;
    known.set(conversation, { ...read.data, held });
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
    if (file === undefined || folder === undefined) return;
    const prepared = known.get(conversation) ?? nothingPrepared;
    try {
      if (isNothing(prepared)) return await rm(file, { force: true });
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(prepared));
      await rename(`${file}.new`, file);
    } catch (failure) {
      log.warn('What is prepared in a conversation could not be kept.', { reason: String(failure) });
    }
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
