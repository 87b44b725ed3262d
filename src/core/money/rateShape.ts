// The kinds of tokens that have a rate of their own, in USD for a million: what a price list holds, and what a person may set.

import * as z from 'zod/mini';

/** Built when it is wanted: most people set no prices. */
export function rateShape() {
  const rate = z.number().check(z.minimum(0), z.maximum(10_000));
  return {
    input: rate,
    output: rate,
    cacheRead: z.optional(rate),
    cacheWrite5m: z.optional(rate),
    cacheWrite1h: z.optional(rate),
    reasoning: z.optional(rate),
  };
}
