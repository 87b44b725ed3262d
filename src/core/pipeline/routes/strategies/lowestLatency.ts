// Whoever began soonest lately. One nobody knows comes first, so that it becomes known.

import type { Strategy } from '../strategy.ts';

export const lowestLatency: Strategy = (candidates, { latency }) => candidates.toSorted((one, other) => (latency(one.model) ?? -1) - (latency(other.model) ?? -1));
