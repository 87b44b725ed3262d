// Finds the object in an answer while it streams: bare, in a fence, or among prose. One pass over the text.

import type { Json } from '../model/message.ts';
import { JsonReader } from './jsonReader.ts';

/** A whole value that stood in the answer. */
export interface Candidate {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
}

/** With more than these, an answer is noise. */
const mostCandidates = 32;

/** Reads one answer's text. */
export class AnswerReader {
  readonly #openers: RegExp;
  readonly #candidates: Candidate[] = [];
  #text = '';
  #reader: JsonReader | undefined;
  #start = 0;
  #taken = 0;
  #changes = 0;
  /** The reading that got furthest of those that broke: what an answer can be saved from. */
  #broken: JsonReader | undefined;
  /** Where the first object broke off that had begun in earnest. What comes behind may be its inside. */
  #brokenAt = Infinity;

  /** `lists` tells whether a bare list may be the answer. */
  constructor({ lists }: { readonly lists: boolean }) {
    this.#openers = lists ? /[[{]/g : /\{/g;
  }

  get text(): string {
    return this.#text;
  }

  /** Characters looked at, all readings together. */
  get taken(): number {
    return this.#taken + (this.#reader?.taken ?? 0);
  }

  /** Why nothing whole was read, where a reading broke. */
  get fault(): string | undefined {
    return this.#broken?.fault;
  }

  get isCut(): boolean {
    return this.#reader !== undefined;
  }

  /** The value being read, or the last that was. It grows in place. */
  get live(): Json | undefined {
    return this.#reader?.value ?? this.#candidates.at(-1)?.value;
  }

  /** Takes a piece of text; answers whether something became readable. */
  push(piece: string): boolean {
    const before = this.#changes + (this.#reader?.changes ?? 0);
    const offset = this.#text.length;
    this.#text += piece;
    for (let at = 0; at < piece.length; ) {
      if (!this.#reader) {
        const next = this.#nextOpener(piece, at);
        this.#taken += next - at;
        at = next;
        if (at === piece.length) break;
        this.#reader = new JsonReader();
        this.#start = offset + at;
      }
      at = this.#reader.push(piece, at);
      if (this.#reader.state !== 'reading') this.#close(this.#reader, offset + at);
    }
    return this.#changes + (this.#reader?.changes ?? 0) !== before;
  }

  /** The whole values, the likeliest kind only and no thoughts: the answer itself, else in fences, else in prose. */
  candidates(): readonly Candidate[] {
    const text = this.#text;
    const thought = this.#lastOutside('</think>');
    const from = thought === -1 ? 0 : thought + '</think>'.length;
    const openThought = this.#lastOutside('<think>');
    const all = this.#candidates.filter(({ start }) => start > thought && (openThought <= thought || start < openThought));
    const alone = all.filter(({ start, end }) => text.slice(from, start).trim() === '' && text.slice(end).trim() === '');
    if (alone.length > 0) return alone;
    const fenced = all.filter(({ start }) => /```[ \t]*[\w-]*\s*$/.test(text.slice(Math.max(0, start - 40), start)));
    return fenced.length > 0 ? fenced : all.filter(({ start }) => start < this.#brokenAt);
  }

  /** What can be saved of an answer without a whole value: the value as far as it goes, and its whole elements. */
  rest(): { readonly value: Json; readonly wholeElements: (list: readonly Json[]) => readonly Json[] } | undefined {
    const reader = (this.#reader?.taken ?? 0) > (this.#broken?.taken ?? 0) ? this.#reader : this.#broken;
    const whole = this.#candidates.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
    if (whole && whole.end - whole.start > (reader?.taken ?? 0)) return { value: whole.value, wholeElements: (list) => list };
    return reader?.value === undefined ? undefined : { value: reader.value, wholeElements: (list) => reader.wholeElements(list) };
  }

  /** Where a tag stands last, those within values not counted. */
  #lastOutside(tag: string): number {
    let at = this.#text.lastIndexOf(tag);
    for (const { start, end } of this.#candidates.toReversed()) if (at >= start && at < end) at = this.#text.lastIndexOf(tag, start);
    return at;
  }

  #nextOpener(piece: string, from: number): number {
    this.#openers.lastIndex = from;
    return this.#openers.exec(piece)?.index ?? piece.length;
  }

  #close(reader: JsonReader, end: number): void {
    this.#reader = undefined;
    this.#taken += reader.taken;
    this.#changes += reader.changes;
    if (reader.state === 'broken') {
      if (reader.changes > 0) this.#brokenAt = Math.min(this.#brokenAt, this.#start);
      if (reader.taken > (this.#broken?.taken ?? 0)) this.#broken = reader;
      return;
    }
    if (this.#candidates.length === mostCandidates) this.#candidates.shift();
    this.#candidates.push({ value: reader.value ?? null, start: this.#start, end });
  }
}
