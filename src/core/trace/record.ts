// What is kept of a call when it ended: one record, with one for each attempt in it. Masked, and without what was said
// unless the user wants that. Moments are in the machine's time, lengths in milliseconds.

import type { ErrorKind } from '../model/llmError.ts';
import type { Money } from '../model/money.ts';
import type { FinishReason } from '../model/streamEvent.ts';
import type { Usage } from '../model/usage.ts';

/** How a call, or an attempt of one, went. */
export interface Outcome {
  readonly model: string;
  readonly servedModel: string | undefined;
  readonly responseId: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Until the first thing to be seen. */
  readonly firstEvent: number | undefined;
  readonly reason: FinishReason;
  readonly usage: Usage;
  readonly cost: Money;
  readonly error: { readonly kind: ErrorKind; readonly message: string; readonly status: number | undefined; readonly requestId: string | undefined } | undefined;
}

export interface AttemptRecord extends Outcome {
  /** From the call, or the end of the attempt before it, to its own start: waiting, for limits too. */
  readonly queue: number;
  /** Until there was a connection, where the transport tells; 0 for one that was there. */
  readonly connect: number | undefined;
  readonly maxOutputTokens: number | undefined;
}

/** What a layer decided on the way. */
export interface Decision {
  readonly at: number;
  readonly code: string;
  readonly message: string;
}

export interface CallRecord extends Outcome {
  readonly id: string;
  readonly task: string;
  readonly conversation: string | undefined;
  readonly decisions: readonly Decision[];
  readonly attempts: readonly AttemptRecord[];
  /** What was said, where the user wants it told. */
  readonly content?: { readonly input: readonly Said[]; readonly output: string };
}

/** A message, with its text alone. */
export interface Said {
  readonly role: string;
  readonly text: string;
}
