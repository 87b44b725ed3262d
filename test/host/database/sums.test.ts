// The sums beside the ledger are always what its rows add up to, for any rows, any range and any zone.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LedgerRow } from '../../../src/core/money/ledger.ts';
import { lastDays, localDays } from '../../../src/core/money/localDays.ts';
import type { TimeRange, UsageSums } from '../../../src/core/money/usageQuery.ts';
import { insertRow, columnsOf } from '../../../src/host/database/ledgerTable.ts';
import { isTrueDay, rebuildDay, wholeDays } from '../../../src/host/database/ledgerCare.ts';
import { quarter } from '../../../src/host/database/sums.ts';
import { conversationSums, daysIn, favouritesIn, latencyIn, slicesIn, totalsIn } from '../../../src/host/database/usageTables.ts';
import { ledgerAt, look, temporaryFolder } from './support/stage.ts';
import { dollars, row } from './support/writer.ts';

const folder = temporaryFolder();
const start = Date.UTC(2026, 2, 27);
const day = 86_400_000;

const count = fc.option(fc.nat(1_000_000), { nil: undefined });
const anyRow: fc.Arbitrary<LedgerRow> = fc.record({
  at: fc.oneof(fc.nat(5 * day), fc.tuple(fc.nat(5), fc.integer({ min: -2, max: 2 })).map(([days, quarters]) => days * day + quarters * quarter)).map((offset) => start + offset),
  model: fc.constantFrom('openai/a', 'openai/b', 'anthropic/c', 'odd'),
  task: fc.constantFrom('chat', 'explain'),
  workspace: fc.option(fc.constantFrom('file:///one', 'file:///two'), { nil: undefined }),
  conversation: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
  usage: fc.record({
    input: fc.record({ fresh: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count }),
    output: fc.record({ text: count, reasoning: count }),
    raw: fc.constant(undefined),
  }),
  cost: fc.oneof(
    fc.record({ provenance: fc.constantFrom('computed' as const, 'estimated' as const, 'reported' as const), amount: fc.nat(2 ** 40).map((pico) => pico / 1e12), currency: fc.constant('USD' as const) }),
    fc.constant({ provenance: 'unknown', currency: 'USD' } as const),
    fc.constant({ provenance: 'free', amount: 0, currency: 'USD' } as const),
  ),
  wasted: fc.boolean(),
  error: fc.option(fc.constant('server'), { nil: undefined }),
  milliseconds: fc.nat(5_000_000),
  firstTokenMilliseconds: count,
}).map((more) => row(more));

const anyRange = fc.tuple(fc.integer({ min: -96, max: 400 }), fc.nat(480)).map(([from, length]) => ({ from: start + from * quarter, to: start + (from + length) * quarter }));

/** The sums once more, from the rows, in another way. */
function addUp(rows: readonly LedgerRow[]): UsageSums {
  const sum = (value: (row: LedgerRow) => number | undefined): number => rows.reduce((total, one) => total + (value(one) ?? 0), 0);
  const pico = (one: LedgerRow): number => (one.cost.provenance === 'unknown' ? 0 : Math.round(one.cost.amount * 1e12));
  const told = ({ usage: { output } }: LedgerRow): boolean => output.text !== undefined || output.reasoning !== undefined;
  return {
    attempts: rows.length,
    failed: sum(({ error }) => Number(error !== undefined)),
    cost: { amount: sum(pico) / 1e12, complete: rows.every(({ cost }) => cost.provenance !== 'unknown'), estimated: rows.some(({ cost }) => cost.provenance === 'estimated') },
    unpriced: sum(({ cost }) => Number(cost.provenance === 'unknown')),
    wasted: { attempts: sum(({ wasted }) => Number(wasted)), amount: sum((one) => (one.wasted ? pico(one) : 0)) / 1e12 },
    input: {
      fresh: sum(({ usage }) => usage.input.fresh),
      cacheRead: sum(({ usage }) => usage.input.cacheRead),
      cacheWrite5m: sum(({ usage }) => usage.input.cacheWrite5m),
      cacheWrite1h: sum(({ usage }) => usage.input.cacheWrite1h),
    },
    output: { text: sum(({ usage }) => usage.output.text), reasoning: sum(({ usage }) => usage.output.reasoning) },
    untold: sum((one) => Number(!told(one))),
    milliseconds: sum(({ milliseconds }) => milliseconds),
    toldMilliseconds: sum((one) => (told(one) ? one.milliseconds : 0)),
  };
}

const within = (rows: readonly LedgerRow[], { from, to }: TimeRange): LedgerRow[] => rows.filter(({ at }) => at >= from && at < to);

test('for any rows and any range of quarters, sums are what the rows add up to, to the last picodollar', async () => {
  await look(join(folder, 'any.sqlite'), (database) => {
    const insert = database.prepare(insertRow);
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 60 }), anyRange, (rows, range) => {
      database.exec('DELETE FROM ledger; DELETE FROM usage_day; DELETE FROM usage_quarter; DELETE FROM latency_day; BEGIN');
      for (const one of rows) insert.run(columnsOf(one));
      database.exec('COMMIT');
      assert.deepEqual(totalsIn(database, range), addUp(within(rows, range)));
      for (const dimension of ['model', 'task', 'workspace'] as const) {
        for (const { value, sums } of slicesIn(database, dimension, range)) assert.deepEqual(sums, addUp(within(rows, range).filter((one) => (one[dimension] ?? '') === value)));
      }
      assert.deepEqual(conversationSums(database, 'x'), addUp(rows.filter(({ conversation }) => conversation === 'x')));
      const days = wholeDays(database);
      assert.ok(days.every((one) => isTrueDay(database, one)));
      const before = sumsIn(database);
      for (const one of days) rebuildDay(database, one);
      assert.deepEqual(sumsIn(database), before);
    }), { numRuns: 60 });
  });
});

function sumsIn(database: Parameters<typeof totalsIn>[0]): unknown {
  return ['usage_day', 'usage_quarter', 'latency_day'].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
}

test('ranges begin and end to the quarter, within a day and across days', async () => {
  await look(join(folder, 'borders.sqlite'), (database) => {
    const insert = database.prepare(insertRow);
    for (let at = start; at < start + 4 * day; at += quarter) insert.run(columnsOf(row({ at })));
    const borders = [0, day, 2 * day, 3 * day, day / 2].flatMap((near) => [near - quarter, near, near + quarter]).filter((near) => near >= 0);
    for (const from of borders) {
      for (const to of borders) assert.equal(totalsIn(database, { from: start + from, to: start + to }).attempts, Math.max(0, to - from) / quarter, `${from / quarter} to ${to / quarter}`);
    }
  });
});

test('sums that were tampered with are found and mended', async () => {
  const path = join(folder, 'tampered.sqlite');
  const ledger = ledgerAt(path);
  for (const at of [start, start + day, start + 2 * day]) ledger.record(row({ at, cost: dollars(1) }));
  await ledger.flushed();
  await look(path, (database) => database.exec(`UPDATE usage_quarter SET cost_pico = 0 WHERE start = ${start + day}; DELETE FROM usage_day WHERE start = ${start} AND dimension = 'task'`));
  assert.deepEqual(await ledger.check(true), [start, start + day]);
  assert.deepEqual(await ledger.check(false), []);
  assert.equal((await ledger.usage.totals({ from: start, to: start + 3 * day })).cost.amount, 3);
  ledger.dispose();
});

test('days of any zone sum up right, those with 23 and 25 hours and those half an hour off too', async () => {
  await look(join(folder, 'zones.sqlite'), (database) => {
    const insert = database.prepare(insertRow);
    const rows = Array.from({ length: 400 }, (_, index) => row({ at: start + index * 1_200_000, cost: dollars(0.001 * (index + 1)) }));
    for (const one of rows) insert.run(columnsOf(one));
    for (const zone of ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Niue']) {
      const days = localDays(start + 6 * day, 9, zone);
      const charted = daysIn(database, 'model', days);
      assert.deepEqual(charted.map(({ day: range }) => range), days);
      assert.deepEqual(charted.map(({ slices }) => slices[0]?.sums.attempts ?? 0), days.map((range) => within(rows, range).length), zone);
    }
    assert.deepEqual(localDays(Date.UTC(2026, 2, 30), 3, 'Europe/Berlin').map(({ from, to }) => (to - from) / 3_600_000), [24, 23, 24]);
    assert.deepEqual(localDays(Date.UTC(2026, 9, 26), 3, 'Europe/Berlin').map(({ from, to }) => (to - from) / 3_600_000), [24, 25, 24]);
  });
});

test('days follow one another without a gap, and the last one holds the instant', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const instants = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(fc.property(instants, zones, (now, zone) => {
    const days = localDays(now, 4, zone);
    const last = days.at(-1);
    assert.ok(last && last.from <= now && now < last.to);
    assert.deepEqual(lastDays(now, 4, zone), { from: days[0]?.from, to: last.to });
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    for (const [index, { from, to }] of days.entries()) {
      assert.notEqual(date.format(from), date.format(from - 1), `${zone} ${from}`);
      assert.ok(to - from >= 22 * 3_600_000 && to - from <= 26 * 3_600_000 || zone === 'Pacific/Apia', `${zone} ${now}`);
      assert.equal(from % quarter, 0);
      if (index > 0) assert.equal(from, days[index - 1]?.to);
    }
  }), { numRuns: 150 });
});

test('what is asked for most is first, and nothing is said of nothing', async () => {
  await look(join(folder, 'most.sqlite'), (database) => {
    const insert = database.prepare(insertRow);
    const all = { from: 0, to: start + 9 * day };
    assert.deepEqual(latencyIn(database, all), []);
    assert.equal(totalsIn(database, all).attempts, 0);
    for (const [model, times] of [['a/one', 2], ['b/two', 5], ['c/three', 3]] as const) {
      for (let index = 0; index < times; index += 1) insert.run(columnsOf(row({ at: start + index, model, cost: dollars(model === 'a/one' ? 1 : 0.1) })));
    }
    assert.deepEqual(favouritesIn(database, all, 2), ['b/two', 'c/three']);
    assert.deepEqual(slicesIn(database, 'model', all).map(({ value }) => value), ['a/one', 'b/two', 'c/three']);
    assert.equal(totalsIn(database, { from: Number.NaN, to: Infinity }).attempts, 10);
  });
});

test('latency is right to a tenth, and broken answers are not in it', async () => {
  await look(join(folder, 'latency.sqlite'), (database) => {
    const insert = database.prepare(insertRow);
    fc.assert(fc.property(fc.array(fc.integer({ min: 10, max: 3_000_000 }), { minLength: 1, maxLength: 80 }), (times) => {
      database.exec('DELETE FROM latency_day');
      for (const milliseconds of times) insert.run(columnsOf(row({ at: start, milliseconds })));
      insert.run(columnsOf(row({ at: start, milliseconds: 1, error: 'server' })));
      const [latency] = latencyIn(database, { from: start + 1, to: start + 2 });
      const sorted = times.toSorted((a, b) => a - b);
      for (const [share, told] of [[0.5, latency?.whole.p50], [0.95, latency?.whole.p95]] as const) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
        assert.ok(told !== undefined && Math.abs(told - exact) <= exact / 10 + 1, `${told} for ${exact}`);
      }
      assert.deepEqual([latency?.whole.attempts, latency?.firstToken], [times.length, undefined]);
    }), { numRuns: 60 });
  });
});
