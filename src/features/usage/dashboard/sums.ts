// Sums put together, and said in words. What is not known is never a 0.

import { formatAmount, formatSeconds, formatSum, formatTokens } from '../../../core/money/format.ts';
import type { UsageSums } from '../../../core/money/usageQuery.ts';

export const notKnown = 'not known';
/** Nothing happened: not the same as something that cost nothing. */
export const none = '\u2013';

export const noSums: UsageSums = {
  attempts: 0, failed: 0, cost: { amount: 0, complete: true, estimated: false }, unpriced: 0, wasted: { attempts: 0, amount: 0 },
  input: { fresh: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }, output: { text: 0, reasoning: 0 }, untold: 0, milliseconds: 0, toldMilliseconds: 0,
};

export function addSums(all: readonly UsageSums[]): UsageSums {
  return all.reduce((a, b) => ({
    attempts: a.attempts + b.attempts,
    failed: a.failed + b.failed,
    cost: { amount: a.cost.amount + b.cost.amount, complete: a.cost.complete && b.cost.complete, estimated: a.cost.estimated || b.cost.estimated },
    unpriced: a.unpriced + b.unpriced,
    wasted: { attempts: a.wasted.attempts + b.wasted.attempts, amount: a.wasted.amount + b.wasted.amount },
    input: {
      fresh: a.input.fresh + b.input.fresh,
      cacheRead: a.input.cacheRead + b.input.cacheRead,
      cacheWrite5m: a.input.cacheWrite5m + b.input.cacheWrite5m,
      cacheWrite1h: a.input.cacheWrite1h + b.input.cacheWrite1h,
    },
    output: { text: a.output.text + b.output.text, reasoning: a.output.reasoning + b.output.reasoning },
    untold: a.untold + b.untold,
    milliseconds: a.milliseconds + b.milliseconds,
    toldMilliseconds: a.toldMilliseconds + b.toldMilliseconds,
  }), noSums);
}

export function spentWords({ attempts, unpriced, cost }: UsageSums): string {
  if (attempts === 0) return none;
  return unpriced === attempts || (unpriced > 0 && cost.amount === 0) ? notKnown : formatSum(cost);
}

/** Some of what was wasted may be what has no price. */
export function wastedWords({ wasted, unpriced }: UsageSums): string {
  if (wasted.attempts === 0) return none;
  if (unpriced === 0) return formatAmount(wasted.amount);
  return wasted.amount === 0 ? notKnown : `at least ${formatAmount(wasted.amount)}`;
}

export const inputTokens = ({ input }: UsageSums): number => input.fresh + input.cacheRead + input.cacheWrite5m + input.cacheWrite1h;
export const outputTokens = ({ output }: UsageSums): number => output.text + output.reasoning;

/** A count over attempts of which some told none. */
export function tokenWords(count: number, { attempts, untold }: UsageSums): string {
  if (attempts === 0) return none;
  if (untold === 0) return formatTokens(count);
  return untold === attempts && count === 0 ? notKnown : `at least ${formatTokens(count)}`;
}

/** `-$0.02`. */
export function signedAmount(amount: number): string {
  return amount < 0 ? `-${formatAmount(-amount)}` : formatAmount(amount);
}

/** `64 %`, `<1 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %';
  return share < 1 && share > 0.99 ? '>99 %' : `${Math.round(share * 100)} %`;
}

/** `320 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return formatSeconds(milliseconds);
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}
