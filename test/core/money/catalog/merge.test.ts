// Which of two sources is believed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeSources } from '../../../../src/core/money/catalog/generate/merge.ts';
import { readPiAi } from '../../../../src/core/money/catalog/generate/piAi.ts';
import type { SourceModel } from '../../../../src/core/money/catalog/generate/sourceModel.ts';
import type { PricePeriod } from '../../../../src/core/money/price.ts';

function model(name: string, prices: readonly PricePeriod[], more: Partial<SourceModel> = {}): SourceModel {
  return { provider: 'openai', name, aka: [], prices, deprecated: false, ...more };
}

const merged = (genai: readonly SourceModel[], pi: readonly SourceModel[]): ReturnType<typeof mergeSources> => mergeSources(genai, pi, '2026-11-10');
const flat = (input: number, output: number): PricePeriod => ({ rates: { input, output } });

test('where both agree the one that knows more is kept, and a cache rate that only the other has is added', () => {
  const rich: PricePeriod[] = [flat(4, 8), { from: '2026-01-01', rates: { input: 2, output: 4, cacheWrite1h: 4 } }];
  const { models, differences } = merged([model('a', rich)], [model('a', [{ rates: { input: 2, output: 4, cacheRead: 0.2 } }])]);
  assert.deepEqual(models[0]?.prices, [flat(4, 8), { from: '2026-01-01', rates: { input: 2, output: 4, cacheWrite1h: 4, cacheRead: 0.2, cacheWrite5m: undefined } }]);
  assert.deepEqual([models[0]?.from.prices, models[0]?.from.cache], ['genai-prices', 'pi-ai']);
  assert.deepEqual(differences, []);
});

test('where they differ the newer one is believed, and it is said', () => {
  const { models, differences } = merged([model('a', [flat(2, 4)])], [model('a', [flat(1, 2)])]);
  assert.deepEqual([models[0]?.prices, models[0]?.from.prices], [[flat(1, 2)], 'pi-ai']);
  assert.match(differences.join(), /openai\/a: price: genai-prices .*kept pi-ai/);
});

test('a price of the hour is not given up for a flat one', () => {
  const hourly: PricePeriod[] = [flat(1, 2), { hours: ['01:00', '04:00'], rates: { input: 2, output: 4 } }];
  for (const other of [flat(2, 4), flat(1.5, 3)]) assert.deepEqual(merged([model('a', hourly)], [model('a', [other])]).models[0]?.from.prices, 'genai-prices');
});

test('a dated name that costs the same is not an entry of its own; one that does not is', () => {
  const { models } = merged([model('a', [flat(1, 2)])], [model('a-2026-05-01', [flat(1, 2)]), model('a-2026-06-01', [flat(3, 4)])]);
  assert.deepEqual(models.map(({ id }) => id), ['openai/a', 'openai/a-2026-06-01']);
});

test('a second name that two models claim, or one has as its own, is nobody\'s', () => {
  const { models } = merged([model('a', [flat(1, 2)], { aka: ['x', 'b', 'c'] }), model('B', [flat(1, 2)], { aka: ['x', 'd'] })], []);
  assert.deepEqual(models.map(({ id, aka }) => [id, aka]), [['openai/B', ['d']], ['openai/a', ['c']]]);
});

test('of pi-ai, a price of nothing is only one where the name says so, and a window cut to a price tier is none', () => {
  const entry = (id: string, more: object): object => ({ [`chat:${id}`]: { id, type: 'chat', cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, ...more } });
  const read = readPiAi('openai', { wire: {
    ...entry('auto', {}),
    ...entry('gift:free', {}),
    ...entry('cut', { contextWindow: 272_000, cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0, tiers: [{ inputTokensAbove: 272_000, input: 2, output: 4, cacheRead: 0, cacheWrite: 0 }] } }),
    ...entry('thinker', { reasoning: true, thinkingLevelMap: { minimal: null, xhigh: 'xhigh' } }),
    'image:a': { id: 'a', type: 'image' },
  } });
  assert.deepEqual(read.map(({ name, prices }) => [name, prices.length]), [['auto', 0], ['gift:free', 1], ['cut', 1], ['thinker', 0]]);
  assert.equal(read[2]?.contextWindow, undefined);
  assert.equal(read[2]?.prices[0]?.rates.cacheRead, undefined);
  assert.deepEqual(read[3]?.efforts, ['low', 'medium', 'high', 'xhigh']);
});
