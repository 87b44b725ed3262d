// What an attempt has come to before it ends, by our own count: for the ledger, should nothing more be heard of it.

import { unknownUsage, type Usage } from '../model/usage.ts';
import type { CallCounter } from '../tokens/guess.ts';
import { calculate } from './cost.ts';
import { unknownMoney } from '../model/money.ts';
import type { CostSoFar } from './ledger.ts';
import type { PriceBook } from './price.ts';

export function createCostSoFar({ prices, tokens }: { readonly prices: PriceBook; readonly tokens: Pick<CallCounter, 'prompt'> }): CostSoFar {
  return ({ model, call, startedAt }, outputTokens) => {
    const entry = prices.find({ asked: model });
    if (!call || !entry) return { usage: unknownUsage, cost: unknownMoney };
    const usage: Usage = { ...unknownUsage, input: { ...unknownUsage.input, fresh: tokens.prompt(call).total }, output: { ...unknownUsage.output, text: outputTokens } };
    return { usage, cost: calculate(usage, entry, { at: startedAt, provenance: 'estimated' }).money };
  };
}
