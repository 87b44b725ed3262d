// Usage on this wire, sorted into disjoint buckets.

import type { Json } from '../../model/message.ts';
import type { Usage } from '../../model/usage.ts';
import { sortTokens } from '../openai/usage.ts';
import { property, tokenCount } from '../wire/json.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

/** Undefined when the server told nothing. */
export function decodeUsage(raw: Json | undefined, quirks: OpenaiChatQuirks): Usage | undefined {
  const promptDetails = property(raw, 'prompt_tokens_details');
  return sortTokens({
    input: tokenCount(property(raw, 'prompt_tokens')),
    cacheRead: tokenCount(property(promptDetails, 'cached_tokens')) ?? tokenCount(property(raw, 'prompt_cache_hit_tokens')) ?? tokenCount(property(raw, 'num_cached_tokens')) ?? tokenCount(property(raw, 'cached_tokens')),
    cacheWrite: tokenCount(property(promptDetails, 'cache_write_tokens')),
    output: tokenCount(property(raw, 'completion_tokens')),
    reasoning: tokenCount(property(property(raw, 'completion_tokens_details'), 'reasoning_tokens')),
    total: tokenCount(property(raw, 'total_tokens')),
    reasoningOutside: quirks.reasoningOutsideCompletion,
    raw,
  });
}
