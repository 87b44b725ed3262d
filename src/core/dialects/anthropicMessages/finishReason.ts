// The words this wire has for the end of an answer.

import type { FinishReason } from '../../model/streamEvent.ts';

/** The last two are other platforms' words, whose own filters stand before the same models. */
const words: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool-calls',
  pause_turn: 'pause',
  refusal: 'refusal',
  model_context_window_exceeded: 'context-overflow',
  guardrail_intervened: 'content-filter',
  content_filtered: 'content-filter',
};

/** An unknown word still is a natural end: the server said that it was done. */
export function unifyFinish(raw: string): FinishReason {
  return words[raw] ?? 'stop';
}

/** True when the model was cut off, so that its last tool call may be half a call. */
export function isCutOff(reason: FinishReason): boolean {
  return reason !== 'stop' && reason !== 'tool-calls' && reason !== 'pause';
}
