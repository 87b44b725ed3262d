// Text that only grows, kept as the pieces it came in: adding one costs the same however long it is.

import { signal, type ReadonlySignal } from '@preact/signals';

/** Grows at its end; readers remember how many pieces they have taken. */
export class GrowingText {
  readonly #pieces: string[] = [];
  readonly #count = signal(0);
  #length = 0;

  constructor(text: string) {
    this.append(text);
  }

  /** How many pieces there are; changes with every one. */
  get count(): ReadonlySignal<number> {
    return this.#count;
  }

  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    this.#count.value = this.#pieces.length;
  }

  /** What has come since so many pieces. */
  since(count: number): string {
    return this.#pieces.slice(count).join('');
  }

  /** Its first characters. */
  start(characters: number): string {
    let start = '';
    for (const piece of this.#pieces) {
      if (start.length >= characters) break;
      start += piece;
    }
    return start.slice(0, characters);
  }

  toString(): string {
    return this.since(0);
  }
}
