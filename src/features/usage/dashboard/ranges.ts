// The ranges the dashboard offers, and the columns that are drawn for each: hours, days or months of the machine's time zone.

import type { TimeRange } from '../../../core/money/usageQuery.ts';
import type { RangeName } from '../../../shared/usageProtocol.ts';

export interface Column {
  readonly range: TimeRange;
  readonly label: string;
  /** For the axis. */
  readonly short: string;
}

export interface DashboardRange {
  readonly range: TimeRange;
  /** `in the last 7 days`. */
  readonly words: string;
  readonly unit: 'hour' | 'day' | 'month';
  readonly columns: readonly Column[];
}

/** How far back "all" is drawn. Sums go further. */
const mostMonths = 120;
const hour = 3_600_000;

/** A format that is kept would keep its time zone, too, wherever the machine goes. */
const formats = {
  day: { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  dayShort: { month: 'short', day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  monthShort: { month: 'short', year: '2-digit' },
  hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

function format(at: number, name: keyof typeof formats): string {
  return new Date(at).toLocaleString('en-US', formats[name]);
}

export function rangeOf(name: RangeName, now: number): DashboardRange {
  const today = new Date(now);
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  switch (name) {
    case 'today':
      return hours(year, month, date);
    case '7days':
      return days('in the last 7 days', year, month, date - 6, date + 1);
    case '30days':
      return days('in the last 30 days', year, month, date - 29, date + 1);
    case 'month':
      return days('this month', year, month, 1, date + 1);
    case 'lastMonth':
      return days('last month', year, month - 1, 1, new Date(year, month, 0).getDate() + 1);
    case '12months':
      return months('in the last 12 months', year, month, 12);
    case 'all': {
      const all = months('ever', year, month, mostMonths);
      return { ...all, range: { from: 0, to: all.range.to } };
    }
  }
}

/** A day has 23, 24 or 25 hours. */
function hours(year: number, month: number, date: number): DashboardRange {
  const range = { from: new Date(year, month, date).getTime(), to: new Date(year, month, date + 1).getTime() };
  const columns = Array.from({ length: Math.ceil((range.to - range.from) / hour) }, (_, index) => {
    const from = range.from + index * hour;
    const label = format(from, 'hour');
    return { range: { from, to: Math.min(range.to, from + hour) }, label, short: label };
  });
  return { range, words: 'today', unit: 'hour', columns };
}

function days(words: string, year: number, month: number, first: number, end: number): DashboardRange {
  const begin = (date: number): number => new Date(year, month, date).getTime();
  const columns = Array.from({ length: end - first }, (_, index) => {
    const from = begin(first + index);
    return { range: { from, to: begin(first + index + 1) }, label: format(from, 'day'), short: format(from, 'dayShort') };
  });
  return { range: { from: begin(first), to: begin(end) }, words, unit: 'day', columns };
}

function months(words: string, year: number, month: number, count: number): DashboardRange {
  const begin = (index: number): number => new Date(year, index, 1).getTime();
  const columns = Array.from({ length: count }, (_, index) => {
    const from = begin(month - count + 1 + index);
    return { range: { from, to: begin(month - count + 2 + index) }, label: format(from, 'month'), short: format(from, 'monthShort') };
  });
  return { range: { from: begin(month - count + 1), to: begin(month + 1) }, words, unit: 'month', columns };
}
