// Budgets as arithmetic: what is spent of which limit, which threshold that crosses for the first time, what to ask before.

import type { MoneySum } from '../model/money.ts';
import { lastDays } from './localDays.ts';
import type { TimeRange } from './usageQuery.ts';

/** A session is a window since it was opened; weeks begin on Monday; all in local time. */
export const budgetPeriods = ['session', 'day', 'week', 'month'] as const;

export type BudgetPeriod = (typeof budgetPeriods)[number];

/** The periods the ledger knows of. */
export type LedgerPeriod = Exclude<BudgetPeriod, 'session'>;

/** Limits in USD, and what is to happen at them. */
export interface Budgets {
  readonly session?: number | undefined;
  readonly day?: number | undefined;
  readonly week?: number | undefined;
  readonly month?: number | undefined;
  readonly perRequest?: number | undefined;
  /** Ask before a message that may cost more than this. */
  readonly confirmAbove?: number | undefined;
  readonly onLimit: 'block' | 'ask' | 'downgrade';
  readonly downgradeTo?: string | undefined;
  /** Shares of a limit at which to tell. */
  readonly alertAt: readonly number[];
}

/** How near a limit is: `warning` from 80 % on, `over` from 100 % on. */
export type BudgetLevel = 'fine' | 'warning' | 'over';

/** One limit and what is spent of it. Where the sum is not complete, share and level are what they are at least. */
export interface BudgetState {
  readonly period: BudgetPeriod;
  readonly spent: MoneySum;
  readonly limit: number;
  readonly share: number;
  /** Never below 0. */
  readonly left: number;
  readonly level: BudgetLevel;
}

/** A threshold that was crossed for the first time in its period. */
export interface BudgetAlert {
  readonly state: BudgetState;
  readonly threshold: number;
}

const warningShare = 0.8;

/** The period that `now` is in: from its first moment to the end of today, in the machine's zone unless one is named. */
export function periodRange(period: LedgerPeriod, now: number, timeZone?: string): TimeRange {
  if (period === 'day') return lastDays(now, 1, timeZone);
  const { weekday, date } = calendarOf(now, timeZone);
  return lastDays(now, period === 'week' ? ((weekday + 6) % 7) + 1 : date, timeZone);
}

function calendarOf(now: number, timeZone: string | undefined): { readonly weekday: number; readonly date: number } {
  const format = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory', numberingSystem: 'latn', ...(timeZone !== undefined && { timeZone }) });
  const [month = 1, date = 1, year = 1970] = format.format(now).split('/').map(Number);
  return { weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay(), date };
}

/** The state of every limit that is set and whose sum is there. */
export function budgetStates(budgets: Budgets, spentIn: (period: BudgetPeriod) => MoneySum | undefined): readonly BudgetState[] {
  return budgetPeriods.flatMap((period) => {
    const limit = budgets[period];
    const spent = limit === undefined ? undefined : spentIn(period);
    if (limit === undefined || spent === undefined) return [];
    const level = reaches(spent.amount, limit, 1) ? 'over' : reaches(spent.amount, limit, warningShare) ? 'warning' : 'fine';
    const share = limit > 0 ? spent.amount / limit : spent.amount > 0 ? Infinity : 0;
    return [{ period, spent, limit, share, left: Math.max(0, limit - spent.amount), level }];
  });
}

/** The limit that is nearest to its end. */
export function tightest(states: readonly BudgetState[]): BudgetState | undefined {
  return states.reduce<BudgetState | undefined>((found, state) => (found === undefined || state.share > found.share ? state : found), undefined);
}

/** A sum of many cents is a hair off what they add up to. A limit of nothing is reached by anything. */
function reaches(amount: number, limit: number, share: number): boolean {
  return amount > 0 && amount >= limit * share - 1e-9;
}

/** Names a threshold of a limit in one period: a limit that was changed is another one. */
export type AlertKey = string;

/** What to tell now, and everything that then counts as told. Of several thresholds at once only the highest is worth a word. */
export function newAlerts(states: readonly BudgetState[], alertAt: readonly number[], told: ReadonlySet<AlertKey>, startOf: (period: BudgetPeriod) => number): { readonly alerts: readonly BudgetAlert[]; readonly keys: readonly AlertKey[] } {
  const alerts: BudgetAlert[] = [];
  const keys: AlertKey[] = [];
  for (const state of states) {
    const { period, spent, limit } = state;
    const keyOf = (threshold: number): AlertKey => `${period} ${startOf(period)} ${limit} ${threshold}`;
    const crossed = alertAt.filter((threshold) => reaches(spent.amount, limit, threshold));
    const threshold = Math.max(...crossed);
    if (crossed.length > 0 && !told.has(keyOf(threshold))) alerts.push({ state, threshold });
    keys.push(...crossed.map(keyOf));
  }
  return { alerts, keys };
}

/** Whether to ask before a message goes out that is expected to cost so much. What is not known may cost anything, so it is asked about, too. */
export function needsConfirm(expected: number | undefined, { confirmAbove }: Pick<Budgets, 'confirmAbove'>): boolean {
  return confirmAbove !== undefined && (expected === undefined || expected > confirmAbove);
}
