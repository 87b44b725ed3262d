// Builds the `finish` event, so that every dialect tells the same facts.

import { LlmError } from './llmError.ts';
import { type Money, unknownMoney } from './money.ts';
import type { FinishEvent, FinishReason } from './streamEvent.ts';
import { type Usage, unknownUsage } from './usage.ts';

/** What is known when a stream ends; everything but the reason may be unknown. */
export interface FinishFacts {
  readonly reason: FinishReason;
  readonly raw?: string | undefined;
  readonly model: string;
  readonly servedModel?: string | undefined;
  readonly responseId?: string | undefined;
  readonly serviceTier?: string | undefined;
  readonly usage?: Usage;
  readonly cost?: Money;
  readonly error?: LlmError;
}

export function finish(facts: FinishFacts): FinishEvent {
  return {
    type: 'finish',
    reason: { unified: facts.reason, raw: facts.raw },
    usage: facts.usage ?? unknownUsage,
    cost: facts.cost ?? unknownMoney,
    responseId: facts.responseId,
    model: facts.model,
    servedModel: facts.servedModel,
    ...(facts.serviceTier !== undefined && { serviceTier: facts.serviceTier }),
    ...(facts.error && { error: facts.error }),
  };
}

/** The reason that goes with an error. */
export function reasonOf(error: LlmError): FinishReason {
  switch (error.kind) {
    case 'cancelled':
    case 'interrupted':
    case 'context-overflow':
    case 'content-filter':
      return error.kind;
    default:
      return 'error';
  }
}

/** The end of a call that failed. */
export function finishWithError(error: LlmError, facts: Omit<FinishFacts, 'reason' | 'error'>): FinishEvent {
  return finish({ ...facts, reason: reasonOf(error), error });
}

/** The end of a call that was called off. */
export function cancelled(provider: string | undefined): LlmError {
  return new LlmError({ kind: 'cancelled', message: 'The call was called off.', retryable: false, provider });
}
