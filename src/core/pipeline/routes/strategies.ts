// Every strategy, by the name people write.

import { leastBusy } from './strategies/leastBusy.ts';
import { lowestCost } from './strategies/lowestCost.ts';
import { lowestLatency } from './strategies/lowestLatency.ts';
import { ordered } from './strategies/ordered.ts';
import { roundRobin } from './strategies/roundRobin.ts';
import { weighted } from './strategies/weighted.ts';
import type { Strategy, StrategyName } from './strategy.ts';

export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  'ordered': ordered,
  'round-robin': roundRobin,
  'weighted': weighted,
  'least-busy': leastBusy,
  'lowest-latency': lowestLatency,
  'lowest-cost': lowestCost,
};
