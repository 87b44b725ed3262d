// Budgets: periods in local time, levels, alerts that come once, and what is asked about before it is sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMoney, type MoneySum, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { type Budgets, budgetPeriods, budgetStates, needsConfirm, newAlerts, periodRange, tightest } from '../../../src/core/money/budgets.ts';

const plain: Budgets = { onLimit: 'ask', alertAt: [0.5, 0.8, 1] };
const at = (iso: string): number => Date.parse(iso);
const iso = (time: number): string => new Date(time).toISOString();
const hour = 3_600_000;
const dollars = (amount: number): MoneySum => addMoney(noMoney, { provenance: 'computed', amount, currency: 'USD' });
const oneState = (spent: MoneySum, limit: number) => {
  const [state] = budgetStates({ ...plain, day: limit }, () => spent);
  assert.ok(state);
  return state;
};

test('periods begin at local midnight, weeks on Monday, months on the first, also across a change of the clock', () => {
  // Berlin put its clocks forward on Sunday, 29 March 2026, and back on Sunday, 25 October.
  const cases = [
    ['day', '2026-03-29T12:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
    ['day', '2026-10-25T12:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', 25],
    ['week', '2026-03-29T12:00Z', 'Europe/Berlin', '2026-03-22T23:00:00.000Z', 7 * 24 - 1],
    ['week', '2026-03-29T23:30Z', 'Europe/Berlin', '2026-03-29T22:00:00.000Z', 24],
    ['month', '2026-03-31T21:59Z', 'Europe/Berlin', '2026-02-28T23:00:00.000Z', 31 * 24 - 1],
    ['month', '2026-03-31T22:00Z', 'Europe/Berlin', '2026-03-31T22:00:00.000Z', 24],
    ['month', '2028-02-29T12:00Z', 'Asia/Tokyo', '2028-01-31T15:00:00.000Z', 29 * 24],
    ['month', '2026-12-31T10:00Z', 'Pacific/Auckland', '2026-11-30T11:00:00.000Z', 31 * 24],
    ['day', '2026-11-01T07:30Z', 'America/New_York', '2026-11-01T04:00:00.000Z', 25],
    ['week', '2026-11-02T01:00Z', 'America/New_York', '2026-10-26T04:00:00.000Z', 7 * 24 + 1],
  ] as const;
  for (const [period, now, zone, from, hours] of cases) {
    const range = periodRange(period, at(now), zone);
    assert.deepEqual([iso(range.from), (range.to - range.from) / hour], [from, hours], `${period} of ${now} in ${zone}`);
  }
});

test('whenever and wherever: now is in every period, a day is in its week and its month, and each begins where the one before ends', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Casablanca');
  fc.assert(fc.property(fc.integer({ min: at('2020-01-01T00:00Z'), max: at('2035-01-01T00:00Z') }), zones, (now, zone) => {
    const [day, week, month] = (['day', 'week', 'month'] as const).map((period) => periodRange(period, now, zone));
    assert.ok(day && week && month);
    for (const { from, to } of [day, week, month]) assert.ok(from <= now && now < to);
    assert.ok(week.from <= day.from && month.from <= day.from && day.from - week.from < 7 * 24 * hour && day.from - month.from < 31 * 24 * hour);
    const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: zone });
    const date = new Intl.DateTimeFormat('en-US', { day: 'numeric', timeZone: zone });
    assert.deepEqual([weekday.format(week.from), date.format(month.from)], ['Mon', '1']);
    assert.equal(periodRange('day', day.from - 1, zone).to, day.from);
  }), { numRuns: 300 });
});

test('a limit warns from 80 % on and is reached at 100 %, however the cents add up', () => {
  const levels = [0, 3.99, 4, 4.99, 5, 7].map((amount) => oneState(dollars(amount), 5).level);
  assert.deepEqual(levels, ['fine', 'fine', 'warning', 'warning', 'over', 'over']);
  const dimes = Array.from({ length: 8 }, () => dollars(0.1)).reduce((sum, { amount }) => addMoney(sum, { provenance: 'computed', amount, currency: 'USD' }), noMoney);
  assert.ok(dimes.amount < 0.8, 'the sum is a hair too small');
  assert.equal(oneState(dimes, 1).level, 'warning');
});

test('a limit of nothing is reached by anything, and not by nothing', () => {
  assert.deepEqual([oneState(noMoney, 0).level, oneState(noMoney, 0).share], ['fine', 0]);
  assert.deepEqual([oneState(dollars(0.0001), 0).level, oneState(dollars(0.0001), 0).share], ['over', Infinity]);
});

test('what is not known never lowers a level and is never hidden', () => {
  const state = oneState(addMoney(dollars(4.5), unknownMoney), 5);
  assert.deepEqual([state.level, state.spent.complete], ['warning', false]);
});

test('share, what is left and level agree, for all sums and limits', () => {
  const money = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(fc.property(money, fc.oneof(fc.constant(0), fc.double({ min: 0.0001, max: 1000, noNaN: true })), (spent, limit) => {
    const state = oneState(dollars(spent), limit);
    assert.ok(state.left >= 0 && state.left <= limit);
    if (state.level !== 'over') assert.ok(spent <= limit || spent === 0);
    if (spent > limit) assert.equal(state.level, 'over');
    if (limit > 0) assert.ok(Math.abs(state.share * limit - spent) <= 1e-9 * Math.max(1, spent));
  }));
});

test('limits that are not set, and sums that are not read, have no state; the tightest is the nearest to its end', () => {
  assert.deepEqual(budgetStates(plain, () => dollars(1)), []);
  const states = budgetStates({ ...plain, session: 10, day: 4, month: 100 }, (period) => (period === 'session' ? undefined : dollars(3)));
  assert.deepEqual(states.map(({ period, left }) => [period, left]), [['day', 1], ['month', 97]]);
  assert.equal(tightest(states)?.period, 'day');
});

test('of several thresholds the highest is told, and each only once', () => {
  const told = new Set<string>();
  const tell = (amount: number, limit = 10, from = 0): readonly number[] => {
    const { alerts, keys } = newAlerts([oneState(dollars(amount), limit)], plain.alertAt, told, () => from);
    for (const key of keys) told.add(key);
    return alerts.map(({ threshold }) => threshold);
  };
  assert.deepEqual([tell(4), tell(5), tell(6), tell(11), tell(12)], [[], [0.5], [], [1], []]);
  assert.deepEqual(tell(12, 10, 86_400_000), [1], 'the next day is another period');
  assert.deepEqual(tell(12, 20), [0.5], 'a limit that was raised is another limit');
  assert.deepEqual(newAlerts([oneState(dollars(12), 10)], [], new Set(), () => 0).alerts, []);
});

test('however money is spent, every threshold is told at most once in a period', () => {
  const thresholds = fc.uniqueArray(fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 1, 1.5), { minLength: 1 });
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true })), thresholds, (steps, alertAt) => {
    const told = new Set<string>();
    const heard: number[] = [];
    let sum = noMoney;
    for (const amount of steps) {
      sum = addMoney(sum, { provenance: 'computed', amount, currency: 'USD' });
      const { alerts, keys } = newAlerts([oneState(sum, 10)], alertAt, told, () => 0);
      heard.push(...alerts.map(({ threshold }) => threshold));
      for (const key of keys) told.add(key);
    }
    assert.deepEqual(heard, [...new Set(heard)].toSorted((one, other) => one - other));
    if (sum.amount >= 10 * Math.min(...alertAt)) assert.ok(heard.length > 0);
  }));
});

test('it is asked before what is expected to cost more than the user said, and before what is not known', () => {
  assert.equal(needsConfirm(100, {}), false);
  assert.equal(needsConfirm(undefined, {}), false);
  assert.equal(needsConfirm(0.5, { confirmAbove: 0.5 }), false);
  assert.equal(needsConfirm(0.51, { confirmAbove: 0.5 }), true);
  assert.equal(needsConfirm(undefined, { confirmAbove: 0.5 }), true);
  assert.equal(needsConfirm(0, { confirmAbove: 0 }), false, 'what is free needs no question');
});

test('there is a state for every period that can have a limit', () => {
  const all = Object.fromEntries(budgetPeriods.map((period) => [period, 1]));
  assert.deepEqual(budgetStates({ ...plain, ...all }, () => noMoney).map(({ period }) => period), budgetPeriods);
});
