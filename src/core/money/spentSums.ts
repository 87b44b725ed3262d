// What was spent today, this week and this month: by all windows as the ledger tells it, and by this one at once.

import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { addMoney, type Money, type MoneySum, noMoney } from '../model/money.ts';
import { type LedgerPeriod, periodRange } from './budgets.ts';
import type { Ledger } from './ledger.ts';
import type { TimeRange, UsageQuery } from './usageQuery.ts';

export interface PeriodSums {
  readonly cost: MoneySum;
  /** What was paid for nothing whole. */
  readonly wasted: number;
  readonly attempts: number;
}

/** Stands before the ledger and hears every row on its way there. */
export interface SpentSums extends Ledger {
  readonly onDidChange: Event<void>;
  /** Undefined while nothing is known. What is not read yet makes the sum one that is not complete. */
  in(period: LedgerPeriod): PeriodSums | undefined;
  /** When the period began. */
  since(period: LedgerPeriod): number;
  /** Reads the ledger anew, for what other windows spent; soon, and not too often. */
  refresh(): void;
}

export interface SpentSumsPorts {
  readonly ledger: Ledger;
  readonly usage: Pick<UsageQuery, 'totals'>;
  /** False while there is nothing to read, so that looking does not make a database. */
  readonly exists: () => Promise<boolean>;
  readonly clock: Clock;
  readonly timeZone?: string;
}

const periods = ['day', 'week', 'month'] as const;
/** Nobody waits for the first figure, but everybody for the editor. */
const firstAfter = 2_000;
const soonAfter = 500;
const atMostEvery = 3_000;

interface Row {
  readonly at: number;
  readonly cost: Money;
  readonly wasted: boolean;
}

type Ranges = Readonly<Record<LedgerPeriod, TimeRange>>;

interface Reading {
  readonly ranges: Ranges;
  readonly sums: Readonly<Record<LedgerPeriod, PeriodSums>>;
}

const nothing: PeriodSums = { cost: noMoney, wasted: 0, attempts: 0 };

export function createSpentSums({ ledger, usage, exists, clock, timeZone }: SpentSumsPorts): SpentSums {
  const changed = new Emitter<void>();
  /** Made with the first reading or row: the calendar takes 20 ms to wake up, which the start has no time for. */
  let ranges: Ranges | undefined;
  let reading: Reading | undefined;
  /** Rows that the last reading does not hold. */
  let unread: readonly Row[] = [];
  let busy = false;
  let again = false;
  let askedAt = -Infinity;
  let timer: Disposable | undefined;
  let midnight: Disposable | undefined;
  let disposed = false;

  function today(): Ranges {
    const now = clock.now();
    if (ranges && now < ranges.day.to && now >= ranges.day.from) return ranges;
    const isAnother = ranges !== undefined;
    const made = rangesAt(now, timeZone);
    ranges = made;
    watchMidnight(made.day.to - now);
    if (isAnother) schedule(soonAfter);
    return made;
  }

  function watchMidnight(delay: number): void {
    midnight?.dispose();
    midnight = clock.after(Math.max(1_000, delay), () => {
      today();
      changed.fire();
    });
  }

  function schedule(delay: number): void {
    if (disposed) return;
    if (busy) again = true;
    else timer ??= clock.after(Math.max(delay, askedAt + atMostEvery - clock.now()), () => void read());
  }

  async function read(): Promise<void> {
    timer = undefined;
    busy = true;
    askedAt = clock.now();
    const asked = today();
    // Rows so far went to the ledger before this question, which answers in order.
    const held = unread.length;
    try {
      const there = held > 0 || (await exists());
      const [day, week, month] = await Promise.all(periods.map(async (period) => (there ? usage.totals(asked[period]) : undefined)));
      const sumsOf = (sums: typeof day): PeriodSums => (sums ? { cost: sums.cost, wasted: sums.wasted.amount, attempts: sums.attempts } : nothing);
      reading = { ranges: asked, sums: { day: sumsOf(day), week: sumsOf(week), month: sumsOf(month) } };
      unread = unread.slice(held);
    } catch {
      // The ledger tells of its trouble itself. What this window spent is still known.
    } finally {
      busy = false;
    }
    if (disposed) return;
    changed.fire();
    if (again) schedule(soonAfter);
    again = false;
  }

  schedule(firstAfter);
  return {
    onDidChange: changed.event,
    open: (attempt, row) => ledger.open?.(attempt, row),
    record(row, attempt) {
      ledger.record(row, attempt);
      unread = [...unread, { at: row.at, cost: row.cost, wasted: row.wasted }];
      schedule(soonAfter);
      changed.fire();
    },
    in(period) {
      if (!ranges && unread.length === 0) return undefined;
      const { from, to } = today()[period];
      const told = reading?.ranges[period].from === from ? reading.sums[period] : undefined;
      const rows = unread.filter(({ at }) => at >= from && at < to);
      if (told === undefined && rows.length === 0) return undefined;
      return rows.reduce(addRow, told ?? { ...nothing, cost: { ...noMoney, complete: false } });
    },
    since: (period) => today()[period].from,
    refresh: () => schedule(soonAfter),
    dispose() {
      disposed = true;
      timer?.dispose();
      midnight?.dispose();
      changed.dispose();
    },
  };
}

function rangesAt(now: number, timeZone: string | undefined): Ranges {
  return { day: periodRange('day', now, timeZone), week: periodRange('week', now, timeZone), month: periodRange('month', now, timeZone) };
}

function addRow({ cost, wasted, attempts }: PeriodSums, row: Row): PeriodSums {
  return { cost: addMoney(cost, row.cost), wasted: wasted + (row.wasted && row.cost.provenance !== 'unknown' ? row.cost.amount : 0), attempts: attempts + 1 };
}
