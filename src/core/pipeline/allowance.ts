// How many new attempts a conversation still has: so that a bad day cannot become a storm.

import { type Clock, ticksOf } from '../base/clock.ts';

/** Each half minute gives one back. */
const every = 30_000;
const mostNames = 500;

export interface Allowance {
  /** Takes one of `name`'s; false when none of its `most` is left. */
  take(name: string, most: number): boolean;
}

export function createAllowance(clock: Clock): Allowance {
  const spent = new Map<string, { count: number; at: number }>();
  return {
    take(name, most) {
      const now = ticksOf(clock);
      const known = spent.get(name) ?? { count: 0, at: now };
      const back = Math.floor((now - known.at) / every);
      const count = Math.max(0, known.count - back);
      // The newest last: the oldest is the first to be forgotten.
      spent.delete(name);
      spent.set(name, { count: count < most ? count + 1 : count, at: count === 0 ? now : known.at + back * every });
      if (spent.size > mostNames) spent.delete(spent.keys().next().value ?? name);
      return count < most;
    },
  };
}
