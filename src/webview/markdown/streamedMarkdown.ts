// Markdown that grows: what is finished is never parsed or drawn again, what is open is drawn anew at its end only.

import { BlockList } from './blockList.ts';
import { findCut, lineStarts, parseBlocks, type ParsedText } from './blocks.ts';
import { shownLength } from './heldBack.ts';
import { OpenFence } from './openFence.ts';
import type { ParseEnvironment } from './parser.ts';

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
  readonly #references: ParseEnvironment['references'] = {};
  readonly #referrers: Referrer[] = [];
  #sealed = 0;
  /** The source from the last cut on. */
  #tail = '';
  #fence: OpenFence | undefined;
  #fresh = '';
  /** A carriage return at the end may be half of a line break. */
  #carriageReturn = '';

  constructor(container: HTMLElement) {
    this.#list = new BlockList(container);
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
    const source = this.#tail.slice(0, shownLength(this.#tail));
    const parsed = parseBlocks(source, this.#references, false);
    this.#draw(parsed);
    this.#enterFence(parsed, this.#seal(source, parsed));
  }

  /** Draws what has come, as a text that is complete. */
  finish(): void {
    this.#add(this.#carriageReturn);
    this.#carriageReturn = '';
    this.#leaveFence();
    const parsed = parseBlocks(this.#tail, this.#references, true);
    this.#draw(parsed);
    this.#mendReferrers(parsed.environment.references);
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
  #seal(source: string, { blocks, environment }: ParsedText): number {
    const cut = findCut(source, blocks);
    if (!cut) return 0;
    const starts = lineStarts(source);
    blocks.slice(0, cut.blocks).forEach((block, index) => {
      const text = source.slice(starts[block.startLine], starts[block.endLine]);
      if (text.includes('[')) this.#referrers.push({ index: this.#sealed + index, source: text });
    });
    for (const { label, line } of environment.definitions) {
      const reference = environment.references[label];
      if (line < cut.line && reference) this.#references[label] ??= reference;
    }
    this.#sealed += cut.blocks;
    this.#tail = this.#tail.slice(cut.offset);
    return cut.blocks;
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

  /** Links may be defined after their use: only at the end are all addresses known. */
  #mendReferrers(references: ParseEnvironment['references']): void {
    if (Object.keys(references).length === 0) return;
    for (const { index, source } of this.#referrers) {
      const block = parseBlocks(source, references, true).blocks[0];
      if (block) this.#list.set(index, block);
    }
  }
}
