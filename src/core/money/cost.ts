// What a usage costs by a price entry.

import type { Money } from '../model/money.ts';
import { unknownMoney } from '../model/money.ts';
import { sumTokens, type Usage } from '../model/usage.ts';
import type { PriceEntry } from './price.ts';

/** Unknown when neither side of the usage was told. A cache bucket without a rate of its own is charged as fresh input. */
export function costOf(usage: Usage, entry: PriceEntry, provenance: 'computed' | 'estimated'): Money {
  const { input, output } = usage;
  const prompt = sumTokens(input);
  const answer = sumTokens(output);
  if (prompt === undefined || answer === undefined) return unknownMoney;
  const rates = entry.above && prompt > entry.above.tokens ? entry.above.rates : entry.rates;
  const micro =
    (input.fresh ?? 0) * rates.input +
    (input.cacheRead ?? 0) * (rates.cacheRead ?? rates.input) +
    ((input.cacheWrite5m ?? 0) + (input.cacheWrite1h ?? 0)) * (rates.cacheWrite ?? rates.input) +
    answer * rates.output;
  return { provenance, amount: micro / 1_000_000, currency: 'USD', entry: `${entry.model}, ${entry.asOf}` };
}
