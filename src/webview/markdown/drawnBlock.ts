// One block in the page and the html it was drawn from: it is drawn anew only where that changed.

import type { Block } from './blocks.ts';
import { drawBlock, drawItems } from './draw.ts';
import { morph } from './morph.ts';

/** Keeps an element in step with a block. */
export class DrawnBlock {
  element: HTMLElement;
  #html: string;
  readonly #items: string[] = [];

  constructor(block: Block) {
    this.#html = block.html;
    this.element = drawBlock(block.html);
    this.#updateItems(block);
  }

  /** What the block holds was changed by others: the next update draws it anew. */
  invalidate(): void {
    this.#html = '';
  }

  update(block: Block): void {
    // While finished items are put aside, what is around them is as it was.
    if (this.#html !== block.html && block.firstItem === 0) this.#redraw(block.html);
    this.#updateItems(block);
  }

  #redraw(html: string): void {
    this.#html = html;
    const wanted = drawBlock(html);
    // What has items is emptied by its new form: they are drawn again.
    this.#items.length = 0;
    if (morph(this.element, wanted)) return;
    this.element.replaceWith(wanted);
    this.element = wanted;
  }

  #updateItems({ items, firstItem }: Block): void {
    const count = firstItem + items.length;
    if (count === 0 && this.#items.length === 0) return;
    const parent = this.element.querySelector(':scope > table > tbody') ?? this.element;
    const changed = items.flatMap(({ html }, index) => (this.#items[firstItem + index] === html ? [] : [{ html, place: firstItem + index }]));
    const drawn = drawItems(changed.map(({ html }) => html), parent);
    changed.forEach(({ html, place }, index) => {
      this.#items[place] = html;
      const wanted = drawn[index];
      const current = parent.children[place];
      if (!wanted) return;
      if (!current) parent.append(wanted);
      else if (!morph(current, wanted)) current.replaceWith(wanted);
    });
    while (parent.children.length > count) parent.lastElementChild?.remove();
    this.#items.length = count;
  }
}
