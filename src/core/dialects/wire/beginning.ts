// Tells an answer that broke off before its first event was whole from none at all. Some vendors send all of a short
// answer in one event, and some keep the connection alive with comments before it.

import { LlmError } from '../../model/llmError.ts';

/** Fields of an event, and comments: who sends those has begun to work on an answer. */
const field = /^(?:data|event|id)?:/m;

const enough = 16_384;

/** Looks at the first of a stream's text. */
export class Beginning {
  #text = '';

  see(text: string): void {
    if (this.#text.length < enough) this.#text += text;
  }

  /** True once a line of a stream began, whole or not. */
  get seen(): boolean {
    return field.test(this.#text);
  }
}

/** An answer that began, and did not get far enough to be read. */
export function cutShort(provider: string): LlmError {
  return new LlmError({ kind: 'interrupted', message: 'The stream ended before the answer did.', retryable: true, provider });
}
