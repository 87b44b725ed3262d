// The words this wire has for the end of an answer.

import type { ErrorKind } from '../../model/llmError.ts';
import type { FinishReason } from '../../model/streamEvent.ts';

/** An end the model reached, or what went wrong. */
export type Ending = { readonly reason: FinishReason } | { readonly error: ErrorKind; readonly retryable: boolean };

const filtered: Ending = { reason: 'content-filter' };
const malformed: Ending = { error: 'bad-response', retryable: true };

const words: Readonly<Record<string, Ending>> = {
  STOP: { reason: 'stop' },
  // Not Google's: what others that speak this wire say after a call.
  FUNCTION_CALL: { reason: 'stop' },
  MAX_TOKENS: { reason: 'length' },
  CONTINUATION: { reason: 'pause' },
  SAFETY: filtered,
  RECITATION: filtered,
  BLOCKLIST: filtered,
  PROHIBITED_CONTENT: filtered,
  SPII: filtered,
  IMAGE_SAFETY: filtered,
  IMAGE_PROHIBITED_CONTENT: filtered,
  IMAGE_RECITATION: filtered,
  MALFORMED_FUNCTION_CALL: malformed,
  UNEXPECTED_TOOL_CALL: malformed,
  TOO_MANY_TOOL_CALLS: malformed,
  MALFORMED_RESPONSE: malformed,
  LANGUAGE: { error: 'bad-request', retryable: false },
};

/** An unknown word is no natural end: Google has exactly one word for that. */
export function endingOf(raw: string): Ending {
  return (Object.hasOwn(words, raw) ? words[raw] : undefined) ?? { error: 'server', retryable: true };
}

/** The word, or undefined where the field only says that there is none yet. */
export function finishWord(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !value.endsWith('_UNSPECIFIED') ? value : undefined;
}
