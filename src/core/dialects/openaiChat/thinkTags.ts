// Tells thinking from text where a server sends both as text, the thinking first, between `<think>` and `</think>`.

const opening = '<think>';
const closing = '</think>';

/** What a piece of text turned out to be. */
export interface Split {
  readonly thinking: string;
  readonly text: string;
}

/** Reads one answer's text, cut anywhere. Tags after the beginning are text like any other. */
export class ThinkTags {
  #state: 'beginning' | 'opened' | 'thinking' | 'after' | 'text' = 'beginning';
  #held = '';

  take(piece: string): Split {
    if (this.#state === 'text') return { thinking: '', text: piece };
    this.#held += piece;
    let thinking = '';
    if (this.#state === 'beginning') {
      const start = this.#held.trimStart();
      if (start.length < opening.length && opening.startsWith(start)) return { thinking, text: '' };
      this.#state = start.startsWith(opening) ? 'opened' : 'text';
      if (this.#state === 'opened') this.#held = start.slice(opening.length);
    }
    if (this.#state === 'opened') {
      this.#held = this.#held.trimStart();
      if (this.#held === '') return { thinking, text: '' };
      this.#state = 'thinking';
    }
    if (this.#state === 'thinking') {
      const end = this.#held.indexOf(closing);
      const sure = end === -1 ? this.#held.length - tailLength(this.#held) : end;
      thinking = this.#held.slice(0, sure);
      this.#held = this.#held.slice(end === -1 ? sure : end + closing.length);
      if (end === -1) return { thinking, text: '' };
      this.#state = 'after';
    }
    if (this.#state === 'after') {
      this.#held = this.#held.trimStart();
      if (this.#held === '') return { thinking, text: '' };
      this.#state = 'text';
    }
    return { thinking, text: this.flush().text };
  }

  /** What was held back, as it may have become a tag. */
  flush(): Split {
    const rest = this.#held;
    this.#held = '';
    return this.#state === 'thinking' ? { thinking: rest, text: '' } : { thinking: '', text: rest };
  }
}

/** How much of the end may be the beginning of the closing tag. */
function tailLength(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length -= 1) if (text.endsWith(closing.slice(0, length))) return length;
  return 0;
}
