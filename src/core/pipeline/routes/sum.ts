// What an answer took that several requests made: the sum of their usage and cost, as well known as the least known of them.

import { addMoney, free, type Money, noMoney, unknownMoney } from '../../model/money.ts';
import type { FinishEvent } from '../../model/streamEvent.ts';
import { addUsage, type Usage, unknownUsage } from '../../model/usage.ts';

export function sumUsage(parts: readonly Usage[]): Usage {
  const [only, ...more] = parts.filter((usage) => usage !== unknownUsage);
  return only ? more.reduce(addUsage, only) : unknownUsage;
}

/** A sum that only one of them is part of is that one, with all that is known about it. */
export function sumMoney(parts: readonly Money[]): Money {
  const [only, ...more] = parts.filter(({ provenance }) => provenance !== 'free');
  if (!only) return parts.length > 0 ? free : unknownMoney;
  if (more.length === 0) return only;
  const sum = [only, ...more].reduce(addMoney, noMoney);
  const atLeast = [only, ...more].reduce((total, part) => total + (part.provenance === 'unknown' ? (part.atLeast ?? 0) : 0), sum.amount);
  if (!sum.complete) return { ...unknownMoney, ...(atLeast > 0 && { atLeast }) };
  const provenance = sum.estimated ? 'estimated' : more.every((part) => part.provenance === only.provenance) ? only.provenance : 'computed';
  return provenance === 'unknown' || provenance === 'free' ? unknownMoney : { provenance, amount: sum.amount, currency: 'USD' };
}

/** The last end, with what all of them took. */
export function sumEnds(ends: readonly FinishEvent[], last: FinishEvent): FinishEvent {
  if (ends.length < 2) return last;
  const parts = ends.filter(({ cost }) => cost.provenance !== 'free').length;
  return { ...last, usage: sumUsage(ends.map(({ usage }) => usage)), cost: sumMoney(ends.map(({ cost }) => cost)), ...(parts > 1 && { parts }) };
}
