// A million attempts in the ledger: how fast one goes in, how fast their sums come out, and the same over lines of JSON.

import { closeSync, createReadStream, mkdtempSync, openSync, statSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LedgerRow } from '../../src/core/money/ledger.ts';
import { lastDays, localDays } from '../../src/core/money/localDays.ts';
import type { TimeRange } from '../../src/core/money/usageQuery.ts';
import { columnsOf, insertRow, type LedgerColumns } from '../../src/host/database/ledgerTable.ts';
import { openDatabase } from '../../src/host/database/openDatabase.ts';
import { daysIn, latencyIn, slicesIn, totalsIn } from '../../src/host/database/usageTables.ts';
import { openLedger } from '../host/database/support/writer.ts';
import { type Figure, median, rounded } from './figure.ts';

const count = Number(process.env['PARLEY_BENCH_ROWS'] ?? 1_000_000);
const years = 2;
const end = Date.UTC(2026, 10, 20, 18, 40);
const firstDay = Date.UTC(2024, 10, 20);
const zone = 'Asia/Kolkata';
const goalQuery = 10;
const goalInsert = 0.1;

/** Ten hours of every day for years, a workspace at a time, three of ten models a day. The same rows every time. */
function* rows(): Iterable<LedgerRow> {
  let state = 1;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  for (let index = 0; index < count; index += 1) {
    const days = (index / count) * years * 365;
    const day = Math.floor(days);
    yield {
      at: firstDay + day * 86_400_000 + Math.floor((8 + (days - day) * 10) * 3_600_000),
      source: '3f0c2a51-7d7e-4c39-9a51-1f1b0a6f5f10',
      workspace: `file:///home/someone/code/project-${Math.floor(days * 3) % 5}`,
      conversation: `0b8e6c5e-0000-4000-8000-${String(Math.floor(index / 20)).padStart(12, '0')}`,
      task: ['chat', 'explain', 'review', 'edit', 'commit'][below(5)] ?? '',
      model: `openai/model-${(day * 3 + below(3)) % 10}`,
      servedModel: 'model-2026-01-01',
      serviceTier: undefined,
      keyLabel: 'stored',
      usage: { input: { fresh: below(9_000), cacheRead: below(50_000), cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: below(3_000), reasoning: below(900) }, raw: undefined },
      cost: { provenance: 'computed', amount: below(100_000) / 1e6, currency: 'USD', entry: 'openai/model, 2026-11-20' },
      tableCost: undefined,
      wasted: below(50) === 0,
      milliseconds: 300 + below(60_000),
      firstTokenMilliseconds: 100 + below(3_000),
      finish: 'stop',
      finishRaw: 'stop',
      error: undefined,
      responseId: `resp_${String(below(2_000_000_000)).padStart(40, '0')}`,
    };
  }
}

export async function* figures(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-ledger-'));
  try {
    const path = join(folder, 'parley.sqlite');
    const lines = join(folder, 'ledger.jsonl');
    const lineInsert = writeLines(lines);
    yield* inserts(path, lineInsert);
    yield { name: 'ledger: size on disk', value: rounded(statSync(path).size / 1e6), unit: 'MB', peer: 'JSON lines', ratio: rounded(statSync(path).size / statSync(lines).size) };
    yield* queries(path, lines);
    yield* fromAfar(path);
  } finally {
    await rm(folder, { recursive: true, maxRetries: 10 });
  }
}

function writeLines(path: string): number {
  const file = openSync(path, 'a');
  const start = performance.now();
  for (const row of rows()) writeSync(file, `${JSON.stringify(row)}\n`);
  const perRow = (performance.now() - start) / count;
  closeSync(file);
  return perRow;
}

/** One transaction each, as attempts come. Making the row is not part of it. */
async function* inserts(path: string, lineInsert: number): AsyncIterable<Figure> {
  const database = await openDatabase(path, () => undefined);
  const insert = database.prepare(insertRow);
  let spent = 0;
  let worked = 0;
  for (const some of inHeaps(10_000)) {
    const start = performance.now();
    const usage = process.cpuUsage();
    for (const columns of some) insert.run(columns);
    const { user, system } = process.cpuUsage(usage);
    spent += performance.now() - start;
    worked += (user + system) / 1000;
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const perRow = spent / count;
  yield { name: `ledger: insert, mean of ${count}`, value: rounded(perRow), unit: 'ms', peer: `goal ${goalInsert}`, ratio: rounded(perRow / goalInsert) };
  yield { name: `ledger: insert, mean of ${count}`, value: rounded(perRow), unit: 'ms', peer: 'a line of JSON', ratio: rounded(perRow / lineInsert) };
  yield { name: `ledger: insert, CPU, mean of ${count}`, value: rounded(worked / count), unit: 'ms', peer: `goal ${goalInsert}`, ratio: rounded(worked / count / goalInsert) };
}

function* inHeaps(size: number): Iterable<readonly LedgerColumns[]> {
  let heap: LedgerColumns[] = [];
  for (const row of rows()) {
    heap.push(columnsOf(row));
    if (heap.length < size) continue;
    yield heap;
    heap = [];
  }
  yield heap;
}

async function* queries(path: string, lines: string): AsyncIterable<Figure> {
  const database = await openDatabase(path, () => undefined);
  const all = { from: 0, to: end };
  const asked: Readonly<Record<string, () => unknown>> = {
    'today in a zone half an hour off': () => totalsIn(database, lastDays(end, 1, zone)),
    'last 30 days': () => totalsIn(database, lastDays(end, 30, zone)),
    'last 30 days by model': () => slicesIn(database, 'model', lastDays(end, 30, zone)),
    'two years by model': () => slicesIn(database, 'model', all),
    'two years by task': () => slicesIn(database, 'task', all),
    'last 30 days by conversation': () => slicesIn(database, 'conversation', lastDays(end, 30, zone)),
    'latency of 30 days': () => latencyIn(database, lastDays(end, 30, zone)),
    'chart of 30 days by model': () => daysIn(database, 'model', localDays(end, 30, zone)),
    'chart of 365 UTC days by model': () => daysIn(database, 'model', localDays(end, 365, 'UTC')),
    'chart of 365 days by model, zone half an hour off': () => daysIn(database, 'model', localDays(end, 365, zone)),
  };
  const overLines = await timeOf(() => sumLines(lines, all));
  for (const [name, run] of Object.entries(asked)) {
    const value = median(Array.from({ length: 9 }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }));
    yield { name: `ledger: ${name}`, value: rounded(value), unit: 'ms', peer: `goal ${goalQuery}`, ratio: rounded(value / goalQuery) };
    yield { name: `ledger: ${name}`, value: rounded(value), unit: 'ms', peer: 'sums over JSON lines', ratio: rounded(value / overLines) };
  }
  yield { name: 'ledger: two years by model over JSON lines', value: rounded(overLines), unit: 'ms' };
  database.close();
}

/** What the editor sees: the question goes to another thread and comes back. */
async function* fromAfar(path: string): AsyncIterable<Figure> {
  const ledger = openLedger(path, (sentence) => {
    throw new Error(sentence);
  });
  await ledger.flushed();
  const took: number[] = [];
  for (let index = 0; index < 9; index += 1) took.push(await timeOf(() => ledger.usage.by('model', lastDays(end, 30, zone))));
  yield { name: 'ledger: last 30 days by model, asked from the editor', value: rounded(median(took)), unit: 'ms', peer: `goal ${goalQuery}`, ratio: rounded(median(took) / goalQuery) };
  ledger.dispose();
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function sumLines(path: string, range: TimeRange): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { at, model, cost } = JSON.parse(line) as LedgerRow;
    if (at >= range.from && at < range.to && cost.provenance !== 'unknown') sums.set(model, (sums.get(model) ?? 0) + cost.amount);
  }
  return sums;
}
