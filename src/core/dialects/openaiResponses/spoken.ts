// What an answer said so far. The wire tells everything up to four times: in deltas, at the end of a part, of an item
// and of the whole. Servers leave out some of these; whatever was not said yet is said, and nothing twice.

import type { StreamEvent } from '../../model/streamEvent.ts';

/** The text of an item, part by part. */
export type ItemText = readonly string[];

/** Keeps one kind of text: the answer, or the thinking. Items come one after the other. */
export class Spoken {
  readonly #type: 'text-delta' | 'thinking-delta';
  readonly #paragraphPer: 'item' | 'part';
  #said = '';
  #item: unknown;
  #itemStart = 0;
  #itemDone = true;
  #part: unknown;
  #partStart = 0;
  #partDone = true;

  constructor(type: 'text-delta' | 'thinking-delta', paragraphPer: 'item' | 'part') {
    this.#type = type;
    this.#paragraphPer = paragraphPer;
  }

  /** True once anything was said. */
  get any(): boolean {
    return this.#said !== '';
  }

  /** A piece of a part. */
  delta(item: unknown, part: unknown, text: unknown, into: StreamEvent[]): void {
    if (typeof text !== 'string' || text === '') return;
    if (this.#itemDone || item !== this.#item) this.#beginItem(item, part);
    else if (this.#partDone || part !== this.#part) this.#beginPart(part);
    this.#say(text, into);
  }

  /** The whole of a part. An open part is meant even where its name changed meanwhile: some servers are not sure of it. */
  endPart(item: unknown, part: unknown, text: unknown, into: StreamEvent[]): void {
    if (typeof text !== 'string') return;
    if (item !== this.#item && (this.#itemDone || this.#partDone)) this.#beginItem(item, part);
    else if (part !== this.#part && this.#partDone) this.#beginPart(part);
    const known = this.#said.slice(this.#partStart);
    if (text.startsWith(known)) this.#say(text.slice(known.length), into);
    this.#partDone = true;
  }

  /** The whole of an item. */
  endItem(item: unknown, text: ItemText, into: StreamEvent[]): void {
    if (this.#itemDone && item !== this.#item) this.#beginItem(item, undefined);
    this.#catchUp([text], this.#itemStart, into);
    this.#itemDone = true;
  }

  /** The whole of the answer, as far as these items. */
  endAll(items: readonly ItemText[], into: StreamEvent[]): void {
    this.#catchUp(items, 0, into);
  }

  #catchUp(items: readonly ItemText[], since: number, into: StreamEvent[]): void {
    const known = this.#said.slice(since);
    if (!items.flat().join('').startsWith(known)) return;
    let skip = known.length;
    for (const item of items) {
      for (const [index, text] of item.entries()) {
        if (text.length <= skip) {
          skip -= text.length;
          continue;
        }
        if (skip === 0 && index === 0) this.#beginItem(this.#item, undefined);
        else if (skip === 0) this.#beginPart(undefined);
        this.#say(text.slice(skip), into);
        skip = 0;
      }
    }
  }

  #beginItem(item: unknown, part: unknown): void {
    this.#item = item;
    this.#itemStart = this.#said.length;
    this.#itemDone = false;
    this.#beginPart(part);
  }

  #beginPart(part: unknown): void {
    this.#part = part;
    this.#partStart = this.#said.length;
    this.#partDone = false;
  }

  /** What follows something of its own kind starts a paragraph. */
  #say(text: string, into: StreamEvent[]): void {
    if (text === '') return;
    const start = this.#paragraphPer === 'item' ? this.#itemStart : this.#partStart;
    const isNewParagraph = this.#said.length > 0 && this.#said.length === start && !this.#said.endsWith('\n');
    this.#said += text;
    into.push({ type: this.#type, text, ...(isNewParagraph && { paragraph: true }) });
  }
}
