// Finds what our own code said went wrong: an SDK wraps whatever is thrown below it.

import { LlmError } from '../../model/llmError.ts';

/** The LlmError in a failure or among its causes. */
export function ownError(failure: unknown, depth = 0): LlmError | undefined {
  if (failure instanceof LlmError) return failure;
  return failure instanceof Error && depth < 8 ? ownError(failure.cause, depth + 1) : undefined;
}
