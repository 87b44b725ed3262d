// Budgets in words and bars, and amounts as people type them.

import type { BudgetPeriod, BudgetState } from '../../core/money/budgets.ts';
import { formatAmount, formatSum } from '../../core/money/format.ts';

/** Each period as people speak of it. */
export const periodNames: Readonly<Record<BudgetPeriod, string>> = { session: 'this window', day: 'today', week: 'this week', month: 'this month' };

const cells = 10;

/** Ten cells. Full only at the limit, empty only without anything. */
export function bar(share: number): string {
  const full = share >= 1 ? cells : share <= 0 ? 0 : Math.min(cells - 1, Math.max(1, Math.round(share * cells)));
  return '\u25b0'.repeat(full) + '\u25b1'.repeat(cells - full);
}

/** `43 %`, rounded down, so that a limit is not said to be reached before it is; a little is not nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %';
  return share === Infinity ? 'over 100 %' : `${Math.floor(share * 100 + 1e-6)} %`;
}

/** `$2.15 of $5.00 today (43 %), $2.85 left`. */
export function budgetSentence({ period, spent, limit, share, left, level }: BudgetState): string {
  const rest = level === 'over' ? 'the limit is reached' : `${spent.complete ? '' : 'at most '}${formatAmount(left)} left`;
  return `${formatSum(spent)} of ${formatAmount(limit)} ${periodNames[period]} (${spent.complete ? '' : 'at least '}${percent(share)}), ${rest}`;
}

const most = 1_000_000;

/** What a person typed for an amount: nothing for "no limit", or what is wrong with it in words. */
export function readAmount(text: string): { readonly amount: number | undefined } | { readonly wrong: string } {
  const typed = text.trim().replace(/^\$\s*/, '').replace(/\s*(?:\$|USD)$/i, '');
  if (typed === '') return { amount: undefined };
  if (/^[\d.]*,[\d.,]*$/.test(typed)) return { wrong: 'Write the amount without commas, with a point for the cents: 1000 or 0.50.' };
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(typed)) return { wrong: 'Write an amount in US dollars, such as 5 or 0.50, or nothing for no limit.' };
  const amount = Number(typed);
  return amount > most ? { wrong: `${formatAmount(most)} is the most that can be set.` } : { amount };
}

/** What a person typed for the shares to be told at, such as `50, 80, 100`. */
export function readShares(text: string): { readonly shares: readonly number[] } | { readonly wrong: string } {
  const words = text.split(/[\s,;%]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  if (words.some((word) => !/^\d+(?:\.\d+)?$/.test(word)) || numbers.some((number) => number <= 0 || number > 1000)) return { wrong: 'Write percentages between 1 and 1000, such as 50, 80, 100; nothing to be told at none.' };
  if (words.length > 10) return { wrong: 'Ten percentages are the most that can be set.' };
  return { shares: [...new Set(numbers)].toSorted((one, other) => one - other).map((number) => number / 100) };
}
