// One call: everything a provider needs to answer, in nobody's wire format.

import type { JsonObject, Message } from './message.ts';

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
  /** Aborts the call; it then finishes as `cancelled`. */
  readonly signal: AbortSignal;
}
