// What the same requests would have cost elsewhere: by hand, and for any usage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MoneySum } from '../../../src/core/model/money.ts';
import type { Usage } from '../../../src/core/model/usage.ts';
import { type ComparedRequest, createComparing } from '../../../src/core/money/compare.ts';
import { calculate } from '../../../src/core/money/cost.ts';
import type { PriceEntry, Rates } from '../../../src/core/money/price.ts';

const now = Date.UTC(2026, 10, 21, 12);
const entryOf = (model: string, rates: Rates, above?: { tokens: number; rates: Rates }): PriceEntry => ({ model, periods: [{ rates, ...(above && { above: [above] }) }], source: 'by hand', asOf: '2026-11-01' });
const usageOf = (input: Partial<Usage['input']>, text: number | undefined, reasoning?: number): Usage => ({ input: { fresh: 0, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined, ...input }, output: { text, reasoning }, raw: undefined });
const paid = (amount: number): MoneySum => ({ amount, complete: true, estimated: false });

const caching = entryOf('a/caching', { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 });
const plain = entryOf('b/plain', { input: 1, output: 5 });
const minutes = entryOf('c/minutes', { input: 2, output: 10, cacheRead: 0.2, cacheWrite5m: 2.5 });
const stepped = entryOf('d/stepped', { input: 1, output: 2 }, { tokens: 200_000, rates: { input: 2, output: 4 } });

function compare(requests: readonly ComparedRequest[], ...entries: readonly (PriceEntry | string)[]) {
  const comparing = createComparing(entries.map((entry) => (typeof entry === 'string' ? { reference: entry, entry: undefined } : { reference: entry.model, entry, contextWindow: 200_000 })), now);
  requests.forEach((request) => comparing.add(request));
  return comparing.result();
}

test('buckets carry over: each is priced at the other model\'s own rate, and as fresh input where it has none', () => {
  const usage = usageOf({ fresh: 1_000, cacheRead: 10_000, cacheWrite5m: 2_000 }, 500, 300);
  const { rows, paid: sum, requests } = compare([{ usage, at: now, model: 'a/caching', paid: paid(0.025_5) }], caching, plain);
  assert.equal(requests, 1);
  assert.deepEqual(sum, paid(0.025_5));
  // 1,000 x 3 + 10,000 x 0.3 + 2,000 x 3.75 + 800 x 15 = 25,500; the other: 13,000 x 1 + 800 x 5 = 17,000.
  assert.deepEqual(rows.map(({ cost }) => cost), [paid(0.025_5), { amount: 0.017, complete: true, estimated: true }]);
  assert.deepEqual(rows.map(({ difference }) => difference), [0, -0.008_5]);
});

test('a cache for an hour becomes one for minutes where the vendor has no other', () => {
  const { rows } = compare([{ usage: usageOf({ cacheWrite1h: 1_000_000 }, 0), at: now, model: 'a/caching', paid: paid(6) }], minutes);
  assert.equal(rows[0]?.cost?.amount, 2.5);
});

test('a price that is not known is not known, and never 0', () => {
  const { rows } = compare([{ usage: usageOf({ fresh: 10 }, 10), at: now, model: 'a/caching', paid: paid(1) }], 'nobody/knows');
  assert.deepEqual(rows, [{ model: 'nobody/knows', entry: undefined, quality: undefined, cost: undefined, difference: undefined, compared: 0, priced: 0, unpriced: 1, tooLong: 0, contextWindow: undefined }]);
});

test('what was not told makes a cost "at least", and the difference speaks of the rest only', () => {
  const told = { usage: usageOf({ fresh: 1_000_000 }, 0), at: now, model: 'a/caching', paid: paid(3) };
  const untold = { usage: usageOf({ fresh: 100 }, undefined), at: now, model: 'a/caching', paid: { amount: 0, complete: false, estimated: false } };
  const { rows: [row], paid: sum } = compare([told, untold], plain);
  assert.deepEqual(row?.cost, { amount: 1, complete: false, estimated: true });
  assert.deepEqual([row?.difference, row?.compared, row?.unpriced, sum.complete], [-2, 1, 1, false]);
});

test('a request that would not fit is counted', () => {
  const { rows } = compare([{ usage: usageOf({ fresh: 150_000, cacheRead: 50_000 }, 1), at: now, model: undefined, paid: undefined }, { usage: usageOf({ fresh: 199_999 }, 1), at: now, model: undefined, paid: undefined }], plain);
  assert.equal(rows[0]?.tooLong, 1);
  assert.equal(rows[0]?.difference, undefined, 'nothing was paid for what was never sent');
});

test('a sum of many short requests does not pay the rates of a long one', () => {
  const sum = { usage: usageOf({ fresh: 1_000_000 }, 100_000), at: now, model: 'x/other', paid: paid(1), requests: 100 };
  const { rows, requests } = compare([sum], stepped);
  assert.equal(requests, 100);
  assert.deepEqual(rows[0]?.cost, { amount: 1.2, complete: true, estimated: true });
  assert.equal(rows[0]?.compared, 100);
});

test('a model that had no price then is priced as of now', () => {
  const young: PriceEntry = { model: 'e/young', periods: [{ from: '2026-11-01', rates: { input: 1, output: 1 } }], source: 'by hand', asOf: '2026-11-01' };
  const { rows } = compare([{ usage: usageOf({ fresh: 1_000_000 }, 0), at: Date.UTC(2026, 5, 1), model: 'x/other', paid: paid(1) }], young);
  assert.equal(rows[0]?.cost?.amount, 1);
});

test('tiers follow the price', () => {
  const { rows } = compare([], entryOf('f/cheap', { input: 0.1, output: 0.5 }), caching, entryOf('g/dear', { input: 10, output: 50 }));
  assert.deepEqual(rows.map(({ quality }) => quality), ['budget', 'standard', 'premium']);
});

const tokens = fc.nat(2_000_000);
const rate = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1_000);
const anyRates = fc.record({ input: rate, output: rate, cacheRead: fc.option(rate, { nil: undefined }), cacheWrite5m: fc.option(rate, { nil: undefined }), cacheWrite1h: fc.option(rate, { nil: undefined }) });
const anyUsage = fc.record({ fresh: tokens, cacheRead: fc.option(tokens, { nil: undefined }), cacheWrite5m: fc.option(tokens, { nil: undefined }), cacheWrite1h: fc.option(tokens, { nil: undefined }), text: tokens })
  .map(({ text, ...input }) => usageOf(input, text));

test('the same model with the same usage costs what it cost', () => {
  fc.assert(fc.property(anyUsage, anyRates, (usage, rates) => {
    const entry = entryOf('a/same', rates);
    const { money } = calculate(usage, entry, { at: now });
    const { rows } = compare([{ usage, at: now, model: 'a/same', paid: undefined }], entry);
    assert.deepEqual(rows[0]?.cost, money.provenance === 'unknown' ? undefined : paid(money.amount));
  }));
});

test('more tokens never cost less, and dearer rates never either', () => {
  fc.assert(fc.property(anyUsage, anyRates, tokens, fc.constantFrom('fresh', 'text'), (usage, rates, more, bucket) => {
    const bigger = bucket === 'fresh' ? { ...usage, input: { ...usage.input, fresh: (usage.input.fresh ?? 0) + more } } : { ...usage, output: { ...usage.output, text: (usage.output.text ?? 0) + more } };
    const cost = (one: Usage, entry: PriceEntry): number => compare([{ usage: one, at: now, model: undefined, paid: undefined }], entry).rows[0]?.cost?.amount ?? 0;
    const entry = entryOf('a/any', rates);
    assert.ok(cost(bigger, entry) >= cost(usage, entry));
    assert.ok(cost(usage, entryOf('a/dearer', { ...rates, output: rates.output + 1 })) >= cost(usage, entry));
  }));
});

test('it does not matter in which order requests come', () => {
  fc.assert(fc.property(fc.array(anyUsage, { maxLength: 20 }), anyRates, (usages, rates) => {
    const requests = usages.map((usage) => ({ usage, at: now, model: undefined, paid: paid(0.1) }));
    assert.deepEqual(compare(requests, entryOf('a/any', rates)), compare(requests.toReversed(), entryOf('a/any', rates)));
  }));
});
