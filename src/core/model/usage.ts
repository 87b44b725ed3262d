// Tokens in disjoint buckets. Not reported is undefined, never 0.

import type { Json } from './message.ts';

export type TokenCount = number | undefined;

/** The buckets never overlap, so their sum is what was billed. */
export interface Usage {
  readonly input: {
    readonly fresh: TokenCount;
    readonly cacheRead: TokenCount;
    readonly cacheWrite5m: TokenCount;
    readonly cacheWrite1h: TokenCount;
  };
  readonly output: {
    readonly text: TokenCount;
    readonly reasoning: TokenCount;
  };
  /** What the vendor said, verbatim. */
  readonly raw: Json | undefined;
}

export const unknownUsage: Usage = {
  input: { fresh: undefined, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined },
  output: { text: undefined, reasoning: undefined },
  raw: undefined,
};

/** The sum of what is known; undefined when nothing is. */
export function sumTokens(bucket: Readonly<Record<string, TokenCount>>): TokenCount {
  const known = Object.values(bucket).filter((count) => count !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
}

/** Two answers together: the sum of what was told. What neither told stays unknown. */
export function addUsage(one: Usage, other: Usage): Usage {
  const add = (a: TokenCount, b: TokenCount): TokenCount => (a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0));
  return {
    input: {
      fresh: add(one.input.fresh, other.input.fresh),
      cacheRead: add(one.input.cacheRead, other.input.cacheRead),
      cacheWrite5m: add(one.input.cacheWrite5m, other.input.cacheWrite5m),
      cacheWrite1h: add(one.input.cacheWrite1h, other.input.cacheWrite1h),
    },
    output: { text: add(one.output.text, other.output.text), reasoning: add(one.output.reasoning, other.output.reasoning) },
    raw: undefined,
  };
}
