// The cheapest for this call. One without a known price comes last: it may cost anything.

import type { Strategy } from '../strategy.ts';

export const lowestCost: Strategy = (candidates, { cost }) => {
  const costs = new Map(candidates.map(({ model }) => [model, cost(model) ?? Number.MAX_VALUE]));
  return candidates.toSorted((one, other) => (costs.get(one.model) ?? 0) - (costs.get(other.model) ?? 0));
};
