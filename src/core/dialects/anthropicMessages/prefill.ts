// The end of a conversation that ends with the assistant: a model either goes on with it as it stands, or is asked to.

import type { Notice } from '../wire/sampling.ts';
import type { WireMessage } from './body.ts';
import { isThought } from './thinking.ts';

const request = 'Go on exactly where your last message ends. Repeat nothing of it, and add no introduction.';

/** True when the last word is the assistant's. */
export function endsWithAnswer(messages: readonly WireMessage[]): boolean {
  return messages.at(-1)?.role === 'assistant';
}

/** The beginning of the answer, without what the vendor refuses in it: thoughts, and white space at its end. */
export function asPrefill(messages: readonly WireMessage[]): WireMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return [...messages];
  const kept = last.content.filter((block) => !isThought(block));
  const content = kept.map((block, index) => (block.type === 'text' && index === kept.length - 1 ? { ...block, text: block.text.trimEnd() } : block));
  return [...messages.slice(0, -1), { role: 'assistant', content }];
}

/** The same for models that refuse a beginning. */
export function asRequest(messages: readonly WireMessage[], notices: Notice[]): WireMessage[] {
  notices.push({ type: 'notice', code: 'prefill-unsupported', message: 'This model cannot continue an answer in place; it is asked in words to go on.' });
  return [...messages, { role: 'user', content: [{ type: 'text', text: request }] }];
}
