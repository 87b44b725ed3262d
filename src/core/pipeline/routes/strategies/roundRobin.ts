// Each call begins with the next one.

import type { Strategy } from '../strategy.ts';

export const roundRobin: Strategy = (candidates, { turn }) => {
  const first = turn % candidates.length;
  return [...candidates.slice(first), ...candidates.slice(0, first)];
};
