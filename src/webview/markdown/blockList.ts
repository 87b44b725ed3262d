// The drawn blocks of one text, in groups: a flat list of hundreds of siblings would be laid out anew for every change.

import type { Block } from './blocks.ts';
import { DrawnBlock } from './drawnBlock.ts';

/** Blocks per group; a group is contained, so that what grows at the end leaves it alone. */
const blocksPerGroup = 24;

/** Keeps a container in step with a list of blocks. */
export class BlockList {
  readonly #container: HTMLElement;
  readonly #blocks: DrawnBlock[] = [];

  constructor(container: HTMLElement) {
    this.#container = container;
    container.replaceChildren();
  }

  /** Draws a block at a place; what did not change is left alone. */
  set(index: number, block: Block): void {
    const current = this.#blocks[index];
    if (current) {
      current.update(block);
      return;
    }
    const drawn = new DrawnBlock(block);
    this.#blocks[index] = drawn;
    this.#groupOf(index).append(drawn.element);
  }

  at(index: number): DrawnBlock | undefined {
    return this.#blocks[index];
  }

  /** Removes all blocks from a place on. */
  truncate(length: number): void {
    for (const block of this.#blocks.splice(length)) block.element.remove();
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
