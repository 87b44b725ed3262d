// What is prepared, on disk: a small file for each conversation, whole or not there, and what is heavy in files beside it.

import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { localize } from '../../../core/base/localize.ts';
import type { Log } from '../../../core/base/log.ts';
import { type Chip, isNothing, type Prepared } from './prepared.ts';

const address = z.string();
const source = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['file', 'folder']), address }),
  z.object({ type: z.enum(['editors', 'problems', 'changes']) }),
  z.object({ type: z.literal('text'), origin: z.enum(['selection', 'paste']), text: z.string(), language: z.string(), path: z.string(), heading: z.string() }),
  z.object({ type: z.enum(['image', 'document']), mediaType: z.string(), data: z.string() }),
]);
const kinds = ['file', 'folder', 'selection', 'editors', 'problems', 'changes', 'text', 'image', 'document'] as const;
const chips = z.array(z.object({ id: z.string().check(z.regex(/^[\w-]{1,100}$/)), kind: z.enum(kinds), label: z.string(), detail: z.string(), source, beside: z.optional(z.string().check(z.regex(/^[\w.-]{1,300}$/))) }));
const schema = z.object({ chips, queue: z.array(z.object({ id: z.string(), text: z.string(), chips })), held: z.optional(z.string()) });

type KeptChip = z.infer<typeof chips>[number];

/** Longer texts, images and documents stand in files of their own: they are written once, not with every change. */
const longest = 10_000;

/** Undefined where there is none, or none that can be read. */
export async function readPrepared(file: string, log: Log): Promise<Prepared | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const read = schema.safeParse(parse(text));
  if (!read.success) {
    log.warn('What was prepared in a conversation could not be read.', { file });
    return undefined;
  }
  const { data } = read;
  // What waited does not go out by itself in another window, or after a crash.
  const held = data.queue.length > 0 ? (data.held ?? localize('Parley was closed before this was sent.')) : undefined;
  const queue = await Promise.all(data.queue.map(async (message) => ({ ...message, chips: await wholeChips(message.chips, file) })));
  return { chips: await wholeChips(data.chips, file), queue, held };
}

/** What is empty leaves no file. Never rejects. */
export async function writePrepared(file: string, prepared: Prepared, log: Log): Promise<void> {
  const folder = dirname(file);
  const prefix = `${basename(file)}.`;
  try {
    const all = [prepared.chips, ...prepared.queue.map((message) => message.chips)].flat();
    const wanted = new Set(all.map((chip) => besideName(chip, prefix)).filter((name) => name !== undefined));
    const present = new Set(await readdir(folder).catch(() => []));
    if (!isNothing(prepared)) await mkdir(folder, { recursive: true });
    for (const chip of all) {
      const name = besideName(chip, prefix);
      if (name !== undefined && !present.has(name)) await writeWhole(join(folder, name), heavy(chip) ?? '');
    }
    if (isNothing(prepared)) await rm(file, { force: true });
    else await writeWhole(file, JSON.stringify({ ...prepared, chips: prepared.chips.map((chip) => light(chip, prefix)), queue: prepared.queue.map((message) => ({ ...message, chips: message.chips.map((chip) => light(chip, prefix)) })) }));
    for (const name of present) if (name.startsWith(prefix) && !wanted.has(name)) await rm(join(folder, name), { force: true });
  } catch (failure) {
    log.warn('What is prepared in a conversation could not be kept.', { reason: String(failure) });
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** What is heavy about a chip. */
function heavy({ source: from }: Chip): string | undefined {
  if (from.type === 'image' || from.type === 'document') return from.data;
  return from.type === 'text' && from.text.length > longest ? from.text : undefined;
}

/** An image that was made smaller keeps its id, so that its size is in the name. */
function besideName(chip: Chip, prefix: string): string | undefined {
  const text = heavy(chip);
  return text === undefined ? undefined : `${prefix}${chip.id}.${text.length}`;
}

function light(chip: Chip, prefix: string): KeptChip {
  const beside = besideName(chip, prefix);
  return beside === undefined ? chip : { ...chip, source: withHeavy(chip.source, ''), beside };
}

/** What stood beside is put back; a chip whose part is gone goes, too. */
async function wholeChips(kept: readonly KeptChip[], file: string): Promise<readonly Chip[]> {
  const whole = await Promise.all(kept.map(async ({ beside, ...chip }): Promise<Chip | undefined> => {
    if (beside === undefined) return chip;
    const text = beside.startsWith(`${basename(file)}.`) ? await readFile(join(dirname(file), beside), 'utf8').catch(() => undefined) : undefined;
    return text === undefined ? undefined : { ...chip, source: withHeavy(chip.source, text) };
  }));
  return whole.filter((chip) => chip !== undefined);
}

function withHeavy(from: Chip['source'], text: string): Chip['source'] {
  if (from.type === 'image' || from.type === 'document') return { ...from, data: text };
  return from.type === 'text' ? { ...from, text } : from;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
