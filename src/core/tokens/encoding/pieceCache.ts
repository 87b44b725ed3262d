// Remembers how many tokens short pieces have that are none themselves. Bounded: a newer piece takes an older one's place.

const bits = 12;
const longest = 28;

/** Exact, as it compares bytes. */
export interface PieceCache {
  /** The count, or 0 when it is not known. */
  get(bytes: Uint8Array, start: number, end: number, hash: number): number;
  set(bytes: Uint8Array, start: number, end: number, hash: number, count: number): void;
}

export function createPieceCache(): PieceCache {
  /** Per place: length, count, bytes. */
  const width = longest + 2;
  const store = new Uint8Array(2 ** bits * width);
  const placeOf = (hash: number): number => (Math.imul(hash, 0x9E3779B1 | 0) >>> (32 - bits)) * width;
  return {
    get(bytes, start, end, hash) {
      const length = end - start;
      const place = placeOf(hash);
      if (store[place] !== length || length > longest) return 0;
      for (let at = 0; at < length; at += 1) if (store[place + 2 + at] !== bytes[start + at]) return 0;
      return store[place + 1] as number;
    },
    set(bytes, start, end, hash, count) {
      const length = end - start;
      if (length > longest) return;
      const place = placeOf(hash);
      store[place] = length;
      store[place + 1] = count;
      for (let at = 0; at < length; at += 1) store[place + 2 + at] = bytes[start + at] as number;
    },
  };
}
