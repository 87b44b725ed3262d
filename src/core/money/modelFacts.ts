// Price and window of a model in words, for wherever one is chosen.

import type { ModelInfo } from '../model/modelInfo.ts';
import { localize } from '../base/localize.ts';
import { formatTokens } from './format.ts';
import { type PriceEntry, ratesAt } from './price.ts';

/** `1.05M context`; undefined where it is not known. */
export function windowWords({ contextWindow }: ModelInfo): string | undefined {
  return contextWindow === undefined ? undefined : localize('{0} context', formatTokens(contextWindow));
}

/** `$2 in, $10 out per million tokens`; undefined where there is no price. */
export function priceWords(entry: PriceEntry | undefined, now: number): string | undefined {
  const rates = entry && ratesAt(entry, now, 0)?.rates;
  return rates && localize('${0} in, ${1} out per million tokens', rates.input, rates.output);
}
