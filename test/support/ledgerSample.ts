// A real ledger in memory, and rows to fill it with: a month and more of somebody's work.

import { DatabaseSync } from 'node:sqlite';
import type { LedgerRow } from '../../src/core/money/ledger.ts';
import type { UsageQuery } from '../../src/core/money/usageQuery.ts';
import { createDatabaseDesk } from '../../src/host/database/databaseDesk.ts';
import { migrations } from '../../src/host/database/migrations.ts';

export interface LedgerSample {
  readonly usage: UsageQuery;
  record(row: LedgerRow): void;
  close(): void;
}

/** Answers as the one on disk does. */
export function ledgerInMemory(rows: Iterable<LedgerRow> = []): LedgerSample {
  const database = new DatabaseSync(':memory:');
  for (const step of migrations) database.exec(step);
  const desk = createDatabaseDesk(database, (sentence) => { throw new Error(sentence); });
  database.exec('BEGIN');
  for (const row of rows) desk.record(row);
  database.exec('COMMIT');
  return {
    record: (row) => desk.record(row),
    close: () => database.close(),
    usage: {
      totals: async (range) => desk.totals(range),
      by: async (dimension, range) => desk.by(dimension, range),
      byDay: async (dimension, days) => desk.byDay(dimension, days),
      conversation: async (id) => desk.conversation(id),
      latency: async (range) => desk.latency(range),
      favourites: async (range, count) => desk.favourites(range, count),
      recent: async (before, limit) => desk.recent(before, limit),
      following: async (range, after, limit) => desk.following(range, after, limit),
    },
  };
}

/** One attempt that went well, unless told otherwise. */
export function ledgerRow(at: number, more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    at,
    source: 'window',
    workspace: 'file:///home/ada/shop',
    conversation: 'c0ffee00-0000',
    task: 'chat',
    model: 'openai/gpt-6-sol',
    servedModel: 'gpt-6-sol',
    serviceTier: undefined,
    keyLabel: 'stored',
    usage: { input: { fresh: 1_000, cacheRead: 4_000, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 400, reasoning: 100 }, raw: undefined },
    cost: { provenance: 'computed', amount: 0.007_8, currency: 'USD', entry: 'openai/gpt-6-sol, by hand, 2026-11-01' },
    tableCost: undefined,
    wasted: false,
    milliseconds: 4_200,
    firstTokenMilliseconds: 640,
    finish: 'stop',
    finishRaw: 'completed',
    error: undefined,
    responseId: 'resp_1',
    ...more,
  };
}

interface Habit {
  readonly model: string;
  readonly weight: number;
  readonly dollars: number;
  readonly seconds: number;
  readonly cached: number;
  readonly told: boolean;
}

const habits: readonly Habit[] = [
  { model: 'openai/gpt-6-sol', weight: 8, dollars: 0.021, seconds: 6, cached: 0.6, told: true },
  { model: 'anthropic/claude-sonnet-5-5', weight: 6, dollars: 0.034, seconds: 8, cached: 0.8, told: true },
  { model: 'gemini/gemini-3.8-flash', weight: 5, dollars: 0.004, seconds: 2.2, cached: 0.2, told: true },
  { model: 'openai/gpt-6-luna', weight: 4, dollars: 0.001, seconds: 1.4, cached: 0.4, told: true },
  { model: 'groq/llama-3.3-70b-versatile', weight: 2, dollars: 0.002, seconds: 0.9, cached: 0, told: true },
  { model: 'openai-compatible/qwen3', weight: 1, dollars: 0, seconds: 3, cached: 0, told: false },
];
const tasks = ['chat', 'chat', 'chat', 'explain', 'review', 'commit'];
const workspaces = ['file:///home/ada/shop', 'file:///home/ada/shop', 'file:///home/ada/compiler', undefined];

/** The same every time: some work on most days before `now`. */
export function* sampleRows(now: number, days = 45, each = 40): Generator<LedgerRow> {
  let seed = 20_261_121;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const pool = habits.flatMap((habit) => Array.from({ length: habit.weight }, () => habit));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let day = days - 1; day >= 0; day--) {
    const weekend = new Date(now - day * 86_400_000).getDay() % 6 === 0;
    const count = Math.round(each * (weekend ? 0.15 : 0.5 + random()));
    for (let index = 0; index < count; index++) {
      const habit = pick(pool);
      const failed = random() < 0.03;
      const stopped = !failed && random() < 0.03;
      const size = 0.3 + random() * 2;
      const tokens = Math.round(6_000 * size);
      yield ledgerRow(now - day * 86_400_000 - Math.round(random() * 8 * 3_600_000), {
        model: habit.model,
        servedModel: habit.model.slice(habit.model.indexOf('/') + 1),
        task: pick(tasks),
        workspace: pick(workspaces),
        conversation: `c${day}-${index % 5}`,
        usage: habit.told && !failed
          ? { input: { fresh: Math.round(tokens * (1 - habit.cached)), cacheRead: Math.round(tokens * habit.cached), cacheWrite5m: habit.model.startsWith('anthropic') ? 300 : undefined, cacheWrite1h: undefined }, output: { text: Math.round(500 * size), reasoning: Math.round(200 * size) }, raw: undefined }
          : { input: { fresh: undefined, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: undefined, reasoning: undefined }, raw: undefined },
        cost: failed ? { provenance: 'computed', amount: 0, currency: 'USD' } : habit.told ? { provenance: 'computed', amount: Number((habit.dollars * size).toFixed(6)), currency: 'USD', entry: `${habit.model}, genai-prices 0.1.8, 2026-09-23` } : { provenance: 'unknown', currency: 'USD' },
        wasted: stopped,
        error: failed ? 'rate-limit' : stopped ? 'cancelled' : undefined,
        finish: failed ? 'error' : stopped ? 'cancelled' : 'stop',
        milliseconds: Math.round(habit.seconds * 1_000 * size),
        firstTokenMilliseconds: failed ? undefined : Math.round(200 + habit.seconds * 90 * random()),
      });
    }
  }
}
