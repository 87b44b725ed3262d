// Whose price is found: the exact model's, from the vendor that is really asked, or none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createModelCatalog, type LoadedCatalog, loadBundledCatalog } from '../../../src/core/money/catalog/catalog.ts';
import { namesToTry } from '../../../src/core/money/priceNames.ts';
import { createPrices } from '../../../src/core/money/prices.ts';
import { serviceTierOf } from '../../../src/core/money/serviceTier.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { realPrices } from './support/catalog.ts';

const { file } = await loadBundledCatalog();
const { prices, catalog } = await realPrices();

test('a newer model never has the price of the one whose name begins alike', () => {
  assert.equal(prices.find({ asked: 'anthropic/claude-sonnet-5-5' })?.model, 'anthropic/claude-sonnet-5-5');
  assert.equal(prices.find({ asked: 'anthropic/claude-sonnet-5' })?.model, 'anthropic/claude-sonnet-5');
  for (const asked of ['anthropic/claude-sonnet-5-6', 'anthropic/claude-sonnet-5-5-turbo', 'anthropic/claude-sonnet', 'openai/gpt-6', 'openai/gpt-6-sol-mini', 'openai/gpt-6-sol-2026', 'openai/gpt-6-sol-2026-13-01', 'openai/gpt-6-sol-20261399', 'gemini/gemini-3.8']) assert.equal(prices.find({ asked }), undefined, asked);
});

test('no name finds an entry that it only begins with, or that only begins with it', () => {
  const ids = file.models.filter(({ prices: known }) => known).map(({ id }) => id);
  const ending = fc.stringMatching(/^[a-z0-9.:-]{1,12}$/).filter((text) => !/[-@]?20\d\d/.test(text) && !/v\d/.test(text));
  fc.assert(fc.property(fc.constantFrom(...ids), ending, fc.boolean(), (id, text, cut) => {
    const asked = cut ? id.slice(0, -Math.min(text.length, id.length - id.indexOf('/') - 2)) : `${id}${text}`;
    const provider = asked.slice(0, asked.indexOf('/'));
    const found = prices.find({ asked });
    if (!found) return;
    // Then it is a name that a source writes down for this very entry.
    const model = file.models.find((each) => each.id === found.model);
    const names = [found.model, ...(model?.aka ?? []).map((name) => `${provider}/${name}`)].map((name) => name.toLowerCase());
    assert.ok(namesToTry(provider, asked.slice(provider.length + 1)).some((name) => names.includes(`${provider}/${name}`.toLowerCase())), `${asked} found ${found.model}`);
  }), { numRuns: 2000 });
});

/** What a name may have besides: a day, a version, a place, another case. */
const sameModel: readonly (readonly [asked: string, found: string, served?: string])[] = [
  ['openai/gpt-6-sol-2026-09-01', 'openai/gpt-6-sol'],
  ['openai/GPT-6-Sol', 'openai/gpt-6-sol'],
  ['openai/gpt-6-sol', 'openai/gpt-6-luna', 'gpt-6-luna-2026-09-01'],
  ['openai/gpt-6-sol', 'openai/gpt-6-sol', 'what-nobody-knows'],
  ['openai/gpt-6-sol', 'openai/gpt-6-sol', ''],
  ['anthropic/claude-opus-5-5-20260922', 'anthropic/claude-opus-5-5'],
  ['gemini/models/gemini-3.8-flash', 'gemini/gemini-3.8-flash'],
  ['bedrock/us.anthropic.claude-opus-5-5-v1:0', 'bedrock/us.anthropic.claude-opus-5-5'],
  ['bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['bedrock/arn:aws:bedrock:us-east-1:123:inference-profile/us.anthropic.claude-sonnet-5-5-v1:0', 'bedrock/us.anthropic.claude-sonnet-5-5'],
  ['vertex/claude-opus-5-5@20260922', 'vertex/claude-opus-5-5'],
  ['azure/some-deployment', 'azure/gpt-6-sol', 'gpt-6-sol-2026-09-01'],
];

for (const [asked, found, served] of sameModel) {
  test(`${asked}${served === undefined ? '' : ` served as ${JSON.stringify(served)}`} costs what ${found} does`, () => assert.equal(prices.find({ asked, served })?.model, found));
}

test('a price of the user\'s own wins, says so, and is found by the same names', async () => {
  const own = { input: 1, output: 3, cacheRead: 0.5, above: { tokens: 1000, input: 2, output: 6 }, asOf: '2026-11-01' };
  const { prices: mine } = await realPrices({ 'openai/gpt-6-sol': own, 'my-gateway/llama': { input: 0, output: 0 } }, { 'my-gateway': { type: 'openai-compatible', baseUrl: 'https://gateway.example/v1' } });
  assert.deepEqual(mine.find({ asked: 'openai/gpt-6-sol-2026-09-01' }), {
    model: 'openai/gpt-6-sol',
    periods: [{ rates: { input: 1, output: 3, cacheRead: 0.5 }, above: [{ tokens: 1000, rates: { input: 2, output: 6 } }] }],
    source: 'your setting parley.prices',
    asOf: '2026-11-01',
  });
  assert.equal(mine.find({ asked: 'openai/gpt-6-sol', served: 'gpt-6-luna' })?.source, 'your setting parley.prices');
  assert.equal(mine.find({ asked: 'my-gateway/llama', served: 'meta-llama' })?.model, 'my-gateway/llama');
  assert.equal(mine.find({ asked: 'my-gateway/constructor' }), undefined);
  assert.equal(mine.find({ asked: 'openai/gpt-6-luna' })?.source, 'genai-prices 0.1.8');
});

test('a provider of the user\'s own has its type\'s prices only where it asks that vendor', async () => {
  const model = 'gpt-6-sol';
  const at = async (type: string, baseUrl: string | undefined, name = model) => (await realPrices({}, { mine: { type, ...(baseUrl !== undefined && { baseUrl }) } })).prices.find({ asked: `mine/${name}` })?.model;
  assert.equal(await at('openai', undefined), 'openai/gpt-6-sol');
  assert.equal(await at('openai', 'https://api.openai.com/v1/'), 'openai/gpt-6-sol');
  for (const elsewhere of ['http://api.openai.com/v1', 'https://api.openai.com.evil.example/v1', 'https://api.openai.com@evil.example/v1', 'http://10.0.0.7:8000/v1', 'https://api.openai.com:8443/v1', 'nonsense']) assert.equal(await at('openai', elsewhere), undefined, elsewhere);
  assert.equal(await at('azure', 'https://team.openai.azure.com'), 'azure/gpt-6-sol');
  assert.equal(await at('azure', 'https://team.services.ai.azure.com/openai/v1'), 'azure/gpt-6-sol');
  assert.equal(await at('azure', 'https://openai.azure.com.evil.example'), undefined);
  assert.equal(await at('bedrock', undefined, 'anthropic.claude-opus-5-5'), 'bedrock/anthropic.claude-opus-5-5');
  assert.equal(await at('openai-compatible', 'http://10.0.0.7:8000/v1'), undefined);
});

test('without a catalogue nothing is known, nothing fails, and the next time it is tried again', async () => {
  let tries = 0;
  const broken = createModelCatalog({
    load: () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('no disk')) : loadBundledCatalog().then((loaded) => [loaded]);
    },
    place: catalog.place,
  });
  const book = createPrices({ catalog: broken, overrides: () => ({}) });
  assert.equal(book.find({ asked: 'openai/gpt-6-sol' }), undefined);
  await book.ready();
  assert.equal(book.find({ asked: 'openai/gpt-6-sol' }), undefined);
  await Promise.all([book.ready(), book.ready()]);
  assert.equal(book.find({ asked: 'openai/gpt-6-sol' })?.model, 'openai/gpt-6-sol');
  assert.equal(tries, 2);
});

test('what was read before it was to be read anew does not come back', async () => {
  const [slow, quick] = [Promise.withResolvers<readonly LoadedCatalog[]>(), Promise.withResolvers<readonly LoadedCatalog[]>()];
  const loads = [slow.promise, quick.promise];
  const twice = createModelCatalog({ load: () => loads.shift() ?? assert.fail('read a third time'), place: catalog.place });
  const first = twice.ready();
  twice.forget();
  const second = twice.ready();
  quick.resolve([{ file, origin: 'after' }]);
  await second;
  slow.resolve([{ file, origin: 'before' }]);
  await first;
  assert.match(twice.price({ provider: 'openai', model: 'gpt-6-sol' })?.source ?? '', /by after$/);
});

test('a newer file wins over the one that came along, and its prices say where they came from', async () => {
  const newer = { file: { version: 1, sources: { x: { name: 'The list', date: '2026-12-01' } }, models: [{ id: 'openai/gpt-6-sol', prices: [{ rates: { input: 1, output: 5 } }], from: { prices: 'x' } }] }, origin: 'prices.example, fetched 2026-12-02' } as const;
  const both = createModelCatalog({ load: async () => [await loadBundledCatalog(), newer], place: catalog.place });
  await both.ready();
  const entry = both.price({ provider: 'openai', model: 'gpt-6-sol' });
  assert.deepEqual([entry?.periods[0]?.rates.input, entry?.source, entry?.asOf], [1, 'The list by prices.example, fetched 2026-12-02', '2026-12-01']);
  assert.equal(both.price({ provider: 'openai', model: 'gpt-6-luna' })?.source, 'genai-prices 0.1.8');
});

test('a cache rate of another source is named beside the source of the rest', () => {
  assert.equal(prices.find({ asked: 'bedrock/amazon.nova-pro-v1:0' })?.source, 'genai-prices 0.1.8 (cache rates: pi-ai 1.5.2)');
});

test('limits and abilities come with it, for models it knows', () => {
  assert.deepEqual(catalog.info('openai/gpt-6-sol'), { contextWindow: 1_050_000, maxOutput: 128_000, thinking: true, efforts: ['low', 'medium', 'high', 'xhigh', 'max'], images: true, tools: true });
  assert.deepEqual(catalog.info('anthropic/claude-haiku-4-5-20251001'), { contextWindow: 200_000, maxOutput: 64_000, thinking: true, images: true, tools: true });
  assert.deepEqual(catalog.info('openai/gpt-9'), {});
  assert.deepEqual(catalog.info('ollama/qwen3'), {});
});

test('every vendor that sells has prices, and every well-known model of theirs its own', () => {
  const sells = registry.filter(({ id }) => file.models.some((model) => model.id.startsWith(`${id}/`)));
  assert.deepEqual(sells.map(({ id }) => id).toSorted(), ['anthropic', 'azure', 'bedrock', 'cerebras', 'cohere', 'deepseek', 'fireworks', 'gemini', 'groq', 'mistral', 'openai', 'openrouter', 'perplexity', 'together', 'vertex', 'xai']);
  for (const provider of ['openai', 'anthropic', 'gemini', 'bedrock', 'vertex']) {
    for (const model of registry.find(({ id }) => id === provider)?.models ?? []) assert.equal(prices.find({ asked: `${provider}/${model}` })?.model, `${provider}/${model}`);
  }
});

test('a service tier is known by whatever its vendor calls it', () => {
  assert.deepEqual(['standard', 'default', 'auto', 'on_demand', 'ON_DEMAND', 'flex', 'ON_DEMAND_FLEX', 'Priority', undefined].map((told) => serviceTierOf(told, undefined)), [undefined, undefined, undefined, undefined, undefined, 'flex', 'flex', 'priority', undefined]);
  assert.equal(serviceTierOf(undefined, { service_tier: 'standard', inference_geo: 'global', speed: 'standard' }), undefined);
  assert.equal(serviceTierOf(undefined, { service_tier: 'batch', inference_geo: 'us' }), 'batch us');
  assert.equal(serviceTierOf('flex', { service_tier: 'flex' }), 'flex');
  for (const raw of [null, [], 'x', 7, { service_tier: 7 }]) assert.equal(serviceTierOf(undefined, raw), undefined);
});
