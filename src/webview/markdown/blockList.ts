// The drawn blocks of one text, in groups: a flat list of hundreds of siblings would be laid out anew for every change.

import { drawBlock } from './draw.ts';
import { morph } from './morph.ts';

/** Blocks per group; a group is contained, so that what grows at the end leaves it alone. */
const blocksPerGroup = 24;

/** Keeps the elements in step with the html they were drawn from. */
export class BlockList {
  readonly #container: HTMLElement;
  readonly #elements: HTMLElement[] = [];
  readonly #html: string[] = [];

  constructor(container: HTMLElement) {
    this.#container = container;
    container.replaceChildren();
  }

  /** Draws a block at a place; an unchanged one is left alone, a changed one keeps what it can of its nodes. */
  set(index: number, html: string): HTMLElement {
    const current = this.#elements[index];
    if (current && this.#html[index] === html) return current;
    const wanted = drawBlock(html);
    this.#html[index] = html;
    if (current && morph(current, wanted)) return current;
    if (current) current.replaceWith(wanted);
    else this.#groupOf(index).append(wanted);
    this.#elements[index] = wanted;
    return wanted;
  }

  at(index: number): HTMLElement | undefined {
    return this.#elements[index];
  }

  /** Forgets the html of a block that has been changed by others. */
  invalidate(index: number): void {
    this.#html[index] = '';
  }

  /** Removes all blocks from a place on. */
  truncate(length: number): void {
    for (const element of this.#elements.splice(length)) element.remove();
    this.#html.length = Math.min(this.#html.length, length);
    while (this.#container.lastElementChild?.childElementCount === 0) this.#container.lastElementChild.remove();
  }

  #groupOf(index: number): Element {
    const group = Math.floor(index / blocksPerGroup);
    while (this.#container.children.length <= group) {
      const made = document.createElement('div');
      made.className = 'group';
      this.#container.append(made);
    }
    return this.#container.children[group] ?? this.#container;
  }
}
