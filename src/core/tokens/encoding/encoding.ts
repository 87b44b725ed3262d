// Counts and encodes text exactly as the vendor does, special tokens as the plain text they are in a message.

import type { Ranks } from '../ranks/unpack.ts';
import { mergeLong } from './mergeLong.ts';
import { createShortMerge, longestShort } from './mergeShort.ts';
import { createPieceCache } from './pieceCache.ts';
import { createSplitter, type Splitter, type SplitterName } from './split.ts';
import { buildTable, hashStep, none } from './table.ts';

/** Lets others have a turn. */
export type Breathe = () => Promise<void>;

/** Counts tokens of one vocabulary. */
export interface Encoding {
  count(text: string): number;
  encode(text: string): number[];
  /** The same count in slices of some milliseconds. Rejects with the signal's reason when it aborts. */
  countSlowly(text: string, options?: { readonly signal?: AbortSignal; readonly breathe?: Breathe }): Promise<number>;
  readonly split: Splitter;
  /** The tokens of bytes that are one piece. */
  readonly countPiece: (bytes: Uint8Array, start: number, end: number) => number;
}

const bytesPerSlice = 65_536;
const scratchSize = 16_384;
const encoder = new TextEncoder();

/** The next turn of the event loop. */
export const nextTurn: Breathe = () => new Promise((resolve) => {
  setImmediate(resolve);
});

/** Runs slices to their end, others having a turn between them. */
export async function drive<T>(slices: Generator<void, T>, breathe: Breathe = nextTurn, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const step = slices.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** Runs slices to their end at once. */
export function drain<T>(slices: Generator<void, T>): T {
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}

/** Builds an encoding in slices; `drive` or `drain` it. */
export function* buildEncoding(name: SplitterName, ranks: Ranks): Generator<void, Encoding> {
  const table = yield* buildTable(ranks);
  const split = createSplitter(name, ranks.classes);
  const short = createShortMerge(table);
  const cache = createPieceCache();
  const scratch = new Uint8Array(scratchSize);

  /** The bytes of a text, in shared space where they fit. */
  function bytesOf(text: string): Uint8Array {
    if (text.length * 3 > scratchSize) return encoder.encode(text);
    return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
  }

  /** The count of a piece, or 0 when it is a long one. */
  function countShort(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 1) return 1;
    if (end - start > longestShort) return table.find(bytes, start, end) === none ? 0 : 1;
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = hashStep(hash, bytes[at] as number);
    if (end - start <= table.longest && table.findHashed(bytes, start, end, hash) !== none) return 1;
    const known = cache.get(bytes, start, end, hash);
    if (known > 0) return known;
    const count = short.merge(bytes, start, end);
    cache.set(bytes, start, end, hash, count);
    return count;
  }

  function countPiece(bytes: Uint8Array, start: number, end: number): number {
    return countShort(bytes, start, end) || drain(mergeLong(table, bytes, start, end)).count;
  }

  function* counting(text: string): Generator<void, number> {
    // Not the shared space: others count in it between the slices.
    const bytes = encoder.encode(text);
    let total = 0;
    let pause = bytesPerSlice;
    for (let at = 0; at < bytes.length;) {
      const end = split(bytes, at, bytes.length);
      total += countShort(bytes, at, end) || (yield* mergeLong(table, bytes, at, end)).count;
      at = end;
      if (at < pause) continue;
      pause = at + bytesPerSlice;
      yield;
    }
    return total;
  }

  function encodePiece(bytes: Uint8Array, start: number, end: number, into: number[]): void {
    const whole = table.find(bytes, start, end);
    if (whole !== none) {
      into.push(whole);
    } else if (end - start <= longestShort) {
      const count = short.merge(bytes, start, end);
      for (let index = 0; index < count; index += 1) into.push(table.find(bytes, short.boundaries[index] as number, short.boundaries[index + 1] as number));
    } else {
      const { next } = drain(mergeLong(table, bytes, start, end));
      for (let at = 0; at < end - start; at = next[at] as number) into.push(table.find(bytes, start + at, start + (next[at] as number)));
    }
  }

  return {
    split,
    countPiece,
    count(text) {
      const bytes = bytesOf(text);
      let total = 0;
      for (let at = 0; at < bytes.length;) {
        const end = split(bytes, at, bytes.length);
        total += countPiece(bytes, at, end);
        at = end;
      }
      return total;
    },
    encode(text) {
      const bytes = bytesOf(text);
      const tokens: number[] = [];
      for (let at = 0; at < bytes.length;) {
        const end = split(bytes, at, bytes.length);
        encodePiece(bytes, at, end, tokens);
        at = end;
      }
      return tokens;
    },
    countSlowly: (text, { signal, breathe } = {}) => drive(counting(text), breathe, signal),
  };
}
