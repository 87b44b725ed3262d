// Counts a text that grows by small pieces: only what can still change is looked at again.
//
// Text that is appended changes at most the last two pieces a splitter made, so those are held back and all before them is settled.

import type { Encoding } from './encoding/encoding.ts';

/** A count that follows a growing text. */
export interface IncrementalCount {
  add(text: string): void;
  /** The tokens of all that was added. */
  total(): number;
  /** Whether the last total was exact: always, unless one piece without a break grew beyond all reason. */
  readonly exact: boolean;
}

/** A piece that goes on longer than this (in UTF-16 units) is counted again only after it grew by a quarter. */
const eager = 2_048;
/** One that goes on for ever is settled in parts of this length: at most a token of error each. */
const endless = 16_384;
const encoder = new TextEncoder();

export function createIncrementalCount({ split, countPiece }: Encoding): IncrementalCount {
  let scratch = new Uint8Array(256);
  let settled = 0;
  /** Text that is not settled, and how much of it was counted when, with what result. */
  let tail = '';
  let counted = 0;
  let tailTokens = 0;
  let cut = false;
  let exact = true;

  /** Settles all pieces but the last two, and counts those. */
  function scan(): void {
    if (tail.length * 3 > scratch.length) scratch = new Uint8Array(tail.length * 6);
    const { written: end } = encoder.encodeInto(tail, scratch);
    let [beforeLast, last] = [0, 0];
    for (let at = 0; at < end;) {
      const next = split(scratch, at, end);
      if (last > beforeLast) settled += countPiece(scratch, beforeLast, last);
      beforeLast = last;
      last = at;
      at = next;
    }
    if (beforeLast > 0) tail = tail.slice(unitsIn(scratch, beforeLast));
    tailTokens = (last > beforeLast ? countPiece(scratch, beforeLast, last) : 0) + (end > last ? countPiece(scratch, last, end) : 0);
    counted = tail.length;
  }

  function settleEndless(): void {
    while (tail.length > endless) {
      const at = isHighSurrogate(tail.charCodeAt(endless - 1)) ? endless - 1 : endless;
      const bytes = encoder.encode(tail.slice(0, at));
      for (let start = 0; start < bytes.length;) {
        const next = split(bytes, start, bytes.length);
        settled += countPiece(bytes, start, next);
        start = next;
      }
      tail = tail.slice(at);
      cut = true;
    }
  }

  return {
    get exact() {
      return exact;
    },
    add(text) {
      tail += text;
    },
    total() {
      const grown = tail.length - counted;
      if (grown > 0 && (counted < eager || grown >= counted / 4)) {
        scan();
        if (tail.length > endless) {
          settleEndless();
          scan();
        }
      }
      const open = tail.length - counted;
      exact = !cut && open === 0;
      return settled + tailTokens + (open === 0 ? 0 : Math.ceil((open * tailTokens) / counted));
    },
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xD800 && unit < 0xDC00;
}

/** How many UTF-16 units the first bytes are. */
function unitsIn(bytes: Uint8Array, end: number): number {
  let units = 0;
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] as number;
    if ((byte & 0xC0) !== 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}
