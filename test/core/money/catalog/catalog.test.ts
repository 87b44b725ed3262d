// The generated catalogue: whole, sane, and of one mind with the library it was made from.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { calcPrice } from '@pydantic/genai-prices';
import { calculate } from '../../../../src/core/money/cost.ts';
import { type CatalogFile, catalogSchema } from '../../../../src/core/money/catalog/catalogFile.ts';
import { genaiKey } from '../../../../src/core/money/catalog/generate/merge.ts';
import type { PriceEntry, Rates } from '../../../../src/core/money/price.ts';
import { realPrices } from '../support/catalog.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../src/core/money/catalog/catalog.json'), 'utf8');
const file: CatalogFile = catalogSchema.parse(JSON.parse(text));
const { catalog } = await realPrices();

test('the file fits its form, in a fixed order, one model a line', () => {
  const ids = file.models.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].toSorted());
  assert.equal(text.split('\n').length, ids.length + 3);
  assert.ok(ids.length > 1000);
});

test('no name means two models', () => {
  const owners = new Map<string, string>();
  for (const { id, aka = [] } of file.models) {
    const provider = id.slice(0, id.indexOf('/'));
    for (const name of [id, ...aka.map((other) => `${provider}/${other}`)].map((each) => each.toLowerCase())) {
      assert.equal(owners.get(name), undefined, name);
      owners.set(name, id);
    }
  }
});

test('every figure names a source, and every source its day', () => {
  for (const { id, prices, contextWindow, maxOutput, from } of file.models) {
    assert.equal(prices !== undefined, from.prices !== undefined, id);
    assert.equal(contextWindow !== undefined, from.window !== undefined, id);
    if (maxOutput !== undefined) assert.ok(from.abilities, id);
    for (const source of Object.values<unknown>({ ...from })) assert.ok(typeof source === 'string' && file.sources[source], id);
  }
});

test('nothing costs nothing unless its name says so, and long prompts are not cheaper', () => {
  const free = file.models.filter(({ id, prices }) => !id.endsWith(':free') && prices?.some(({ rates }) => rates.input === 0 && rates.output === 0)).map(({ id }) => id);
  assert.deepEqual(free, []);
  for (const { id, prices = [] } of file.models) for (const { rates, above = [] } of prices) {
    assert.ok((rates.cacheRead ?? 0) <= rates.input, id);
    for (const tier of above) assert.ok(tier.rates.input >= rates.input && tier.rates.output >= rates.output, id);
  }
});

/** How genai-prices names our providers. */
const theirs: Readonly<Record<string, string>> = { gemini: 'google', xai: 'x-ai' };
const days = ['2026-06-01T12:00:00Z', '2026-11-20T02:30:00Z', '2026-11-20T12:00:00Z', '2027-02-01T08:00:00Z'];

test('where a price is taken from genai-prices, our sums are its sums', () => {
  let compared = 0;
  for (const model of file.models.filter(({ from }) => from.prices === genaiKey)) {
    const [provider = '', ...rest] = model.id.split('/');
    // Bedrock, Azure and Vertex go by names of their own there.
    if (['bedrock', 'azure', 'vertex', 'perplexity'].includes(provider)) continue;
    const entry = catalog.price({ provider, model: rest.join('/') });
    assert.ok(entry);
    for (const day of days) for (const fresh of [1_000, 250_000, 300_000]) compared += compare(entry, provider, rest.join('/'), day, fresh);
  }
  assert.ok(compared > 5_000, `${compared}`);
});

function compare(entry: PriceEntry, provider: string, model: string, day: string, fresh: number): number {
  const options = { providerId: theirs[provider] ?? provider, timestamp: new Date(day) };
  const known = calcPrice({ input_tokens: fresh, output_tokens: 33 }, model, options);
  // A name that it takes for another model is no ground to compare on, and neither is a rate that only the other source told.
  if (known === null || `${provider}/${known.model.id}` !== entry.model) return 0;
  const cacheRead = known.model_price['cache_read_mtok'] === undefined ? 0 : 77;
  const result = calcPrice({ input_tokens: fresh + cacheRead, cache_read_tokens: cacheRead, output_tokens: 33 }, model, options);
  assert.ok(result);
  const { money } = calculate({ input: { fresh, cacheRead, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 33, reasoning: undefined }, raw: undefined }, entry, { at: Date.parse(day) });
  assert.ok(money.provenance === 'computed', entry.model);
  assert.ok(Math.abs(money.amount - result.total_price) < 1e-9, `${entry.model} ${day} ${fresh}: ${money.amount} and ${result.total_price}`);
  return 1;
}

test('a write for an hour costs twice the input wherever Anthropic\'s models are sold by its rules', () => {
  const holds = ({ input, cacheWrite5m, cacheWrite1h }: Rates): boolean => cacheWrite5m === undefined || Math.abs((cacheWrite1h ?? 0) - 2 * input) < 1e-9;
  for (const { id, prices = [] } of file.models.filter((model) => model.id.startsWith('anthropic/'))) assert.ok(prices.every(({ rates, above = [] }) => holds(rates) && above.every((tier) => holds(tier.rates))), id);
});
