// Usage on this wire, sorted into disjoint buckets.

import type { Json } from '../../model/message.ts';
import type { Usage } from '../../model/usage.ts';
import { sortTokens } from '../openai/usage.ts';
import { property, tokenCount } from '../wire/json.ts';

/** Undefined when the server told nothing. */
export function decodeUsage(raw: Json | undefined): Usage | undefined {
  const inputDetails = property(raw, 'input_tokens_details');
  return sortTokens({
    input: tokenCount(property(raw, 'input_tokens')),
    cacheRead: tokenCount(property(inputDetails, 'cached_tokens')),
    cacheWrite: tokenCount(property(inputDetails, 'cache_write_tokens')),
    cacheWriteLong: tokenCount(property(property(inputDetails, 'cache_write_tokens_details'), 'ttl_12h')),
    output: tokenCount(property(raw, 'output_tokens')),
    reasoning: tokenCount(property(property(raw, 'output_tokens_details'), 'reasoning_tokens')),
    total: tokenCount(property(raw, 'total_tokens')),
    raw,
  });
}
