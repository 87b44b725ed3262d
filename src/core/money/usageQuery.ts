// What can be asked of the ledger. Plain data out; whoever answers reads only, and not on the caller's thread.

import type { MoneySum } from '../model/money.ts';
import type { LedgerRow } from './ledger.ts';

/** From an instant up to, not including, another; in milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What sums can be drawn over time by. */
export type ChartDimension = 'model' | 'task' | 'workspace';

export type UsageDimension = ChartDimension | 'conversation';

/** Sums over attempts. Tokens and money that were not told are in none of them, and are counted. */
export interface UsageSums {
  readonly attempts: number;
  /** Attempts that ended with an error. */
  readonly failed: number;
  readonly cost: MoneySum;
  /** Attempts whose cost is not known. */
  readonly unpriced: number;
  readonly wasted: { readonly attempts: number; readonly amount: number };
  readonly input: { readonly fresh: number; readonly cacheRead: number; readonly cacheWrite5m: number; readonly cacheWrite1h: number };
  readonly output: { readonly text: number; readonly reasoning: number };
  /** Attempts that told no output tokens. */
  readonly untold: number;
  readonly milliseconds: number;
  /** The milliseconds of those attempts that told their output. */
  readonly toldMilliseconds: number;
}

/** The sums of one model, task, workspace ('' for none) or conversation. */
export interface UsageSlice {
  readonly value: string;
  readonly sums: UsageSums;
}

export interface DayUsage {
  readonly day: TimeRange;
  readonly slices: readonly UsageSlice[];
}

/** Milliseconds that half of the attempts, and 95 in 100, stayed below; right to a tenth. */
export interface Percentiles {
  readonly attempts: number;
  readonly p50: number;
  readonly p95: number;
}

/** How long whole answers took. Attempts that broke off say nothing about that and are left out. */
export interface ModelLatency {
  readonly model: string;
  readonly whole: Percentiles;
  /** Until the first thing to be seen. */
  readonly firstToken: Percentiles | undefined;
}

export interface StoredRow extends LedgerRow {
  readonly id: number;
}

/** A place between rows; rows are in the order of their time. */
export interface RowPlace {
  readonly at: number;
  readonly id: number;
}

/** Ranges are exact to a quarter of an hour, the unit of every time zone; for conversations and latency, to a UTC day, widened. */
export interface UsageQuery {
  totals(range: TimeRange): Promise<UsageSums>;
  /** The most expensive first, at most 500. By model it is also what cache savings are computed from. */
  by(dimension: UsageDimension, range: TimeRange): Promise<readonly UsageSlice[]>;
  /** For each of the days, such as `localDays` makes them. */
  byDay(dimension: ChartDimension, days: readonly TimeRange[]): Promise<readonly DayUsage[]>;
  conversation(id: string): Promise<UsageSums>;
  latency(range: TimeRange): Promise<readonly ModelLatency[]>;
  /** The models asked most often, the first one most. */
  favourites(range: TimeRange, count: number): Promise<readonly string[]>;
  /** Rows before a place, the newest first; at most 1,000 at once. */
  recent(before: RowPlace | undefined, limit: number): Promise<readonly StoredRow[]>;
  /** Rows of a range after a place, the oldest first; at most 1,000 at once. */
  following(range: TimeRange, after: RowPlace | undefined, limit: number): Promise<readonly StoredRow[]>;
}

/** The share of the input that came from a cache. Undefined without input. */
export function cacheHitRate({ input }: UsageSums): number | undefined {
  const all = input.fresh + input.cacheRead + input.cacheWrite5m + input.cacheWrite1h;
  return all === 0 ? undefined : input.cacheRead / all;
}

/** Output tokens per second, over the attempts that told both. Undefined without any. */
export function tokensPerSecond({ output, toldMilliseconds }: UsageSums): number | undefined {
  return toldMilliseconds === 0 ? undefined : ((output.text + output.reasoning) * 1000) / toldMilliseconds;
}
