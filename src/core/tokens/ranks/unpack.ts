// Reads a packed vocabulary. What does not add up is refused, so that nothing counts with half of it.

import { headerNumbers, mark } from './pack.ts';

/** A vocabulary as the encoder takes it. */
export interface Ranks {
  /** Where each token begins in `bytes`, by rank; one more at the end. */
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
  readonly longest: number;
  /** The class of every code point. */
  readonly classes: Uint8Array;
}

/** Throws an Error that says so when the binary is damaged. */
export function unpackRanks(packed: Uint8Array): Ranks {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const number = (index: number): number => (index * 4 + 4 <= packed.length ? view.getUint32(index * 4, true) : 0);
  const [found, count, runs] = [number(0), number(1), number(2)];
  const lengths = (headerNumbers + runs) * 4;
  const content = lengths + count;
  if (found !== mark || content > packed.length) throw new Error('The token ranks are damaged or of another version.');
  const starts = new Uint32Array(count + 1);
  let longest = 0;
  let end = 0;
  for (let rank = 0; rank < count; rank += 1) {
    const length = packed[lengths + rank] ?? 0;
    end += length;
    if (length > longest) longest = length;
    starts[rank + 1] = end;
  }
  if (content + end !== packed.length) throw new Error('The token ranks are damaged: some are missing.');
  const classes = new Uint8Array(0x110000);
  for (let run = 0; run < runs; run += 1) {
    const [own, next] = [number(headerNumbers + run), run + 1 < runs ? number(headerNumbers + run + 1) : classes.length * 8];
    // What is zero already need not be written: pages nobody writes to cost no memory.
    if (own % 8 !== 0) classes.fill(own % 8, Math.floor(own / 8), Math.floor(next / 8));
  }
  return { starts, bytes: packed.subarray(content), longest, classes };
}
