// What the output of an answer on its way costs so far: a guess, since its input is not told yet.

import { type PriceBook, ratesAt } from './price.ts';

/** In USD. Undefined without a price. */
export function outputCost(prices: PriceBook, model: string, startedAt: number, outputTokens: number): number | undefined {
  const entry = prices.find({ asked: model });
  const found = entry && ratesAt(entry, startedAt, 0);
  return found && (outputTokens * found.rates.output) / 1_000_000;
}
