// Sums of the day, the week and the month: right at once, read seldom, and never read before they are needed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Money, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { unknownUsage } from '../../../src/core/model/usage.ts';
import type { LedgerRow } from '../../../src/core/money/ledger.ts';
import { createSpentSums } from '../../../src/core/money/spentSums.ts';
import type { TimeRange, UsageSums } from '../../../src/core/money/usageQuery.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const noon = Date.parse('2026-11-18T12:00Z');
const cents = (amount: number): Money => ({ provenance: 'computed', amount, currency: 'USD' });

function row(at: number, cost: Money, wasted = false): LedgerRow {
  return {
    at, cost, wasted, source: 'here', workspace: undefined, conversation: undefined, task: 'chat', model: 'openai/m', servedModel: undefined, serviceTier: undefined, keyLabel: undefined,
    usage: unknownUsage, tableCost: undefined, milliseconds: 1, firstTokenMilliseconds: undefined, finish: 'stop', finishRaw: undefined, error: undefined, responseId: undefined,
  };
}

function sumsOf(rows: readonly LedgerRow[], { from, to }: TimeRange): UsageSums {
  const within = rows.filter(({ at }) => at >= from && at < to);
  const amountOf = ({ cost }: LedgerRow): number => (cost.provenance === 'unknown' ? 0 : cost.amount);
  const wasted = within.filter((one) => one.wasted);
  return {
    attempts: within.length, failed: 0, unpriced: 0, untold: 0, milliseconds: 0, toldMilliseconds: 0,
    cost: { ...noMoney, amount: within.reduce((sum, one) => sum + amountOf(one), 0), complete: within.every(({ cost }) => cost.provenance !== 'unknown') },
    wasted: { attempts: wasted.length, amount: wasted.reduce((sum, one) => sum + amountOf(one), 0) },
    input: { fresh: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }, output: { text: 0, reasoning: 0 },
  };
}

/** A ledger in memory that counts how often it is asked, and can be made to wait or to fail. */
function stage(rows: LedgerRow[] = [], exists = true) {
  const clock = createFakeClock(noon);
  const state = { asked: 0, fails: false, gate: Promise.resolve() };
  const sums = createSpentSums({
    ledger: { record: (one) => void rows.push(one), dispose() {} },
    usage: {
      async totals(range) {
        state.asked += 1;
        const answer = sumsOf(rows, range);
        await state.gate;
        if (state.fails) throw new Error('No.');
        return answer;
      },
    },
    exists: () => Promise.resolve(exists || rows.length > 0),
    clock,
    timeZone: 'UTC',
  });
  return { clock, rows, sums, state, today: () => sums.in('day')?.cost.amount };
}

test('nothing is read at the start; a while later everything is', async () => {
  const { clock, sums, state, today } = stage([row(noon - 1000, cents(0.25)), row(noon - 3 * 86_400_000, cents(1), true)]);
  await clock.settle();
  assert.deepEqual([state.asked, today()], [0, undefined]);
  await clock.advance(5_000);
  assert.deepEqual([today(), sums.in('week')?.cost.amount, sums.in('month')?.cost.amount, sums.in('month')?.wasted, state.asked], [0.25, 0.25, 1.25, 1, 3]);
});

test('the start does not wake the calendar', (context) => {
  const made = context.mock.method(Intl, 'DateTimeFormat');
  const { sums } = stage();
  assert.deepEqual([sums.in('day'), sums.in('week'), sums.in('month')], [undefined, undefined, undefined]);
  assert.equal(made.mock.callCount(), 0);
});

test('where there is no ledger nothing is opened, and nothing was spent', async () => {
  const { clock, sums, state } = stage([], false);
  await clock.advance(60_000);
  assert.deepEqual([state.asked, sums.in('day')], [0, { cost: noMoney, wasted: 0, attempts: 0 }]);
});

test('a request counts at once, and once, while the ledger is read and after it', async () => {
  const { clock, rows, sums, state, today } = stage([row(noon - 1000, cents(0.25))]);
  await clock.advance(5_000);
  const gate = Promise.withResolvers<void>();
  state.gate = gate.promise;
  sums.record(row(noon, cents(0.5)));
  assert.equal(today(), 0.75);
  await clock.advance(5_000);
  sums.record(row(noon + 1, cents(1)));
  assert.equal(today(), 1.75, 'the question is on its way and does not hold the second');
  gate.resolve();
  await clock.settle();
  assert.equal(today(), 1.75);
  await clock.advance(10_000);
  assert.deepEqual([today(), rows.length, sums.in('day')?.attempts], [1.75, 3, 3]);
});

test('many requests in a moment ask the ledger seldom', async () => {
  const { clock, sums, state, today } = stage();
  await clock.advance(5_000);
  const before = state.asked;
  for (let index = 0; index < 100; index += 1) {
    sums.record(row(clock.now(), cents(0.01)));
    await clock.advance(100);
  }
  assert.ok(state.asked - before <= 3 * 5, `${state.asked - before} questions in 10 seconds`);
  assert.ok(Math.abs((today() ?? 0) - 1) < 1e-9);
});

test('while the ledger cannot be read the sum is what this window spent, and says that it is not all', async () => {
  const { clock, sums, state } = stage();
  state.fails = true;
  await clock.advance(5_000);
  assert.equal(sums.in('day'), undefined);
  sums.record(row(clock.now(), cents(0.5)));
  assert.deepEqual(sums.in('day')?.cost, { amount: 0.5, complete: false, estimated: false });
  await clock.advance(10_000);
  assert.equal(sums.in('day')?.cost.amount, 0.5);
  state.fails = false;
  sums.refresh();
  await clock.advance(10_000);
  assert.deepEqual(sums.in('day')?.cost, { amount: 0.5, complete: true, estimated: false });
});

test('what is not known stays unknown, and is told as such', async () => {
  const { clock, sums } = stage();
  await clock.advance(5_000);
  sums.record(row(clock.now(), unknownMoney, true));
  assert.deepEqual([sums.in('day')?.cost.complete, sums.in('day')?.wasted], [false, 0]);
});

test('at midnight the day begins anew by itself, and the month goes on', async () => {
  const { clock, sums, today } = stage([row(noon, cents(0.25))]);
  let heard = 0;
  await clock.advance(5_000);
  sums.onDidChange(() => void (heard += 1));
  await clock.advance(12 * 3_600_000);
  assert.ok(heard > 0);
  assert.deepEqual([today(), sums.in('month')?.cost.amount, sums.since('day')], [0, 0.25, Date.parse('2026-11-19T00:00Z')]);
});

test('what other windows spent is there after a refresh', async () => {
  const { clock, rows, sums, today } = stage();
  await clock.advance(5_000);
  rows.push(row(clock.now(), cents(2)));
  sums.refresh();
  sums.refresh();
  await clock.advance(5_000);
  assert.equal(today(), 2);
});

test('what is asked for while the ledger is being read is read after it', async () => {
  const { clock, rows, sums, state, today } = stage([row(noon, cents(1))]);
  const gate = Promise.withResolvers<void>();
  state.gate = gate.promise;
  await clock.advance(5_000);
  rows.push(row(noon, cents(2)));
  sums.refresh();
  gate.resolve();
  await clock.settle();
  assert.equal(today(), 1);
  await clock.advance(5_000);
  assert.equal(today(), 3);
});

test('once it is disposed of, nothing is asked any more', async () => {
  const { clock, sums, state } = stage([row(noon, cents(1))]);
  sums.dispose();
  sums.refresh();
  await clock.runAll();
  assert.equal(state.asked, 0);
});
