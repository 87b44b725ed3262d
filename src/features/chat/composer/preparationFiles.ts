// What is prepared, on disk: a file for each conversation, whole or not there.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { localize } from '../../../core/base/localize.ts';
import type { Log } from '../../../core/base/log.ts';
import { isNothing, type Prepared } from './prepared.ts';

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

/** Undefined where there is none, or none that can be read. */
export async function readPrepared(file: string, log: Log): Promise<Prepared | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const read = schema.safeParse(parse(text));
  if (!read.success) {
    log.warn('What was prepared in a conversation could not be read.', { file });
    return undefined;
  }
  // What waited does not go out by itself in another window, or after a crash.
  const held = read.data.queue.length > 0 ? (read.data.held ?? localize('Parley was closed before this was sent.')) : undefined;
  return { ...read.data, held };
}

/** What is empty leaves no file. Never rejects. */
export async function writePrepared(file: string, prepared: Prepared, log: Log): Promise<void> {
  try {
    if (isNothing(prepared)) return await rm(file, { force: true });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(prepared));
    await rename(`${file}.new`, file);
  } catch (failure) {
    log.warn('What is prepared in a conversation could not be kept.', { reason: String(failure) });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
