// What larger settings may hold. Built when first wanted: most people set none of them.

import * as z from 'zod/mini';
import { rateShape } from '../core/money/rateShape.ts';
import { statusPieces, unknownPieces } from '../core/money/statusText.ts';

/** A time to wait, in seconds. */
export const seconds = () => z.number().check(z.minimum(0), z.maximum(86_400));

/** An entry of `parley.providers`. */
export const provider = () => z.object({
  type: z.optional(z.string()),
  api: z.optional(z.enum(['chat', 'responses'])),
  baseUrl: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.string())),
  apiKeyEnv: z.optional(z.string()),
  apiKeyCommand: z.optional(z.string()),
  apiVersion: z.optional(z.string()),
  region: z.optional(z.string()),
  project: z.optional(z.string()),
  deployment: z.optional(z.string()),
  promptCache: z.optional(z.enum(['off', '5m', '1h'])),
  serviceTier: z.optional(z.enum(['standard', 'flex', 'priority'])),
  models: z.optional(z.array(z.string())),
  limits: z.optional(z.strictObject({
    concurrency: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
    requestsPerMinute: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
    tokensPerMinute: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000_000))),
  })),
});

/** An entry of `parley.routes`. */
export function route() {
  const reference = z.string().check(z.regex(/^[^\s/]+\/\S+$/, 'Write provider/model, such as openai/gpt-6-sol.'));
  return z.strictObject({
    models: z.array(z.union([
      reference,
      z.strictObject({ model: reference, weight: z.optional(z.number().check(z.minimum(0), z.maximum(1_000))) }),
    ], { error: 'Write provider/model, such as openai/gpt-6-sol, or {"model": "openai/gpt-6-sol", "weight": 2}.' })).check(z.minLength(1), z.maxLength(20)),
    strategy: z._default(z.enum(['ordered', 'round-robin', 'weighted', 'least-busy', 'lowest-latency', 'lowest-cost']), 'ordered'),
    contextOverflow: z.optional(z.array(reference).check(z.maxLength(20))),
    contentFilter: z.optional(z.array(reference).check(z.maxLength(20))),
  });
}

/** An entry of `parley.prices`. */
export function price() {
  const rates = rateShape();
  return z.strictObject({
    ...rates,
    above: z.optional(z.strictObject({ tokens: z.int().check(z.positive()), ...rates })),
    asOf: z.optional(z.string().check(z.maxLength(40))),
  });
}

/** All of `parley.budgets`. */
export function budgets() {
  const notDollars = { error: 'Write an amount in US dollars, such as 5 or 0.5.' };
  const dollars = z.number(notDollars).check(z.minimum(0, notDollars), z.maximum(1_000_000, notDollars));
  const notShare = { error: 'Write a share of a limit, such as 0.8 for 80 %.' };
  const limits = {
    session: z.optional(dollars),
    day: z.optional(dollars),
    week: z.optional(dollars),
    month: z.optional(dollars),
    perRequest: z.optional(dollars),
    confirmAbove: z.optional(dollars),
    onLimit: z._default(z.enum(['block', 'ask', 'downgrade'], { error: 'It is block, ask or downgrade.' }), 'ask'),
    downgradeTo: z.optional(z.string()),
    alertAt: z._default(z.array(z.number(notShare).check(z.positive(notShare), z.maximum(10, notShare))).check(z.maxLength(10)), [0.5, 0.8, 1]),
  };
  return z.strictObject(limits, { error: `Budgets are: ${Object.keys(limits).join(', ')}.` });
}

/** What the status bar is to show. */
export function statusPieceList() {
  const notShown = { error: `Use a list of pieces, or a text with pieces in braces such as "{today} | {budget}". Pieces are: ${statusPieces.join(', ')}.` };
  return z.union([z.array(z.enum(statusPieces, notShown)), z.string().check(z.maxLength(200), z.refine((format) => unknownPieces(format).length === 0, notShown))], notShown);
}
