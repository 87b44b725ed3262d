// Usage on this wire, sorted into disjoint buckets.

import type { Json } from '../../model/message.ts';
import type { Usage } from '../../model/usage.ts';
import { property, tokenCount } from '../wire/json.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

/** Undefined when the server told nothing, which some do by sending zeros: no prompt has no tokens. */
export function decodeUsage(raw: Json | undefined, quirks: OpenaiChatQuirks): Usage | undefined {
  const prompt = tokenCount(property(raw, 'prompt_tokens'));
  const completion = tokenCount(property(raw, 'completion_tokens'));
  if ((prompt === undefined && completion === undefined) || (!prompt && !completion)) return undefined;
  const promptDetails = property(raw, 'prompt_tokens_details');
  const cacheRead = tokenCount(property(promptDetails, 'cached_tokens')) ?? tokenCount(property(raw, 'prompt_cache_hit_tokens')) ?? tokenCount(property(raw, 'num_cached_tokens'));
  const cacheWrite = tokenCount(property(promptDetails, 'cache_write_tokens'));
  const reasoning = tokenCount(property(property(raw, 'completion_tokens_details'), 'reasoning_tokens'));
  const outside = reasoning !== undefined && completion !== undefined && reasoningIsOutside(raw, prompt, completion, reasoning, quirks);
  return {
    input: {
      fresh: prompt === undefined ? undefined : Math.max(0, prompt - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite5m: cacheWrite,
      cacheWrite1h: undefined,
    },
    output: {
      text: completion === undefined || outside ? completion : Math.max(0, completion - (reasoning ?? 0)),
      reasoning,
    },
    raw,
  };
}

/** Vendors disagree; the total tells who is right, and more reasoning than completion can only be outside. */
function reasoningIsOutside(raw: Json | undefined, prompt: number | undefined, completion: number, reasoning: number, quirks: OpenaiChatQuirks): boolean {
  const total = tokenCount(property(raw, 'total_tokens'));
  if (total !== undefined && prompt !== undefined && reasoning > 0) {
    if (total === prompt + completion) return false;
    if (total === prompt + completion + reasoning) return true;
  }
  return reasoning > completion || quirks.reasoningOutsideCompletion === true;
}
