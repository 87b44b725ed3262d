// Tells an answer that broke off in its first event from none at all. Some vendors send all of a short answer in one.

import { LlmError } from '../../model/llmError.ts';

/** Fields of an event. Comments are not among them: they keep a connection alive, and say nothing. */
const field = /^(?:data|event|id):/m;

const enough = 16_384;

/** Looks at the first of a stream's text. */
export class Beginning {
  #text = '';

  see(text: string): void {
    if (this.#text.length < enough) this.#text += text;
  }

  /** True once an event began, whole or not. */
  get seen(): boolean {
    return field.test(this.#text);
  }
}

/** An answer that began, and did not get far enough to be read. */
export function cutShort(provider: string): LlmError {
  return new LlmError({ kind: 'interrupted', message: 'The stream ended before the answer did.', retryable: true, provider });
}
