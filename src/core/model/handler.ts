// The shape of everything that answers calls, and of the layers around it.

import type { Call } from './call.ts';
import type { StreamEvent } from './streamEvent.ts';

/** Answers a call with a stream. Never throws: what goes wrong is in the `finish`. */
export type Handler = (call: Call) => AsyncIterable<StreamEvent>;

/** Wraps a handler in another. */
export type Layer = (next: Handler) => Handler;
