// Answers the questions of core/money/usageQuery out of the sums: work that grows with days and models, not with rows.

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type HistogramStep, percentilesOf } from '../../core/money/percentiles.ts';
import type { ChartDimension, DayUsage, ModelLatency, Percentiles, TimeRange, UsageDimension, UsageSlice, UsageSums } from '../../core/money/usageQuery.ts';
import { day, type Measure, measures, quarter } from './sums.ts';

/** `total` never overflows, and is exact for as long as integers are. */
const totals = Object.keys(measures).map((name) => `total(${name}) AS ${name}`).join(', ');
const columns = Object.keys(measures).join(', ');
const mostSlices = 500;

/** Whole UTC days come from the days, what is left at both ends from the quarters: five parameters. */
function inRange(dimension: ChartDimension): string {
  return `SELECT value, ${columns} FROM usage_day WHERE dimension = '${dimension}' AND start >= :dayFrom AND start < :dayTo
    UNION ALL SELECT ${dimension}, ${columns} FROM usage_quarter WHERE start >= :from AND start < :dayFrom
    UNION ALL SELECT ${dimension}, ${columns} FROM usage_quarter WHERE start >= :dayTo AND start < :to`;
}

function placesOf(range: TimeRange): Record<string, number> {
  const from = floor(range.from, quarter);
  const to = Math.max(from, floor(range.to, quarter));
  const dayFrom = -floor(-from, day);
  const dayTo = floor(to, day);
  return dayFrom < dayTo ? { from, dayFrom, dayTo, to } : { from, dayFrom: to, dayTo: to, to };
}

function floor(at: number, span: number): number {
  const bounded = Math.min(8.64e15, Math.max(-8.64e15, at)) || 0;
  return Math.floor(bounded / span) * span;
}

export function totalsIn(database: DatabaseSync, range: TimeRange): UsageSums {
  return sumsOf(database.prepare(`SELECT ${totals} FROM (${inRange('model')})`).get(placesOf(range)));
}

export function slicesIn(database: DatabaseSync, dimension: UsageDimension, range: TimeRange): UsageSlice[] {
  const order = `GROUP BY value ORDER BY cost_pico DESC, attempts DESC, value LIMIT ${mostSlices}`;
  if (dimension !== 'conversation') return slices(database, `SELECT value, ${totals} FROM (${inRange(dimension)}) ${order}`, placesOf(range));
  return slices(database, `SELECT value, ${totals} FROM usage_day WHERE dimension = 'conversation' AND start >= :from AND start < :to ${order}`, wholeDays(range));
}

export function daysIn(database: DatabaseSync, dimension: ChartDimension, days: readonly TimeRange[]): DayUsage[] {
  const statement = `SELECT value, ${totals} FROM (${inRange(dimension)}) GROUP BY value ORDER BY cost_pico DESC, value LIMIT ${mostSlices}`;
  const prepared = database.prepare(statement);
  return days.map((range) => ({ day: range, slices: prepared.all(placesOf(range)).map(sliceOf) }));
}

export function conversationSums(database: DatabaseSync, id: string): UsageSums {
  return sumsOf(database.prepare(`SELECT ${totals} FROM usage_day INDEXED BY usage_by_conversation WHERE dimension = 'conversation' AND value = ?`).get(id));
}

export function favouritesIn(database: DatabaseSync, range: TimeRange, count: number): string[] {
  const rows = database.prepare(`SELECT value FROM (${inRange('model')}) GROUP BY value ORDER BY total(attempts) DESC, value LIMIT :count`).all({ ...placesOf(range), count: Math.max(0, Math.min(mostSlices, Math.floor(count) || 0)) });
  return rows.map((row) => String(row['value']));
}

export function latencyIn(database: DatabaseSync, range: TimeRange): ModelLatency[] {
  const rows = database.prepare(`
    SELECT model, kind, step AS "from", coalesce((SELECT min(step) FROM latency_step WHERE step > latency_day.step), step) AS "to", sum(attempts) AS attempts
    FROM latency_day WHERE start >= :from AND start < :to GROUP BY model, kind, step ORDER BY model, kind, step`).all(wholeDays(range));
  const histograms = new Map<string, { whole: HistogramStep[]; first: HistogramStep[] }>();
  for (const row of rows) {
    const model = String(row['model']);
    const histogram = histograms.get(model) ?? { whole: [], first: [] };
    histograms.set(model, histogram);
    histogram[row['kind'] === 'first' ? 'first' : 'whole'].push({ from: Number(row['from']), to: Number(row['to']), attempts: Number(row['attempts']) });
  }
  const nothing: Percentiles = { attempts: 0, p50: 0, p95: 0 };
  return [...histograms].map(([model, { whole, first }]) => ({ model, whole: percentilesOf(whole) ?? nothing, firstToken: percentilesOf(first) }));
}

function wholeDays({ from, to }: TimeRange): Record<string, number> {
  return { from: floor(from, day), to: -floor(-to, day) };
}

function slices(database: DatabaseSync, statement: string, places: Record<string, SQLInputValue>): UsageSlice[] {
  return database.prepare(statement).all(places).map(sliceOf);
}

function sliceOf(row: Record<string, SQLOutputValue>): UsageSlice {
  return { value: String(row['value']), sums: sumsOf(row) };
}

const picoPerDollar = 1e12;

function sumsOf(row: Record<string, SQLOutputValue> | undefined): UsageSums {
  const sum = (measure: Measure): number => Number(row?.[measure] ?? 0);
  return {
    attempts: sum('attempts'),
    failed: sum('failed'),
    cost: { amount: sum('cost_pico') / picoPerDollar, complete: sum('unpriced') === 0, estimated: sum('estimated') > 0 },
    unpriced: sum('unpriced'),
    wasted: { attempts: sum('wasted'), amount: sum('wasted_pico') / picoPerDollar },
    input: { fresh: sum('input_fresh'), cacheRead: sum('cache_read'), cacheWrite5m: sum('cache_write_5m'), cacheWrite1h: sum('cache_write_1h') },
    output: { text: sum('output_text'), reasoning: sum('output_reasoning') },
    untold: sum('untold'),
    milliseconds: sum('milliseconds'),
    toldMilliseconds: sum('told_milliseconds'),
  };
}
