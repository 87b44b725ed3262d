// What holds for every price and every usage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TokenCount, Usage } from '../../../src/core/model/usage.ts';
import { calculate } from '../../../src/core/money/cost.ts';
import { fromUnits, toUnits } from '../../../src/core/money/exact.ts';
import type { PriceEntry, Rates } from '../../../src/core/money/price.ts';

/** As prices are written: up to 999.999. */
const rate = fc.integer({ min: 0, max: 999_999 }).map((thousandths) => thousandths / 1000);
const rates: fc.Arbitrary<Rates> = fc.record({ input: rate, output: rate, cacheRead: rate, cacheWrite5m: rate, cacheWrite1h: rate, reasoning: rate }, { requiredKeys: ['input', 'output'] });
const count = fc.nat({ max: 1_000_000 });
const buckets = ['fresh', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'text', 'reasoning'] as const;
type Counts = Readonly<Record<(typeof buckets)[number], TokenCount>>;
const counts: fc.Arbitrary<Counts> = fc.record({ fresh: count, cacheRead: fc.option(count, { nil: undefined }), cacheWrite5m: fc.option(count, { nil: undefined }), cacheWrite1h: fc.option(count, { nil: undefined }), text: count, reasoning: fc.option(count, { nil: undefined }) });

function usageOf({ fresh, cacheRead, cacheWrite5m, cacheWrite1h, text, reasoning }: Counts): Usage {
  return { input: { fresh, cacheRead, cacheWrite5m, cacheWrite1h }, output: { text, reasoning }, raw: undefined };
}

/** With dearer rates for long prompts, as every vendor has it. */
const entry: fc.Arbitrary<PriceEntry> = fc.record({ base: rates, factor: fc.integer({ min: 1, max: 4 }), tokens: count }).map(({ base, factor, tokens }) => ({
  model: 'a/b',
  periods: [{ rates: base, above: [{ tokens, rates: Object.fromEntries(Object.entries(base).map(([name, value]) => [name, Math.round(value * factor * 1000) / 1000])) as unknown as Rates }] }],
  source: 'a list',
  asOf: '2026-01-01',
}));

const amountOf = (counted: Counts, priced: PriceEntry): number | undefined => {
  const { money } = calculate(usageOf(counted), priced, { at: 0 });
  return money.provenance === 'unknown' ? undefined : money.amount;
};

test('one more token never makes a request cheaper', () => {
  fc.assert(fc.property(entry, counts, fc.constantFrom(...buckets), count, (priced, counted, bucket, more) => {
    const before = amountOf(counted, priced);
    const after = amountOf({ ...counted, [bucket]: (counted[bucket] ?? 0) + more }, priced);
    // A first write for an hour may be what has no price.
    if (before !== undefined && after !== undefined) assert.ok(after >= before, `${before} then ${after}`);
  }));
});

test('the lines add up to the amount, and none is negative', () => {
  fc.assert(fc.property(entry, counts, fc.constantFrom(undefined, 'half'), (priced, counted, tier) => {
    const { money, lines, atLeast } = calculate(usageOf(counted), { ...priced, serviceTiers: { half: 0.5 } }, { at: 0, tier });
    const sum = fromUnits(lines.reduce((total, { amount }) => total + toUnits(amount), 0n));
    assert.equal(sum, money.provenance === 'unknown' ? (atLeast ?? 0) : money.amount);
    for (const { amount, count: tokens } of lines) assert.ok(amount >= 0 && tokens > 0);
  }));
});

test('what was not told never costs nothing', () => {
  fc.assert(fc.property(entry, counts, fc.subarray(['fresh', 'text'] as const, { minLength: 1 }), (priced, counted, untold) => {
    const known: Counts = { ...counted, ...Object.fromEntries(untold.map((bucket) => [bucket, undefined])) };
    const { money, problem } = calculate(usageOf(known), priced, { at: 0 });
    assert.equal(money.provenance, 'unknown');
    assert.ok(problem);
  }));
});

test('a decimal number comes back from exact units as it was', () => {
  fc.assert(fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), fc.nat({ max: 9 }), (whole, places) => {
    const value = Number(`${whole}e-${places}`);
    assert.equal(fromUnits(toUnits(value)), value === 0 ? 0 : value);
  }));
  assert.deepEqual([0.1, 1e-7, 1e21, 0.003625].map((value) => fromUnits(toUnits(value))), [0.1, 1e-7, 1e21, 0.003625]);
  assert.equal(fromUnits(toUnits(0.1) + toUnits(0.2)), 0.3);
});
