// Markdown that grows: what is finished is never parsed or drawn again, what is open is drawn anew at its end only.

import { BlockList } from './blockList.ts';
import { parseBlocks, type ParsedText } from './blocks.ts';
import { type Cut, findCut, findItemCut, lineStarts } from './cuts.ts';
import { shownLength } from './heldBack.ts';
import { type OpenContainer, parseOpen, putAside } from './openContainer.ts';
import { OpenFence } from './openFence.ts';
import type { ParseEnvironment } from './parseEnvironment.ts';

/** A sealed block that may name a link whose address is defined elsewhere. */
interface Referrer {
  readonly index: number;
  readonly source: string;
}

/**
 * Draws a text into a container while it grows. After `finish` the container holds exactly what drawing the
 * whole text at once gives, however it was cut; more text may come after that.
 */
export class StreamedMarkdown {
  readonly #list: BlockList;
  readonly #itemsAtOnce: number;
  readonly #references: ParseEnvironment['references'] = {};
  readonly #referrers: Referrer[] = [];
  #sealed = 0;
  /** The source from the last cut on. */
  #tail = '';
  /** What stands before the tail when that begins inside of a block. */
  #open: OpenContainer | undefined;
  #fence: OpenFence | undefined;
  #fresh = '';
  /** A carriage return at the end may be half of a line break. */
  #carriageReturn = '';

  /** So many finished items of an open block are put aside together. */
  constructor(container: HTMLElement, itemsAtOnce = 32) {
    this.#list = new BlockList(container);
    this.#itemsAtOnce = itemsAtOnce;
  }

  /** Takes more text; nothing is drawn yet. */
  grow(text: string): void {
    const whole = this.#carriageReturn + text;
    this.#carriageReturn = whole.endsWith('\r') ? '\r' : '';
    this.#add(whole.slice(0, whole.length - this.#carriageReturn.length));
  }

  /** Draws what has come, as a text that goes on. */
  paint(): void {
    if (this.#fence && this.#fence.take(this.#takeFresh()) === undefined) return;
    this.#leaveFence();
    const source = this.#shown();
    const parsed = this.#parse(source, false);
    if (!parsed) return this.paint();
    this.#draw(parsed);
    this.#enterFence(parsed, this.#seal(source, parsed));
  }

  /** Draws what has come, as a text that is complete. */
  finish(): void {
    this.#add(this.#carriageReturn);
    this.#carriageReturn = '';
    this.#leaveFence();
    const source = this.#standIn() + this.#tail;
    const parsed = this.#parse(source, true);
    if (!parsed || this.#mustMendOpen(parsed)) {
      this.#takeBack();
      this.finish();
      return;
    }
    this.#draw(parsed);
    this.#mendReferrers(parsed.environment.references);
  }

  #standIn(): string {
    return this.#open?.standIn ?? '';
  }

  /** What is to be seen of the source; a stand-in is always whole. */
  #shown(): string {
    const standIn = this.#standIn();
    const source = standIn + this.#tail;
    return source.slice(0, Math.max(shownLength(source), standIn.length));
  }

  /** Undefined when what was put aside had to be taken back. */
  #parse(source: string, finished: boolean): ParsedText | undefined {
    if (!this.#open) return parseBlocks(source, this.#references, finished);
    const parsed = parseOpen(this.#open, source, this.#references, finished);
    if (!parsed) this.#takeBack();
    return parsed;
  }

  #takeBack(): void {
    this.#tail = (this.#open?.source ?? '') + this.#tail;
    this.#open = undefined;
  }

  #add(text: string): void {
    const lines = text.replace(/\r\n?/g, '\n');
    this.#tail += lines;
    if (this.#fence) this.#fresh += lines;
  }

  #takeFresh(): string {
    const fresh = this.#fresh;
    this.#fresh = '';
    return fresh;
  }

  #draw({ blocks }: ParsedText): void {
    blocks.forEach((block, index) => this.#list.set(this.#sealed + index, block));
    this.#list.truncate(this.#sealed + blocks.length);
  }

  /** Returns how many of the blocks are sealed now. */
  #seal(source: string, parsed: ParsedText): number {
    const { blocks } = parsed;
    const cut = findCut(source, blocks);
    if (cut && cut.count > 0) {
      const starts = lineStarts(source);
      blocks.slice(0, cut.count).forEach((block, index) => {
        const aside = index === 0 ? this.#open : undefined;
        const text = aside ? aside.source + source.slice(aside.standIn.length, starts[block.endLine]) : source.slice(starts[block.startLine], starts[block.endLine]);
        if (text.includes('[')) this.#referrers.push({ index: this.#sealed + index, source: text });
      });
      this.#moveTo(cut, parsed);
      this.#open = undefined;
      this.#sealed += cut.count;
      return cut.count;
    }
    this.#putAside(source, parsed);
    return 0;
  }

  /** When all there is left is one long block, its finished items are done with. */
  #putAside(source: string, parsed: ParsedText): void {
    const [block, ...others] = parsed.blocks;
    if (!block || others.length > 0) return;
    const cut = findItemCut(source, block);
    const open = cut && cut.count >= this.#itemsAtOnce ? putAside(source, block, cut, this.#open) : undefined;
    if (!cut || !open) return;
    this.#moveTo(cut, parsed);
    this.#open = open;
  }

  /** What lies before a cut leaves the tail; what it defined stays known. */
  #moveTo(cut: Cut, { environment }: ParsedText): void {
    for (const { label, line } of environment.definitions) {
      const reference = environment.references[label];
      if (line < cut.line && reference) this.#references[label] ??= reference;
    }
    this.#tail = this.#tail.slice(cut.offset - this.#standIn().length);
  }

  /** When the last block is a fence that goes on, its text no longer passes through the parser. */
  #enterFence({ blocks }: ParsedText, sealed: number): void {
    const last = blocks.at(-1);
    const lineEnd = this.#tail.indexOf('\n');
    if (last?.type !== 'fence' || sealed !== blocks.length - 1 || lineEnd === -1) return;
    const drawn = this.#list.at(this.#sealed);
    const target = drawn?.element.querySelector('code');
    const fence = target && OpenFence.openedBy(this.#tail.slice(0, lineEnd), target);
    if (!drawn || !fence) return;
    drawn.invalidate();
    if (fence.take(this.#tail.slice(lineEnd + 1)) === undefined) this.#fence = fence;
  }

  #leaveFence(): void {
    this.#fence = undefined;
    this.#fresh = '';
  }

  /** True when items that were put aside may name a link whose address is known by now. */
  #mustMendOpen({ environment }: ParsedText): boolean {
    const { source } = this.#open ?? { source: '' };
    return source.includes('[^') || (Object.keys(environment.references).length > 0 && source.includes('['));
  }

  /** Links may be defined after their use: only at the end are all addresses known. */
  #mendReferrers(references: ParseEnvironment['references']): void {
    const none = Object.keys(references).length === 0;
    for (const { index, source } of this.#referrers) {
      // The call of a footnote that never came is text again.
      if (none && !source.includes('[^')) continue;
      const block = parseBlocks(source, references, true).blocks[0];
      if (block) this.#list.set(index, block);
    }
  }
}
