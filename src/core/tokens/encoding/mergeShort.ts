// Byte-pair merging of a short piece: looking through all pairs each time beats any cleverer way up to some dozens of bytes.

import { hashStep, none, type RankTable } from './table.ts';

/** Pieces longer than this are merged over a heap. */
export const longestShort = 64;

/** Merges in scratch space of its own; what it returns is good until the next call. */
export interface ShortMerge {
  /** The number of tokens; `boundaries` then holds where each begins, and the end. */
  merge(bytes: Uint8Array, start: number, end: number): number;
  readonly boundaries: Int32Array;
}

export function createShortMerge({ longest, pairs, powers, findHashed }: RankTable): ShortMerge {
  const boundaries = new Int32Array(longestShort + 2);
  /** The rank of what begins here and the one after it, merged. */
  const ranks = new Int32Array(longestShort + 2);
  const hashes = new Int32Array(longestShort + 2);
  let base = 0;

  function rankOf(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > longest) return none;
    if (length === 2) return pairs[(bytes[start] as number) * 256 + (bytes[start + 1] as number)] as number;
    const hash = ((hashes[end - base] as number) - Math.imul(hashes[start - base] as number, powers[length] as number)) | 0;
    return findHashed(bytes, start, end, hash);
  }

  function merge(bytes: Uint8Array, start: number, end: number): number {
    base = start;
    let count = end - start;
    for (let index = 0; index < count; index += 1) {
      const at = start + index;
      boundaries[index] = at;
      hashes[index + 1] = hashStep(hashes[index] as number, bytes[at] as number);
      ranks[index] = index + 1 < count ? pairs[(bytes[at] as number) * 256 + (bytes[at + 1] as number)] as number : none;
    }
    boundaries[count] = end;
    for (;;) {
      let best = none;
      let place = 0;
      for (let index = 0; index < count - 1; index += 1) {
        const rank = ranks[index] as number;
        if (rank < best) {
          best = rank;
          place = index;
        }
      }
      if (best === none) return count;
      count -= 1;
      for (let index = place + 1; index <= count; index += 1) {
        boundaries[index] = boundaries[index + 1] as number;
        ranks[index] = ranks[index + 1] as number;
      }
      ranks[place] = place + 1 < count ? rankOf(bytes, boundaries[place] as number, boundaries[place + 2] as number) : none;
      if (place > 0) ranks[place - 1] = rankOf(bytes, boundaries[place - 1] as number, boundaries[place + 1] as number);
    }
  }

  return { merge, boundaries };
}
