// One call: everything a provider needs to answer, in nobody's wire format.

import type { AttemptRecord } from '../trace/record.ts';
import type { JsonObject, Message } from './message.ts';
import type { Purse } from './purse.ts';
import type { RateWindow } from './rateLimits.ts';
import type { Wait } from './wait.ts';

/** A tool the model may call. `parameters` is a JSON Schema. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The shape an answer must have. `schema` is a JSON Schema. */
export interface OutputSchema {
  readonly name: string;
  readonly schema: JsonObject;
}

/** How words are drawn. What a vendor does not know is left out or clamped, with a notice. */
export interface Sampling {
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
}

export type ThinkingEffort = 'off' | 'low' | 'medium' | 'high';

export interface Limits {
  readonly maxOutputTokens?: number;
}

export interface Call {
  /** `provider/model`, or `route/name`. */
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolSpec[];
  readonly toolChoice?: ToolChoice;
  readonly output?: OutputSchema;
  readonly sampling?: Sampling;
  readonly thinking?: ThinkingEffort;
  readonly limits?: Limits;
  /** What the call is for, such as `chat` or `explain`: the ledger's and the settings' key. */
  readonly task: string;
  /** The conversation it belongs to, for the ledger. */
  readonly conversation?: string;
  /** Hears how many tokens arrived so far, before the event that brought them is seen. */
  readonly onDidCount?: (outputTokens: number) => void;
  /** Hears when the call waits for something that passes, and `undefined` when it goes on. */
  readonly onDidWait?: (wait: Wait | undefined) => void;
  /** Hears how the connection of an attempt comes about, where the transport tells. */
  readonly onDidConnect?: (state: 'connecting' | 'connected') => void;
  /** Hears what a server told of its limits. */
  readonly onDidTellLimits?: (windows: readonly RateWindow[]) => void;
  /** The answer so far, as it was shown: the call goes on with it, and only what is new is told. */
  readonly continues?: string;
  /** Hears how each attempt went. */
  readonly onDidAttempt?: (attempt: AttemptRecord) => void;
  /** A person wants another answer: one that was kept will not do. */
  readonly anew?: true;
  /** What it may spend, where there is a budget. */
  readonly purse?: Purse;
  /** A person wants it tried right now: nothing holds it back for its own good. */
  readonly urgent?: true;
  /** Somebody else can answer this call: what would take long is not waited for. */
  readonly hasStandIn?: true;
  /** Nobody asked for it, so nobody is asked about it: where a person would have to decide, it stops. */
  readonly unasked?: true;
  /** Aborts the call; it then finishes as `cancelled`. */
  readonly signal: AbortSignal;
}
