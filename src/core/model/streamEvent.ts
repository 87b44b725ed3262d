// What a call answers: a stream of these, told apart by `type`.
//
// Contract: a handler never throws. Exactly one `finish`, and it is last. Nothing is visible before the first
// text, thinking or tool event. `tool-call-end` carries parsed arguments; the same id ties the three together.
// `opaque` on a delta belongs to the part that ends with it; such a delta may have no text.
// Texts are told verbatim; `paragraph` says that a part begins which is to be shown apart from what came before.
// `assemble.ts` puts the events together to the message they are.

import type { Json, Opaque } from './message.ts';
import type { LlmError } from './llmError.ts';
import type { Money } from './money.ts';
import type { Usage } from './usage.ts';

export const finishReasons = [
  'stop', 'length', 'tool-calls', 'content-filter', 'refusal', 'context-overflow', 'pause', 'cancelled', 'interrupted', 'error',
] as const;

export type FinishReason = (typeof finishReasons)[number];

export interface FinishEvent {
  readonly type: 'finish';
  /** `raw` is the vendor's own word, where there was one. */
  readonly reason: { readonly unified: FinishReason; readonly raw: string | undefined };
  readonly usage: Usage;
  readonly cost: Money;
  readonly responseId: string | undefined;
  /** The reference that was asked for. */
  readonly model: string;
  /** What the vendor says it served. */
  readonly servedModel: string | undefined;
  /** The tier it was served in, in the vendor's own word, where it told. */
  readonly serviceTier?: string;
  /** How many requests made the answer, where more than one did; usage and cost are their sum. */
  readonly parts?: number;
  /** Which key was used, such as `environment OPENAI_API_KEY`; never the key. */
  readonly keyLabel?: string;
  /** Why, when the reason is not a natural end. */
  readonly error?: LlmError;
}

export type StreamEvent =
  | { readonly type: 'message-start'; readonly model: string }
  | { readonly type: 'text-delta'; readonly text: string; readonly paragraph?: true; readonly opaque?: Opaque }
  | { readonly type: 'thinking-delta'; readonly text: string; readonly paragraph?: true; readonly opaque?: Opaque }
  | { readonly type: 'tool-call-start'; readonly id: string; readonly name: string }
  | { readonly type: 'tool-call-delta'; readonly id: string; readonly text: string }
  | { readonly type: 'tool-call-end'; readonly id: string; readonly name: string; readonly arguments: Json; readonly opaque?: Opaque }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'notice'; readonly code: string; readonly message: string }
  | FinishEvent;

/** A text as it is shown: parts of an answer stand apart. */
export function shownText({ text, paragraph }: { readonly text: string; readonly paragraph?: true }): string {
  return paragraph ? `\n\n${text}` : text;
}

/** True for the events a person can see: after one of these nothing may be repeated silently. */
export function isVisible(event: StreamEvent): boolean {
  if (event.type === 'text-delta' || event.type === 'thinking-delta') return event.text !== '';
  return event.type.startsWith('tool-call');
}

/** True when the model itself was done. */
export function isNaturalEnd(reason: FinishReason): boolean {
  return reason === 'stop' || reason === 'tool-calls';
}
