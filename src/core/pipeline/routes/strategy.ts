// In which order the models of a route are tried.

import type { Candidate } from './plan.ts';
import { leastBusy } from './strategies/leastBusy.ts';
import { lowestCost } from './strategies/lowestCost.ts';
import { lowestLatency } from './strategies/lowestLatency.ts';
import { ordered } from './strategies/ordered.ts';
import { roundRobin } from './strategies/roundRobin.ts';
import { weighted } from './strategies/weighted.ts';

/** What a strategy may go by. */
export interface RouteFacts {
  /** How many calls this route had before. */
  readonly turn: number;
  /** Between 0 and 1, 1 excluded. */
  readonly random: () => number;
  /** How many calls of this window a model answers at this moment. */
  readonly running: (model: string) => number;
  /** How long a model took lately to begin, in milliseconds. Undefined when nobody knows. */
  readonly latency: (model: string) => number | undefined;
  /** What the call would cost with a model, in USD. Undefined when nobody knows. */
  readonly cost: (model: string) => number | undefined;
}

/** All candidates, the one to ask first in front. */
export type Strategy = (candidates: readonly Candidate[], facts: RouteFacts) => readonly Candidate[];

export type StrategyName = 'ordered' | 'round-robin' | 'weighted' | 'least-busy' | 'lowest-latency' | 'lowest-cost';

export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  'ordered': ordered,
  'round-robin': roundRobin,
  'weighted': weighted,
  'least-busy': leastBusy,
  'lowest-latency': lowestLatency,
  'lowest-cost': lowestCost,
};
