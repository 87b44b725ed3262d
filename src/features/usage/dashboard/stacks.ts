// The plots over time: spending, tokens, what caches saved, what was wasted.

import { cacheSavings } from '../../../core/money/cacheSavings.ts';
import { formatTokens } from '../../../core/money/format.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import type { ChartDimension, DayUsage, UsageSums } from '../../../core/money/usageQuery.ts';
import type { ColumnView, StackView } from '../../../shared/usageProtocol.ts';
import { niceTicks } from './axis.ts';
import { type ConversationNames, nameOf } from './names.ts';
import type { DashboardRange } from './ranges.ts';
import { addSums, noSums, none, notKnown, percent, signedAmount, spentWords, tokenWords, wastedWords } from './sums.ts';

/** What one column of one series is; undefined is not known. */
interface Cell {
  readonly value: number | undefined;
  readonly words: string;
}

interface StackParts {
  readonly title: string;
  readonly summary: string;
  readonly series: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  readonly totals: readonly string[];
  readonly incomplete: readonly boolean[];
  readonly ticks: (values: readonly number[]) => readonly string[];
  readonly note?: string | undefined;
}

const named = 6;

/** As many digits as the finest of them needs, the same for all. */
function axisAmounts(values: readonly number[]): string[] {
  const digits = Math.max(...values.map((value) => (String(Number(value.toPrecision(6))).split('.')[1] ?? '').length));
  const format = { minimumFractionDigits: digits === 0 ? 0 : Math.max(2, digits), maximumFractionDigits: 8 };
  return values.map((value) => (value === 0 ? '$0' : `${value < 0 ? '-' : ''}$${Math.abs(value).toLocaleString('en-US', format)}`));
}

function stackOf({ columns }: DashboardRange, { title, summary, series, cells, totals, incomplete, ticks, note }: StackParts): StackView {
  // What lies before the first thing that ever happened is not worth a column.
  const first = columns.length > 31 ? Math.max(0, Math.min(columns.length - 6, cells.findIndex((row) => row.some(({ words }) => words !== none)))) : 0;
  const views = columns.map(({ label, short }, index): ColumnView => ({
    label,
    short,
    values: (cells[index] ?? []).map(({ value }) => value ?? 0),
    words: (cells[index] ?? []).map(({ words }) => words),
    total: totals[index] ?? none,
    incomplete: incomplete[index] ?? false,
  })).slice(first);
  const sums = views.map(({ values }) => ({ up: values.reduce((sum, value) => sum + Math.max(0, value), 0), down: values.reduce((sum, value) => sum + Math.min(0, value), 0) }));
  const places = niceTicks(Math.min(0, ...sums.map(({ down }) => down)), Math.max(0, ...sums.map(({ up }) => up)));
  return { title, summary, series, columns: views, ticks: ticks(places).map((words, index) => ({ value: places[index] ?? 0, words })), ...(note !== undefined && { note }) };
}

/** Spending per column, the dearest few by name and the rest together. */
export function spendStack(range: DashboardRange, days: readonly DayUsage[], by: ChartDimension, conversations: ConversationNames): StackView {
  const totals = new Map<string, number>();
  for (const { slices } of days) for (const { value, sums } of slices) totals.set(value, (totals.get(value) ?? 0) + sums.cost.amount + sums.attempts * 1e-12);
  const values = [...totals].toSorted((a, b) => b[1] - a[1]).map(([value]) => value);
  const shown = values.length > named ? values.slice(0, named - 1) : values;
  const rest = values.length - shown.length;
  const groups = days.map(({ slices }) => {
    const own = shown.map((value) => slices.find((slice) => slice.value === value)?.sums ?? noSums);
    return rest === 0 ? own : [...own, addSums(slices.filter(({ value }) => !shown.includes(value)).map(({ sums }) => sums))];
  });
  const columnSums = groups.map(addSums);
  const all = addSums(columnSums);
  const top = columnSums.reduce((best, sums, index) => (sums.cost.amount > (columnSums[best]?.cost.amount ?? 0) ? index : best), 0);
  const dearest = groups[0]?.map((_, series) => addSums(groups.map((row) => row[series] ?? noSums))) ?? [];
  const series = [...shown.map((value) => nameOf(by, value, conversations)), ...(rest > 0 ? [`${rest} others`] : [])];
  const topOf = all.cost.amount === 0 ? undefined : `Most of it on ${series[0] ?? ''} (${percent((dearest[0]?.cost.amount ?? 0) / all.cost.amount)}). The dearest ${range.unit}: ${range.columns[top]?.label ?? ''}, ${spentWords(columnSums[top] ?? noSums)}.`;
  return stackOf(range, {
    title: `Spent per ${range.unit}`,
    summary: [`Spent ${range.words}: ${spentWords(all)}.`, topOf].filter((words) => words !== undefined).join(' '),
    series,
    cells: groups.map((row) => row.map((sums) => ({ value: sums.cost.amount, words: spentWords(sums) }))),
    totals: columnSums.map(spentWords),
    incomplete: columnSums.map(({ cost }) => !cost.complete),
    ticks: axisAmounts,
  });
}

/** Tokens by bucket. */
export function tokenStack(range: DashboardRange, columns: readonly UsageSums[]): StackView {
  const all = addSums(columns);
  const buckets: readonly (readonly [string, (sums: UsageSums) => number])[] = [
    ['fresh input', ({ input }) => input.fresh],
    ['read from cache', ({ input }) => input.cacheRead],
    ['written to cache', ({ input }) => input.cacheWrite5m + input.cacheWrite1h],
    ['output', ({ output }) => output.text],
    ['reasoning', ({ output }) => output.reasoning],
  ];
  const total = (sums: UsageSums): number => buckets.reduce((sum, [, count]) => sum + count(sums), 0);
  const parts = buckets.filter(([, count]) => count(all) > 0).map(([name, count]) => `${formatTokens(count(all))} ${name}`);
  return stackOf(range, {
    title: `Tokens per ${range.unit}`,
    summary: all.attempts === 0 ? 'No tokens.' : `Tokens ${range.words}: ${tokenWords(total(all), all)}${parts.length > 0 ? `, of them ${parts.join(', ')}` : ''}.`,
    series: buckets.map(([name]) => name),
    cells: columns.map((sums) => buckets.map(([, count]) => ({ value: count(sums), words: sums.attempts === 0 ? none : formatTokens(count(sums)) }))),
    totals: columns.map((sums) => tokenWords(total(sums), sums)),
    incomplete: columns.map(({ untold }) => untold > 0),
    ticks: (values) => values.map(formatTokens),
    note: all.untold > 0 ? `${all.untold.toLocaleString('en-US')} of ${all.attempts.toLocaleString('en-US')} attempts told no output tokens.` : undefined,
  });
}

/** What the caches saved, of all models of one column; undefined when nothing of it is known. */
export interface Saved {
  readonly amount: number | undefined;
  readonly complete: boolean;
}

export function savedIn({ day, slices }: DayUsage, prices: PriceBook): Saved {
  const at = (day.from + day.to) / 2;
  const each = slices.map(({ value, sums }) => cacheSavings(sums.input, prices.find({ asked: value }), at));
  const known = each.filter((saved) => saved !== undefined);
  return { amount: known.length === 0 && each.length > 0 ? undefined : known.reduce((sum, saved) => sum + saved, 0), complete: known.length === each.length };
}

export function addSaved(all: readonly Saved[]): Saved {
  const known = all.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
  return { amount: known.length === 0 && all.length > 0 ? undefined : known.reduce((sum, amount) => sum + amount, 0), complete: all.every(({ complete }) => complete) };
}

/** Always a calculation after the fact, and marked as one. */
export function savedWords({ amount, complete }: Saved): string {
  if (amount === undefined) return notKnown;
  if (amount === 0 && complete) return signedAmount(0);
  return `${complete ? '' : 'at least '}~${signedAmount(amount)}`;
}

export function savingsStack(range: DashboardRange, days: readonly DayUsage[], prices: PriceBook): StackView {
  const saved = days.map((day) => savedIn(day, prices));
  const all = addSaved(saved);
  const words = saved.map((one, index) => ((days[index]?.slices.length ?? 0) === 0 ? none : savedWords(one)));
  const lost = saved.filter(({ amount = 0 }) => amount < 0).length;
  return stackOf(range, {
    title: `Saved by caches per ${range.unit}`,
    summary: `Saved ${range.words}: ${savedWords(all)}, against the same input without a cache.`,
    series: ['saved'],
    cells: saved.map(({ amount }, index) => [{ value: amount, words: words[index] ?? none }]),
    totals: words,
    incomplete: saved.map(({ complete }) => !complete),
    ticks: axisAmounts,
    note: lost > 0 ? `Below zero, writing to a cache cost more than reading from it brought back.` : undefined,
  });
}

/** What was paid for answers that did not become whole. */
export function wastedStack(range: DashboardRange, columns: readonly UsageSums[]): StackView {
  const all = addSums(columns);
  const words = all.wasted.attempts === 0 ? `Nothing was wasted ${range.words}.` : `Wasted ${range.words}: ${wastedWords(all)}, on ${all.wasted.attempts.toLocaleString('en-US')} of ${all.attempts.toLocaleString('en-US')} attempts.`;
  return stackOf(range, {
    title: `Wasted per ${range.unit}`,
    summary: `${words} That is what was paid for answers that failed, were stopped or broke off.`,
    series: ['wasted'],
    cells: columns.map((sums) => [{ value: sums.wasted.amount, words: wastedWords(sums) }]),
    totals: columns.map(wastedWords),
    incomplete: columns.map(({ wasted, unpriced }) => wasted.attempts > 0 && unpriced > 0),
    ticks: axisAmounts,
  });
}
