// Holds whatever answers a call to the contract of StreamEvent: it never throws, and ends with exactly one `finish`.

import { cancelled, finishWithError } from '../model/finish.ts';
import type { Call } from '../model/call.ts';
import { LlmError } from '../model/llmError.ts';
import type { StreamEvent } from '../model/streamEvent.ts';

/** `events` may first have to find out where they come from; `as` turns each into what the caller is to see. */
export async function* keepContract(call: Call, events: () => AsyncIterable<StreamEvent> | Promise<AsyncIterable<StreamEvent>>, as = (event: StreamEvent): StreamEvent => event): AsyncGenerator<StreamEvent> {
  let error: LlmError | undefined;
  try {
    for await (const event of await events()) {
      yield as(event);
      if (event.type === 'finish') return;
    }
  } catch (failure) {
    error = asLlmError(failure, call.signal);
  }
  error ??= new LlmError({ kind: 'interrupted', message: 'The answer stopped without an end.', retryable: true });
  yield finishWithError(error, { model: call.model });
}

/** Anything that was thrown, as the error of a call. */
export function asLlmError(failure: unknown, signal: AbortSignal): LlmError {
  if (failure instanceof LlmError) return failure;
  if (signal.aborted) return cancelled(undefined);
  const message = failure instanceof Error ? failure.message : 'Something unexpected happened.';
  return new LlmError({ kind: 'bad-response', message, retryable: false }, { cause: failure });
}
