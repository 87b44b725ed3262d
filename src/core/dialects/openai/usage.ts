// Sorts the counts of OpenAI's wires, which contain one another, into disjoint buckets.

import type { Json } from '../../model/message.ts';
import type { TokenCount, Usage } from '../../model/usage.ts';

/** What a server told, under whatever names. `input` holds what was read from and written to the cache. */
export interface NestedCounts {
  readonly input: TokenCount;
  readonly cacheRead: TokenCount;
  readonly cacheWrite: TokenCount;
  /** What of it is written for longer than usual. */
  readonly cacheWriteLong?: TokenCount;
  readonly output: TokenCount;
  readonly reasoning: TokenCount;
  readonly total: TokenCount;
  /** True where reasoning comes on top of `output` even when no total tells. */
  readonly reasoningOutside?: boolean | undefined;
  readonly raw: Json | undefined;
}

/** Undefined when the server told nothing, which some do by sending zeros: no prompt has no tokens. */
export function sortTokens(counts: NestedCounts): Usage | undefined {
  const { input, cacheRead, cacheWrite, cacheWriteLong, output, reasoning, raw } = counts;
  if (!input && !output) return undefined;
  const outside = isReasoningOutside(counts);
  // Some count reasoning in another way than all of the output: more than all cannot be within it.
  const within = output === undefined || outside || reasoning === undefined ? reasoning : Math.min(reasoning, output);
  return {
    input: {
      fresh: input === undefined ? undefined : Math.max(0, input - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite5m: cacheWrite === undefined ? undefined : Math.max(0, cacheWrite - (cacheWriteLong ?? 0)),
      cacheWrite1h: cacheWriteLong,
    },
    output: {
      text: output === undefined || outside ? output : output - (within ?? 0),
      reasoning: within,
    },
    raw,
  };
}

/** Vendors disagree; the total tells who is right, and more reasoning than output can only be outside. */
function isReasoningOutside({ input, output, reasoning, total, reasoningOutside }: NestedCounts): boolean {
  if (output === undefined || reasoning === undefined) return false;
  if (total !== undefined && input !== undefined && reasoning > 0) {
    if (total === input + output) return false;
    if (total === input + output + reasoning) return true;
  }
  return reasoning > output || reasoningOutside === true;
}
