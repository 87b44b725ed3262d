// Holds whatever answers a call to the contract of StreamEvent: it never throws, and ends with exactly one `finish`.

import { cancelled, finishWithError } from '../model/finish.ts';
import type { Call } from '../model/call.ts';
import { LlmError } from '../model/llmError.ts';
import type { StreamEvent } from '../model/streamEvent.ts';
import { follow } from './follow.ts';

/** `begin` may first have to find out where the events come from; `as` turns each into what the caller is to see. */
export function keepContract(call: Call, begin: () => AsyncIterable<StreamEvent> | Promise<AsyncIterable<StreamEvent>>, as = (event: StreamEvent): StreamEvent => event): AsyncIterable<StreamEvent> {
  return follow({ begin, as, mend: (failure) => finishWithError(failure === undefined ? stopped() : asLlmError(failure, call.signal), { model: call.model }) });
}

function stopped(): LlmError {
  return new LlmError({ kind: 'interrupted', message: 'The answer stopped without an end.', retryable: true });
}

/** Anything that was thrown, as the error of a call. */
export function asLlmError(failure: unknown, signal: AbortSignal): LlmError {
  if (failure instanceof LlmError) return failure;
  if (signal.aborted) return cancelled(undefined);
  const message = failure instanceof Error ? failure.message : 'Something unexpected happened.';
  return new LlmError({ kind: 'bad-response', message, retryable: false }, { cause: failure });
}
