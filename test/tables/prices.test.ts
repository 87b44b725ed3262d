// Prices a person sets: checked, and out of a workspace's reach.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSetting, settings } from '../../src/tables/settings.ts';

test('a workspace cannot make spending look free', () => {
  assert.deepEqual([settings['parley.prices'].scope, settings['parley.pricesUrl'].scope], ['machine', 'machine']);
});

test('prices are taken whole or not at all, and what is wrong is named', () => {
  const good = { 'openai/gpt-6-sol': { input: 2, output: 10, cacheRead: 0.2, cacheWrite5m: 2.5, cacheWrite1h: 4, reasoning: 12, above: { tokens: 272_000, input: 4, output: 15 }, asOf: '2026-11-01' } };
  assert.deepEqual(readSetting('parley.prices', good), { value: good, problem: undefined });
  for (const bad of [{ input: -1, output: 1 }, { input: 1 }, { input: '1', output: 1 }, { input: 1, output: 1, cacheread: 1 }, { input: 1, output: Number.NaN }, { input: 10_001, output: 1 }, { input: 1, output: 1, above: { tokens: 0, input: 1, output: 1 } }]) {
    const { value, problem } = readSetting('parley.prices', { 'a/b': bad });
    assert.deepEqual(value, {});
    assert.match(problem ?? '', /^parley\.prices\.a\/b/);
  }
});
