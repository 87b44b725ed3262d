// One block in the page and the html it was drawn from: it is drawn anew only where that changed.

import type { Block } from './blocks.ts';
import { drawBlock, drawItems } from './draw.ts';
import { morph } from './morph.ts';

/** Keeps an element in step with a block. */
export class DrawnBlock {
  element: HTMLElement;
  #html: string;
  #items: string[] = [];

  constructor(block: Block) {
    this.#html = block.html;
    this.element = drawBlock(block.html);
    this.#updateItems(block.items);
  }

  /** What the block holds was changed by others: the next update draws it anew. */
  invalidate(): void {
    this.#html = '';
  }

  update(block: Block): void {
    if (this.#html !== block.html) this.#redraw(block.html);
    this.#updateItems(block.items);
  }

  #redraw(html: string): void {
    this.#html = html;
    const wanted = drawBlock(html);
    // What has items is emptied by its new form: they are drawn again.
    this.#items = [];
    if (morph(this.element, wanted)) return;
    this.element.replaceWith(wanted);
    this.element = wanted;
  }

  #updateItems(items: readonly string[]): void {
    if (items.length === 0 && this.#items.length === 0) return;
    const parent = this.element.querySelector(':scope > table > tbody') ?? this.element;
    const changed = items.flatMap((item, index) => (this.#items[index] === item ? [] : [index]));
    const drawn = drawItems(changed.map((index) => items[index] ?? ''), parent);
    changed.forEach((place, index) => {
      const wanted = drawn[index];
      const current = parent.children[place];
      if (!wanted) return;
      if (!current) parent.append(wanted);
      else if (!morph(current, wanted)) current.replaceWith(wanted);
    });
    while (parent.children.length > items.length) parent.lastElementChild?.remove();
    this.#items = [...items];
  }
}
