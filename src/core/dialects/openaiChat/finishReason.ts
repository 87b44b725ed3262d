// The words this wire has for the end of an answer.

import type { FinishReason } from '../../model/streamEvent.ts';

const words: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  complete: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  model_context_window_exceeded: 'context-overflow',
  content_filter: 'content-filter',
  sensitive: 'content-filter',
  error_toxic: 'content-filter',
  refusal: 'refusal',
  error: 'error',
  insufficient_system_resource: 'error',
  network_error: 'error',
  abort: 'error',
};

/** An unknown word still is a natural end: the server said that it was done. */
export function unifyFinish(raw: string): FinishReason {
  return words[raw.toLowerCase()] ?? 'stop';
}
