// What a question will cost: a range around what is expected, and never a figure where there is no price.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finish } from '../../../src/core/model/finish.ts';
import type { FinishReason } from '../../../src/core/model/streamEvent.ts';
import { unknownUsage } from '../../../src/core/model/usage.ts';
import { forecast } from '../../../src/core/money/forecast.ts';
import type { PriceEntry } from '../../../src/core/money/price.ts';
import { createUsualOutput } from '../../../src/core/money/usualOutput.ts';

const entry: PriceEntry = { model: 'openai/m', periods: [{ rates: { input: 2, output: 10, cacheRead: 0.2 }, above: [{ tokens: 272_000, rates: { input: 4, output: 15, cacheRead: 0.4 } }] }], source: 'a list', asOf: '2026-09-23' };

test('expected and largest differ by the answer only, and a hit saves on what was sent before', () => {
  assert.deepEqual(forecast({ total: 10_000, repeated: 8_000 }, { expected: 500, largest: 4_000 }, entry, 0), { expected: 0.025, largest: 0.06, cacheSaves: 0.0144 });
});

test('a prompt past the limit moves to the higher rates', () => {
  assert.equal(forecast({ total: 300_000, repeated: 0 }, { expected: 1_000, largest: undefined }, entry, 0).expected, 1.215);
});

test('what is not known stays so', () => {
  const never: PriceEntry = { ...entry, periods: [{ from: '2999-01-01', rates: { input: 1, output: 1 } }] };
  assert.deepEqual(forecast({ total: 10, repeated: 5 }, { expected: 5, largest: 9 }, never, 0), { expected: undefined, largest: undefined, cacheSaves: undefined });
  assert.equal(forecast({ total: 10, repeated: 0 }, { expected: 5, largest: undefined }, entry, 0).largest, undefined);
});

test('a longer prompt or answer is never cheaper, and the largest never below the expected', () => {
  const count = fc.nat(1_000_000);
  fc.assert(fc.property(count, count, count, count, (total, more, expected, largest) => {
    const plan = (tokens: number) => forecast({ total: tokens, repeated: Math.floor(tokens / 2) }, { expected, largest }, entry, 0);
    const one = plan(total);
    assert.ok((one.expected ?? 0) <= (plan(total + more).expected ?? 0));
    assert.ok((one.largest ?? 0) >= (one.expected ?? 0));
    assert.ok(one.cacheSaves === undefined || (one.cacheSaves > 0 && one.cacheSaves <= (one.expected ?? 0)));
  }));
});

test('what answers usually are is learnt per task and model, from those that came to their end', () => {
  const usual = createUsualOutput();
  const answered = (task: string, model: string, tokens: number, reason: FinishReason = 'stop') =>
    usual.begin({ task, model, startedAt: 0, free: false }).ended({ finish: finish({ reason, model, usage: { ...unknownUsage, output: { text: tokens, reasoning: undefined } } }), estimatedOutput: 7, endedAt: 1 });
  assert.equal(usual.expected('chat', 'a/b'), 600);
  answered('chat', 'a/b', 100);
  assert.deepEqual([usual.expected('chat', 'a/b'), usual.expected('chat', 'c/d'), usual.expected('review', 'a/b')], [100, 100, 600]);
  answered('chat', 'a/b', 200);
  assert.equal(usual.expected('chat', 'a/b'), 120);
  answered('chat', 'a/b', 100_000, 'cancelled');
  answered('chat', 'a/b', 0);
  assert.equal(usual.expected('chat', 'a/b'), 120);
  for (let count = 0; count < 50; count++) answered('chat', 'a/b', 1_000);
  assert.ok(usual.expected('chat', 'a/b') > 990);
});
