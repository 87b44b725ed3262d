// What a cache saved, by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheSavings } from '../../../src/core/money/cacheSavings.ts';
import type { PriceEntry, Rates } from '../../../src/core/money/price.ts';

const at = Date.UTC(2026, 10, 21);
const entry = (rates: Rates): PriceEntry => ({ model: 'a/b', periods: [{ rates, above: [{ tokens: 10, rates: { input: 999, output: 999 } }] }], source: 'by hand', asOf: '2026-11-01' });
const input = (cacheRead: number | undefined, cacheWrite5m?: number, cacheWrite1h?: number) => ({ fresh: 500, cacheRead, cacheWrite5m, cacheWrite1h });

test('reading saves, writing costs, and the sum may be a loss', () => {
  const rates = { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 };
  assert.equal(cacheSavings(input(1_000_000), entry(rates), at), 2.7);
  assert.equal(cacheSavings(input(1_000_000, 1_000_000), entry(rates), at), 1.95);
  assert.equal(cacheSavings(input(0, undefined, 1_000_000), entry(rates), at), -3);
});

test('without a rate for it, a cache saves nothing', () => {
  assert.equal(cacheSavings(input(1_000_000, 5), entry({ input: 3, output: 15 }), at), 0);
});

test('nothing cached is nothing saved, whatever the price; something at no known price is not known', () => {
  assert.equal(cacheSavings(input(undefined), undefined, at), 0);
  assert.equal(cacheSavings(input(1), undefined, at), undefined);
  assert.equal(cacheSavings(input(1, undefined, 1), entry({ input: 3, output: 15, cacheWrite5m: 4 }), at), undefined);
});
