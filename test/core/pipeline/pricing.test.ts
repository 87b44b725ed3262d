// From a vendor's answer to its cost, through the whole client, at the prices of the catalogue.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../../../src/core/base/log.ts';
import { systemClock } from '../../../src/core/base/clock.ts';
import type { Call } from '../../../src/core/model/call.ts';
import type { ModelInfo } from '../../../src/core/model/modelInfo.ts';
import type { Money } from '../../../src/core/model/money.ts';
import type { FinishEvent } from '../../../src/core/model/streamEvent.ts';
import { createModelCatalog, loadBundledCatalog } from '../../../src/core/money/catalog/catalog.ts';
import { createPrices } from '../../../src/core/money/prices.ts';
import { createSpend } from '../../../src/core/money/spend.ts';
import { createClient } from '../../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../../src/core/providers/directory.ts';
import { createPlacing } from '../../../src/core/providers/placing.ts';
import type { ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedKey } from '../../support/simulatedClient.ts';
import { anthropicMessagesWire } from '../../support/simulator/anthropicMessagesWire.ts';
import { eventStream } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { type Answer, type SeenRequest, startSimulator } from '../../support/simulator/simulator.ts';

interface Asked {
  readonly finish: FinishEvent;
  readonly request: SeenRequest;
}

/** Nothing has loaded the catalogue when this asks: the price must wait for it. */
async function ask(model: string, answer: Answer, more: Partial<Call> = {}, settings: ProviderSettings = {}, known: ModelInfo = {}): Promise<Asked> {
  await using simulator = await startSimulator(answer);
  const id = model.slice(0, model.indexOf('/'));
  const providers = createProviderDirectory(registry, () => ({ [id]: { baseUrl: simulator.url, ...settings } }));
  const catalog = createModelCatalog({ load: async () => [await loadBundledCatalog()], place: createPlacing(providers) });
  const prices = createPrices({ catalog, overrides: () => ({}) });
  const client = createClient({
    providers,
    keys: () => Promise.resolve({ key: simulatedKey, label: 'stored' }),
    fetch: globalThis.fetch,
    clock: systemClock,
    log: silentLog,
    prices,
    describe: (reference) => catalog.ready().then(() => ({ ...catalog.info(reference), ...known })),
    attempts: createSpend(prices),
    timeouts: () => ({ firstEvent: 10_000, betweenEvents: 10_000 }),
  });
  const { finish } = await collect(client(callOf('hello', { model, ...more })));
  return { finish, request: await simulator.request(0) };
}

const costOf = async (...given: Parameters<typeof ask>): Promise<Money> => (await ask(...given)).finish.cost;
const told = (usage: object, model?: string): Answer => chat({ text: ['hi'], usage, ...(model !== undefined && { model }) });

test('told usage is computed, with the entry, its source and its day', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500, prompt_tokens_details: { cached_tokens: 800 } };
  assert.deepEqual(await costOf('openai/gpt-6-sol', told(usage, 'gpt-6-sol-2026-09-01')), { provenance: 'computed', amount: 0.00556, currency: 'USD', entry: 'openai/gpt-6-sol, genai-prices 0.1.8, 2026-09-23' });
});

test('what is served decides the price', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 };
  const cost = await costOf('openai/gpt-6-sol', told(usage, 'gpt-6-luna-2026-09-01'));
  assert.equal('amount' in cost && cost.amount, 0.00035);
});

test('reported cost wins, and what the table says stays beside it', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500, cost: 0.0063 };
  assert.deepEqual(await costOf('openrouter/openai/gpt-6-sol', told(usage, 'openai/gpt-6-sol')), { provenance: 'reported', amount: 0.0063, currency: 'USD', table: 0.007, entry: 'openrouter/openai/gpt-6-sol, genai-prices 0.1.8, 2026-09-23' });
  assert.deepEqual(await costOf('openrouter/nobody/knows', told(usage, 'nobody/knows')), { provenance: 'reported', amount: 0.0063, currency: 'USD' });
});

test('xAI reports in ticks, and counts its reasoning apart', async () => {
  const usage = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 354, completion_tokens_details: { reasoning_tokens: 340 }, cost_in_usd_ticks: 20_760_000 };
  assert.deepEqual(await costOf('xai/grok-4.7', told(usage, 'grok-4.7'), {}, { api: 'chat' }), { provenance: 'reported', amount: 0.002076, currency: 'USD', table: 0.002076, entry: 'xai/grok-4.7, pi-ai 1.5.2, 2026-11-10' });
});

test('LiteLLM charges what it says; without a word of it the cost is unknown, whatever the model is called', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 };
  assert.deepEqual(await costOf('litellm/gpt-6-sol', told({ ...usage, cost: 0.5 }, 'gpt-6-sol')), { provenance: 'reported', amount: 0.5, currency: 'USD' });
  assert.deepEqual(await costOf('litellm/gpt-6-sol', told(usage, 'gpt-6-sol')), { provenance: 'unknown', currency: 'USD' });
  assert.deepEqual(await costOf('openai-compatible/gpt-6-sol', told(usage, 'gpt-6-sol')), { provenance: 'unknown', currency: 'USD' });
});

test('a side that was not told is estimated, and the other stays as it was told', async () => {
  const untold = await costOf('openai/gpt-6-sol', chat({ text: ['hi'], usage: null }));
  assert.equal(untold.provenance, 'estimated');
  const half = await costOf('openai/gpt-6-sol', told({ prompt_tokens: 1_000_000, total_tokens: 1_000_000 }));
  assert.equal(half.provenance, 'estimated');
  assert.ok('amount' in half && half.amount > 4 && half.amount < 4.001, JSON.stringify(half));
});

test('what the catalogue knows of a model wins over what its vendor\'s file says', async () => {
  const answer = eventStream(anthropicMessagesWire.events({ model: 'claude-haiku-4-5', text: ['hi'] }), undefined, anthropicMessagesWire.contentType);
  const longest = async (known: ModelInfo): Promise<unknown> => ((await ask('anthropic/claude-haiku-4-5', answer, {}, {}, known)).request.body as { max_tokens: number }).max_tokens;
  assert.deepEqual([await longest({}), await longest({ maxOutput: 4_321 })], [64_000, 4_321]);
});
