// From the end of a stream to the facts a record keeps of it.

import { redact } from '../base/redact.ts';
import type { FinishEvent } from '../model/streamEvent.ts';
import type { Outcome } from './record.ts';

const longest = 500;

export function outcomeOf({ reason, usage, cost, servedModel, responseId, error, model }: FinishEvent, times: Pick<Outcome, 'startedAt' | 'endedAt' | 'firstEvent'>): Outcome {
  return {
    model,
    servedModel,
    responseId,
    ...times,
    reason: reason.unified,
    // What the vendor said verbatim may be long.
    usage: { ...usage, raw: undefined },
    cost,
    error: error && { kind: error.kind, message: redact(error.message.slice(0, longest)), status: error.facts.status, requestId: error.facts.requestId },
  };
}
