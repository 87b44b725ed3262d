// Byte-pair merging of a long piece: linked pieces and a heap of pairs, so that a megabyte of one character takes no longer per byte than prose in the long run.

import { hashStep, none, type RankTable } from './table.ts';

/** Steps between two chances to let others have a turn. */
const stepsPerSlice = 16_384;
/** A pair in the heap is its rank above its place: the smallest is the one to merge, the leftmost of equals first. */
const placeBits = 2 ** 32;

/** Merges in slices. The result's `next` leads from the beginning of each token to that of the following one, from 0 to `length`. */
export function* mergeLong({ longest, pairs, powers, findHashed }: RankTable, bytes: Uint8Array, start: number, end: number): Generator<void, { count: number; next: Int32Array }> {
  const length = end - start;
  const hashes = new Int32Array(length + 1);
  const next = new Int32Array(length + 1);
  const previous = new Int32Array(length + 1);
  const ranks = new Int32Array(length + 1).fill(none);
  const heap = new Float64Array(length * 2 + 1);
  let size = 0;
  let count = length;

  function push(rank: number, place: number): void {
    const entry = rank * placeBits + place;
    let at = size;
    size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = heap[parent] as number;
      if (other <= entry) break;
      heap[at] = other;
      at = parent;
    }
    heap[at] = entry;
  }

  function sink(from: number, entry: number): void {
    let at = from;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= entry) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = entry;
  }

  function update(place: number): void {
    const middle = next[place] as number;
    let rank = none;
    if (middle < length) {
      const after = next[middle] as number;
      const size2 = after - place;
      if (size2 <= longest) {
        const hash = ((hashes[after] as number) - Math.imul(hashes[place] as number, powers[size2] as number)) | 0;
        rank = findHashed(bytes, start + place, start + after, hash);
      }
    }
    ranks[place] = rank;
    if (rank !== none) push(rank, place);
  }

  /** Takes the pair to merge next; false when there is none. */
  function mergeOne(): boolean {
    if (size === 0) return false;
    const entry = heap[0] as number;
    size -= 1;
    if (size > 0) sink(0, heap[size] as number);
    const rank = Math.floor(entry / placeBits);
    const place = entry - rank * placeBits;
    // An entry is only as good as the pair it was made for.
    if (ranks[place] !== rank) return true;
    const middle = next[place] as number;
    const after = next[middle] as number;
    next[place] = after;
    previous[after] = place;
    ranks[middle] = none;
    count -= 1;
    update(place);
    if (place > 0) update(previous[place] as number);
    return true;
  }

  for (let from = 0; from < length; from += stepsPerSlice) {
    for (let at = from; at < Math.min(length, from + stepsPerSlice); at += 1) {
      hashes[at + 1] = hashStep(hashes[at] as number, bytes[start + at] as number);
      next[at] = at + 1;
      previous[at] = at - 1;
      if (at + 1 === length) break;
      const rank = pairs[(bytes[start + at] as number) * 256 + (bytes[start + at + 1] as number)] as number;
      ranks[at] = rank;
      if (rank === none) continue;
      heap[size] = rank * placeBits + at;
      size += 1;
    }
    yield;
  }
  for (let at = (size >> 1) - 1, steps = 1; at >= 0; at -= 1, steps += 1) {
    sink(at, heap[at] as number);
    if (steps % stepsPerSlice === 0) yield;
  }
  for (;;) {
    for (let step = 0; step < stepsPerSlice; step += 1) if (!mergeOne()) return { count, next };
    yield;
  }
}
