// Ranges as people mean them: in local time, over summer time and short months.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { niceTicks } from '../../../../src/features/usage/dashboard/axis.ts';
import { rangeOf } from '../../../../src/features/usage/dashboard/ranges.ts';
import { rangeNames } from '../../../../src/shared/usageProtocol.ts';

process.env['TZ'] = 'Europe/Berlin';
const at = (text: string): number => Date.parse(text);
const hours = ({ from, to }: { from: number; to: number }): number => (to - from) / 3_600_000;

test('today has 24 hours, and 23 or 25 when the clock is changed', () => {
  assert.deepEqual(['2026-11-21T10:00:00Z', '2026-03-29T10:00:00Z', '2026-10-25T10:00:00Z'].map((now) => rangeOf('today', at(now)).columns.length), [24, 23, 25]);
});

test('days keep their length over the change of the clock', () => {
  const { columns, range } = rangeOf('7days', at('2026-10-27T10:00:00Z'));
  assert.deepEqual(columns.map((column) => hours(column.range)), [24, 24, 24, 24, 25, 24, 24]);
  assert.equal(new Date(range.from).toISOString(), '2026-10-20T22:00:00.000Z');
  assert.equal(columns[4]?.label, 'Sun, Oct 25, 2026');
});

test('months begin on the first, also in January', () => {
  const last = rangeOf('lastMonth', at('2027-01-15T10:00:00Z'));
  assert.equal(last.columns.length, 31);
  assert.deepEqual([last.columns[0]?.label, last.columns.at(-1)?.label], ['Tue, Dec 1, 2026', 'Thu, Dec 31, 2026']);
  assert.deepEqual(rangeOf('lastMonth', at('2028-03-31T10:00:00Z')).columns.length, 29);
  const year = rangeOf('12months', at('2027-01-15T10:00:00Z'));
  assert.deepEqual([year.columns.length, year.columns[0]?.label, year.columns.at(-1)?.label], [12, 'February 2026', 'January 2027']);
});

test('the columns of a range follow each other without a gap, hold now, and are no more than can be asked for', () => {
  fc.assert(fc.property(fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }), fc.constantFrom(...rangeNames), (now, name) => {
    const { range, columns } = rangeOf(name, now);
    assert.ok(columns.length > 0 && columns.length <= 400);
    columns.slice(1).forEach((column, index) => assert.equal(column.range.from, columns[index]?.range.to));
    assert.equal(columns.at(-1)?.range.to, range.to);
    if (name !== 'all') assert.equal(columns[0]?.range.from, range.from);
    assert.equal(range.from <= now && now < range.to, name !== 'lastMonth');
    for (const column of columns) assert.equal(column.range.from % 900_000, 0, 'the ledger sums by quarters of an hour');
  }));
});

test('an axis holds what is drawn on it, in round steps', () => {
  assert.deepEqual(niceTicks(0, 1.29), [0, 0.5, 1, 1.5]);
  assert.deepEqual(niceTicks(-0.3, 0.9), [-0.5, 0, 0.5, 1]);
  assert.deepEqual(niceTicks(0, 0), [0, 1]);
  fc.assert(fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (low, high) => {
    const ticks = niceTicks(low, high);
    assert.ok(ticks.length >= 2 && ticks.length <= 8, ticks.join());
    assert.ok(ticks.includes(0));
    const dust = (Math.max(0, high) - Math.min(0, low)) * 1e-6;
    assert.ok((ticks[0] ?? 1) <= Math.min(0, low) + dust && (ticks.at(-1) ?? 0) >= high - dust, `${low} ${high} ${ticks.join()}`);
  }));
});
