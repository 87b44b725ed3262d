// Which models costs are compared with when nobody chose any, and which can be chosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBundledCatalog } from '../../../src/core/money/catalog/catalog.ts';
import { createComparableModels } from '../../../src/core/providers/comparable.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const providers = createProviderDirectory(registry, () => ({ mine: { type: 'openai-compatible', baseUrl: 'http://127.0.0.1:1/v1', models: ['one', 'two'] } }));
const compared = (favourites: readonly string[], model = 'mine/one') =>
  createComparableModels({ providers, load: loadBundledCatalog, usage: { favourites: async () => favourites }, model: () => model, clock: createFakeClock() });

test('the favourites come first, then what their vendors offer; each once, and not too many', async () => {
  const likely = await compared(['mine/two', 'openai/gpt-6-sol']).likely();
  assert.deepEqual(likely.slice(0, 3), ['mine/two', 'openai/gpt-6-sol', 'mine/one']);
  assert.equal(new Set(likely).size, likely.length);
  assert.ok(likely.length <= 8 && likely.some((model) => model.startsWith('openai/') && model !== 'openai/gpt-6-sol'));
});

test('who asked nothing yet compares with the model in use', async () => {
  assert.deepEqual(await compared([]).likely(), ['mine/one', 'mine/two']);
  assert.deepEqual(await compared([], 'nobody/knows').likely(), ['nobody/knows']);
});

test('all are those of the providers and of the price list, none without a provider', async () => {
  const all = await compared([]).all();
  assert.ok(all.includes('mine/one') && all.includes('openai/gpt-6-luna') && all.length > 500);
  assert.deepEqual(all.filter((reference) => !providers.find(reference.slice(0, reference.indexOf('/')))), []);
});
