// Finds the rank of a run of bytes: open addressing over typed arrays, because 200,000 strings would cost a second and 100 MB.

import type { Ranks } from '../ranks/unpack.ts';

/** Returned where bytes are no token. */
export const none = 0x7FFFFFFF;

const factor = 0x01000193;
const tokensPerSlice = 16_384;
/** A slot holds a rank in 18 bits. */
const mostTokens = 0x3FFFF;

/** Ranks by bytes. Hashes are such that those of parts follow from those of prefixes. */
export interface RankTable {
  readonly longest: number;
  /** Ranks of two bytes, first byte times 256 plus the second. */
  readonly pairs: Int32Array;
  /** `factor` to the power of the index. */
  readonly powers: Int32Array;
  readonly find: (bytes: Uint8Array, start: number, end: number) => number;
  /** `find` for who knows the hash already. */
  readonly findHashed: (bytes: Uint8Array, start: number, end: number, hash: number) => number;
}

/** The hash of a prefix, one byte longer. */
export function hashStep(hash: number, byte: number): number {
  return (Math.imul(hash, factor) + byte + 1) | 0;
}

function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2C1B3C6D);
  return mixed ^ (mixed >>> 13);
}

/** Builds the table in slices, so that whoever drives it can let others have a turn. */
export function* buildTable({ starts, bytes: tokens, longest }: Ranks): Generator<void, RankTable> {
  const count = starts.length - 1;
  if (count >= mostTokens) throw new Error(`${count} tokens are more than a slot can name.`);
  const bits = Math.max(8, Math.ceil(Math.log2(count * 2 + 1)));
  const mask = 2 ** bits - 1;
  // A slot is the rank plus one in 18 bits, and above it as much of the hash as fits: what differs there need not be compared.
  const slots = new Int32Array(2 ** bits);
  const pairs = new Int32Array(65_536).fill(none);
  for (let rank = 0; rank < count; rank += 1) {
    const start = starts[rank] as number;
    const end = starts[rank + 1] as number;
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = hashStep(hash, tokens[at] as number);
    if (end - start === 2) pairs[(tokens[start] as number) * 256 + (tokens[start + 1] as number)] = rank;
    const mixed = mix(hash);
    let slot = mixed & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = (mixed & ~mostTokens) | (rank + 1);
    if (rank % tokensPerSlice === tokensPerSlice - 1) yield;
  }
  const powers = new Int32Array(longest + 2);
  powers[0] = 1;
  for (let index = 1; index < powers.length; index += 1) powers[index] = Math.imul(powers[index - 1] as number, factor);

  function findHashed(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mixed = mix(hash);
    const wanted = mixed & ~mostTokens;
    const length = end - start;
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry === 0) return none;
      if ((entry & ~mostTokens) !== wanted) continue;
      const rank = (entry & mostTokens) - 1;
      const token = starts[rank] as number;
      if ((starts[rank + 1] as number) - token !== length) continue;
      let at = 0;
      while (at < length && tokens[token + at] === bytes[start + at]) at += 1;
      if (at === length) return rank;
    }
  }

  return {
    longest,
    pairs,
    powers,
    findHashed,
    find(bytes, start, end) {
      if (end - start > longest) return none;
      let hash = 0;
      for (let at = start; at < end; at += 1) hash = hashStep(hash, bytes[at] as number);
      return findHashed(bytes, start, end, hash);
    },
  };
}
