// The days of a time zone as ranges of instants. A day has 23, 24 or 25 hours; where midnight does not exist, it begins later.

import type { TimeRange } from './usageQuery.ts';

const quarter = 15 * 60_000;
const day = 86_400_000;

/** The last `count` days of the zone, the one of `now` included and last, oldest first. The machine's zone unless named. */
export function localDays(now: number, count: number, timeZone?: string): TimeRange[] {
  const dateOf = dateTeller(timeZone);
  const today = dateOf(now);
  const begins = Array.from({ length: count + 1 }, (_, index) => beginOf(today + (index - count + 1) * day, dateOf));
  return begins.slice(1).map((to, index) => ({ from: begins[index] ?? to, to }));
}

/** The range of whole days that an instant and the days before it make. */
export function lastDays(now: number, count: number, timeZone?: string): TimeRange {
  const days = localDays(now, count, timeZone);
  return { from: days[0]?.from ?? now, to: days.at(-1)?.to ?? now };
}

/** The date at an instant in the zone, as the UTC midnight that has the same date. */
type DateTeller = (at: number) => number;

function dateTeller(timeZone: string | undefined): DateTeller {
  const format = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory', numberingSystem: 'latn', ...(timeZone !== undefined && { timeZone }) });
  return (at) => {
    const [month = 1, date = 1, year = 1970] = format.format(at).split('/').map(Number);
    return Date.UTC(year, month - 1, date);
  };
}

/** The first quarter of an hour of a date: zones are at most 14 hours off and change by quarters. */
function beginOf(date: number, dateOf: DateTeller): number {
  let before = date - 15 * 60 * 60_000;
  let after = date + 15 * 60 * 60_000;
  while (after - before > quarter) {
    const middle = before + Math.floor((after - before) / 2 / quarter) * quarter;
    if (dateOf(middle) < date) before = middle;
    else after = middle;
  }
  return after;
}
