// Whoever answers the fewest calls of this window; among equals as they are written.

import type { Strategy } from '../strategy.ts';

export const leastBusy: Strategy = (candidates, { running }) => candidates.toSorted((one, other) => running(one.model) - running(other.model));
