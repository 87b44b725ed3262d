// Budgets in words and bars.

import { localize } from '../../core/base/localize.ts';
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
  return localize('{0} of {1} {2} ({3}{4}), {5}', formatSum(spent), formatAmount(limit), periodNames[period], spent.complete ? '' : 'at least ', percent(share), rest);
}
