// The price list, in USD per million tokens.

import type { PriceEntry } from './price.ts';

const asOf = '2026-11-20';

export const priceList: readonly PriceEntry[] = [
  { model: 'openai/gpt-6-astra', rates: { input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5 }, above: { tokens: 272_000, rates: { input: 20, output: 75, cacheRead: 2, cacheWrite: 25 } }, asOf },
  { model: 'openai/gpt-6.1-sol', rates: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 }, above: { tokens: 272_000, rates: { input: 4, output: 15, cacheRead: 0.2, cacheWrite: 5 } }, asOf },
  { model: 'openai/gpt-6.1-terra', rates: { input: 1, output: 5, cacheRead: 0.05, cacheWrite: 1.25 }, above: { tokens: 272_000, rates: { input: 2, output: 7.5, cacheRead: 0.1, cacheWrite: 2.5 } }, asOf },
  { model: 'openai/gpt-6-sol', rates: { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 }, above: { tokens: 272_000, rates: { input: 4, output: 15, cacheRead: 0.4, cacheWrite: 5 } }, asOf },
  { model: 'openai/gpt-6-luna', rates: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125 }, asOf },
  { model: 'openai/gpt-5.6-sol', rates: { input: 4, output: 20, cacheRead: 0.4, cacheWrite: 5 }, asOf },
  { model: 'openai/gpt-5.6-terra', rates: { input: 2, output: 12, cacheRead: 0.2, cacheWrite: 2.5 }, asOf },
  { model: 'openai/gpt-5.6-luna', rates: { input: 0.2, output: 1.2, cacheRead: 0.02, cacheWrite: 0.25 }, asOf },
];
