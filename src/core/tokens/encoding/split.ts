// Cuts text into the pieces that are encoded each by itself, exactly as the vendor's patterns do, without a regular expression:
// that keeps it linear on any input, and lets it work on UTF-8 at once.

import { characterClass } from '../ranks/characters.ts';

const { other, upper, lower, letter, mark, number, space, lineBreak } = characterClass;
const [newline, carriageReturn, blank, apostrophe, slash] = [10, 13, 32, 39, 47];
/** Capital and small ASCII letters differ in this. */
const caseBit = 0x20;
/** Sets of classes, a bit each. */
const bit = (...classes: readonly number[]): number => classes.reduce((set, one) => set | (1 << one), 0);
const letters = bit(upper, lower, letter);
/** What may stand before a word and belong to it. */
const leading = bit(other, mark, space);
const capitals = bit(upper, letter, mark);
const smalls = bit(lower, letter, mark);
const both = bit(letter, mark);
const signs = bit(other, mark);
const spaces = bit(space, lineBreak);

/** Where the piece that begins at `start` ends. `start` is before `end`. */
export type Splitter = (bytes: Uint8Array, start: number, end: number) => number;
/** The patterns there are, by the name of the encoding. */
export type SplitterName = 'o200k_base' | 'cl100k_base';

/** A splitter over a table with the class of every code point. */
export function createSplitter(name: SplitterName, classes: Uint8Array): Splitter {
  /** The set of the class at `at` above the length of its character: one number, as this is asked for every character. */
  function look(bytes: Uint8Array, at: number): number {
    const first = bytes[at] as number;
    if (first < 0x80) return (1 << ((classes[first] as number) + 3)) | 1;
    if (first < 0xE0) return (1 << ((classes[((first & 0x1F) << 6) | ((bytes[at + 1] as number) & 0x3F)] as number) + 3)) | 2;
    const middle = ((bytes[at + 1] as number) & 0x3F) << 6 | ((bytes[at + 2] as number) & 0x3F);
    if (first < 0xF0) return (1 << ((classes[((first & 0x0F) << 12) | middle] as number) + 3)) | 3;
    return (1 << ((classes[((first & 0x07) << 18) | (middle << 6) | ((bytes[at + 3] as number) & 0x3F)] as number) + 3)) | 4;
  }

  /** The end of the run of characters in `set`. */
  function run(bytes: Uint8Array, start: number, end: number, set: number): number {
    let at = start;
    while (at < end) {
      const seen = look(bytes, at);
      if (((seen >> 3) & set) === 0) break;
      at += seen & 7;
    }
    return at;
  }

  /** Capitals then small letters; characters that count as both go wherever they make the word longest, as backtracking would have it. */
  function word(bytes: Uint8Array, start: number, end: number, needsSmall: boolean): number {
    let at = start;
    let lastBoth = start;
    while (at < end) {
      const seen = look(bytes, at);
      if (((seen >> 3) & capitals) === 0) break;
      at += seen & 7;
      if (((seen >> 3) & both) !== 0) lastBoth = at;
    }
    const smallEnd = run(bytes, at, end, smalls);
    if (smallEnd > at) return smallEnd;
    return needsSmall ? lastBoth : at;
  }

  /** A word with its ending ('s, 'll ...), or `start` when there is none here. */
  function casedWord(bytes: Uint8Array, start: number, end: number, seen: number): number {
    const after = start + (seen & 7);
    const mayLead = ((seen >> 3) & leading) !== 0;
    for (const needsSmall of [true, false]) {
      if (mayLead) {
        const found = word(bytes, after, end, needsSmall);
        if (found > after) return contraction(bytes, found, end);
      }
      const found = word(bytes, start, end, needsSmall);
      if (found > start) return contraction(bytes, found, end);
    }
    return start;
  }

  function plainWord(bytes: Uint8Array, start: number, end: number, seen: number): number {
    const after = start + (seen & 7);
    if (((seen >> 3) & letters) !== 0) return run(bytes, after, end, letters);
    if (((seen >> 3) & leading) === 0) return start;
    const found = run(bytes, after, end, letters);
    return found > after ? found : start;
  }

  /** White space up to its last line break; else all but the last of it, which goes to the next word. */
  function whiteSpace(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    let last = start;
    let lastBreak = start;
    while (at < end) {
      const seen = look(bytes, at);
      if (((seen >> 3) & spaces) === 0) break;
      last = at;
      at += seen & 7;
      if (((seen >> 3) & (1 << lineBreak)) !== 0) lastBreak = at;
    }
    if (lastBreak > start) return lastBreak;
    return at === end || last === start ? at : last;
  }

  const cased = name === 'o200k_base';
  /** What may follow signs besides line breaks. */
  const third = cased ? slash : newline;
  return (bytes, start, end) => {
    if (!cased) {
      const found = contraction(bytes, start, end);
      if (found > start) return found;
    }
    const seen = look(bytes, start);
    const found = cased ? casedWord(bytes, start, end, seen) : plainWord(bytes, start, end, seen);
    if (found > start) return found;
    const set = seen >> 3;
    if ((set & (1 << number)) !== 0) {
      let at = start + (seen & 7);
      for (let more = 0; more < 2 && at < end; more += 1) {
        const next = look(bytes, at);
        if (((next >> 3) & (1 << number)) === 0) break;
        at += next & 7;
      }
      return at;
    }
    const signsStart = bytes[start] === blank ? start + 1 : start;
    let at = run(bytes, signsStart, end, signs);
    if (at === signsStart) return whiteSpace(bytes, start, end);
    while (at < end && (bytes[at] === newline || bytes[at] === carriageReturn || bytes[at] === third)) at += 1;
    return at;
  };
}

/** The end of one of 's 't 're 've 'm 'll 'd in any case, or `start`. The long s is an s here. */
function contraction(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== apostrophe || start + 1 >= end) return start;
  const first = bytes[start + 1] as number;
  const second = start + 2 < end ? bytes[start + 2] as number : 0;
  switch (first | caseBit) {
    case 0x73: // s
    case 0x74: // t
    case 0x6D: // m
    case 0x64: // d
      return start + 2;
    case 0x72: // r
    case 0x76: // v
      return (second | caseBit) === 0x65 ? start + 3 : start;
    case 0x6C: // l
      return (second | caseBit) === 0x6C ? start + 3 : start;
    default:
      return first === 0xC5 && second === 0xBF ? start + 3 : start;
  }
}
