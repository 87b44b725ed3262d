// Usage on this wire, sorted into disjoint buckets, and the price where a gateway tells it.

import type { Json } from '../../model/message.ts';
import type { Money } from '../../model/money.ts';
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
    output: tokenCount(property(raw, 'output_tokens')),
    reasoning: tokenCount(property(property(raw, 'output_tokens_details'), 'reasoning_tokens')),
    total: tokenCount(property(raw, 'total_tokens')),
    raw,
  });
}

/** OpenRouter, and LiteLLM when it is told to, add what the answer cost. */
export function reportedCost(raw: unknown): Money | undefined {
  const amount = tokenCount(property(raw, 'cost'));
  return amount === undefined ? undefined : { provenance: 'reported', amount, currency: 'USD' };
}
