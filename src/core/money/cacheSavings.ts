// What a cache saved: the same input, had all of it been fresh.

import type { Usage } from '../model/usage.ts';
import { fromUnits, priceOf } from './exact.ts';
import { type PriceEntry, ratesAt } from './price.ts';

const million = 1_000_000n;

/**
 * Less than nothing where writing cost more than reading brought back. Long prompts are taken at the usual rates, so
 * that sums of many requests can be asked about. Undefined where the price of what was cached is not known.
 */
export function cacheSavings(input: Usage['input'], entry: PriceEntry | undefined, at: number): number | undefined {
  const counts = [input.cacheRead ?? 0, input.cacheWrite5m ?? 0, input.cacheWrite1h ?? 0] as const;
  if (counts.every((count) => count === 0)) return 0;
  const rates = entry && ratesAt(entry, at, 0)?.rates;
  if (!rates) return undefined;
  const { cacheRead = rates.input, cacheWrite5m = rates.input } = rates;
  const cacheWrite1h = rates.cacheWrite1h ?? (rates.cacheWrite5m === undefined ? rates.input : undefined);
  if (cacheWrite1h === undefined && counts[2] > 0) return undefined;
  const all = priceOf(counts[0] + counts[1] + counts[2], rates.input, million);
  return fromUnits(all - priceOf(counts[0], cacheRead, million) - priceOf(counts[1], cacheWrite5m, million) - priceOf(counts[2], cacheWrite1h ?? 0, million));
}
