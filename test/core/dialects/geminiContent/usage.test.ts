// Tokens sorted into buckets that never overlap, checked against the vendor's own total.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeUsage } from '../../../../src/core/dialects/geminiContent/usage.ts';
import { sumTokens, type Usage } from '../../../../src/core/model/usage.ts';

const buckets = (usage: Usage | undefined) => usage && [usage.input.fresh, usage.input.cacheRead, usage.output.text, usage.output.reasoning];

test('prompt, cache, tool results, answer and thoughts each have a bucket', () => {
  const raw = { promptTokenCount: 1000, cachedContentTokenCount: 400, toolUsePromptTokenCount: 50, candidatesTokenCount: 30, thoughtsTokenCount: 20, totalTokenCount: 1100 };
  assert.deepEqual(buckets(decodeUsage(raw, true)), [650, 400, 30, 20]);
  assert.equal(decodeUsage(raw, true)?.raw, raw);
});

test('the total tells whether thoughts or tool results are inside another figure', () => {
  assert.deepEqual(buckets(decodeUsage({ promptTokenCount: 10, candidatesTokenCount: 30, thoughtsTokenCount: 20, totalTokenCount: 40 }, true)), [10, undefined, 10, 20]);
  assert.deepEqual(buckets(decodeUsage({ promptTokenCount: 60, toolUsePromptTokenCount: 50, candidatesTokenCount: 5, totalTokenCount: 65 }, true)), [60, undefined, 5, undefined]);
});

test('what was left out is the rest of the total, once the answer is whole', () => {
  const thoughtOnly = { promptTokenCount: 10, thoughtsTokenCount: 90, totalTokenCount: 100 };
  assert.deepEqual(buckets(decodeUsage(thoughtOnly, true)), [10, undefined, 0, 90]);
  assert.deepEqual(buckets(decodeUsage(thoughtOnly, false)), [10, undefined, undefined, 90]);
  assert.deepEqual(buckets(decodeUsage({ promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 40 }, true)), [10, undefined, 5, 25]);
  assert.deepEqual(buckets(decodeUsage({ promptTokenCount: 10, candidatesTokenCount: 5 }, true)), [10, undefined, 5, undefined]);
});

test('nothing told is unknown, and so are zeros and nonsense', () => {
  for (const raw of [undefined, null, {}, 'x', { promptTokenCount: 0, candidatesTokenCount: 0, totalTokenCount: 0 }, { promptTokenCount: -1 }, { promptTokenCount: 'many' }]) {
    assert.equal(decodeUsage(raw as never, true), undefined);
  }
});

test('whatever a truthful vendor leaves out, the buckets sum up to its total', () => {
  const count = fc.integer({ min: 1, max: 10_000 });
  fc.assert(fc.property(count, count, count, fc.integer({ min: 0, max: 1_000 }), fc.boolean(), fc.boolean(), (prompt, text, thoughts, cached, hidesText, hidesThoughts) => {
    const total = prompt + text + thoughts;
    const hidden = hidesText && hidesThoughts ? 'text' : hidesText ? 'text' : hidesThoughts ? 'thoughts' : undefined;
    const usage = decodeUsage({
      promptTokenCount: prompt,
      totalTokenCount: total,
      cachedContentTokenCount: Math.min(cached, prompt),
      ...(hidden !== 'text' && { candidatesTokenCount: text }),
      ...(hidden !== 'thoughts' && { thoughtsTokenCount: thoughts }),
    }, true);
    assert.ok(usage);
    assert.equal((sumTokens(usage.input) ?? 0) + (sumTokens(usage.output) ?? 0), total);
  }));
});
