// By chance, in proportion to the weights. One of weight 0 is asked only when all others failed.

import type { Candidate, Strategy } from '../strategy.ts';

export const weighted: Strategy = (candidates, { random }) => {
  const left = [...candidates];
  const order: Candidate[] = [];
  while (left.length > 0) {
    let point = random() * left.reduce((sum, { weight }) => sum + weight, 0);
    const drawn = left.findIndex(({ weight }) => (point -= weight) < 0);
    order.push(...left.splice(Math.max(0, drawn), 1));
  }
  return order;
};
