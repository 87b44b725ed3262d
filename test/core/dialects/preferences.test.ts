// What a user prefers about the service reaches each vendor in its own words, and what was served comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProviderSettings } from '../../../src/core/providers/provider.ts';
import { wires } from '../../contract/wires.ts';
import { type Collected, collect } from '../../support/collect.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';
import { eventStream } from '../../support/simulator/answers.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';

type Body = Readonly<Record<string, unknown>>;

/** One question over a wire, its events changed by `edit` on their way. */
async function ask(provider: string, wireName: string, settings: ProviderSettings, edit: (event: string) => string = (event) => event): Promise<Collected & { readonly sent: Body }> {
  const wire = wires.get(wireName);
  assert.ok(wire);
  const events = wire.events({ text: ['ok'], usage: { fresh: 9, text: 1 } }).map((event) => edit(Buffer.from(event as Uint8Array).toString('utf8')));
  await using simulator = await startSimulator(eventStream(events));
  const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: simulator.url, ...settings } } });
  const collected = await collect(client(callOf('hi', { model: `${provider}/some-model` })));
  return { ...collected, sent: (await simulator.request(0)).body as Body };
}

test('a tier is asked for in the words of the vendor', async () => {
  for (const [provider, wire, field, words] of [
    ['openai', 'openai-chat', 'service_tier', { standard: 'default', flex: 'flex', priority: 'priority' }],
    ['groq', 'openai-chat', 'service_tier', { standard: 'on_demand', flex: 'flex', priority: 'performance' }],
    ['anthropic', 'anthropic-messages', 'service_tier', { standard: 'standard_only', flex: undefined, priority: 'auto' }],
    ['gemini', 'gemini-content', 'serviceTier', { standard: 'standard', flex: 'flex', priority: 'priority' }],
  ] as const) {
    for (const serviceTier of ['standard', 'flex', 'priority'] as const) {
      const { sent, notices } = await ask(provider, wire, { serviceTier });
      assert.equal(sent[field], words[serviceTier], `${provider} ${serviceTier}`);
      assert.equal(notices.length, words[serviceTier] === undefined ? 1 : 0);
    }
    assert.ok(!(field in (await ask(provider, wire, {})).sent), provider);
  }
  assert.equal((await ask('openai', 'openai-responses', { api: 'responses', serviceTier: 'flex' })).sent['service_tier'], 'flex');
});

test('the tier that was served is told in the vendor\'s word', async () => {
  const served = async (...given: Parameters<typeof ask>) => (await ask(...given)).finish.serviceTier;
  assert.equal(await served('openai', 'openai-chat', {}, (event) => event.replace('"choices"', '"service_tier":"flex","choices"')), 'flex');
  assert.equal(await served('openai', 'openai-responses', { api: 'responses' }, (event) => event.replace('"status":"completed"', '"service_tier":"priority","status":"completed"')), 'priority');
  assert.equal(await served('anthropic', 'anthropic-messages', {}, (event) => event.replace('"usage":{', '"usage":{"service_tier":"standard",')), 'standard');
  assert.equal(await served('gemini', 'gemini-content', {}, (event) => event.replace('"usageMetadata":{', '"usageMetadata":{"trafficType":"ON_DEMAND_FLEX",')), 'ON_DEMAND_FLEX');
  assert.equal(await served('openai', 'openai-chat', {}), undefined);
});

test('OpenAI keeps a prompt longer, or not at all, when that is wanted', async () => {
  const options = async (settings: ProviderSettings) => (await ask('openai', 'openai-responses', { api: 'responses', ...settings })).sent['prompt_cache_options'];
  assert.deepEqual(await options({ promptCache: '1h' }), { ttl: '12h' });
  assert.deepEqual(await options({ promptCache: 'off' }), { mode: 'explicit' });
  assert.equal(await options({ promptCache: '5m' }), undefined);
});

test('what was written for long is in the bucket of what was written for long', async () => {
  const details = '"input_tokens_details":{"cached_tokens":1,"cache_write_tokens":7,"cache_write_tokens_details":{"ttl_30m":2,"ttl_12h":5}}';
  const { finish } = await ask('openai', 'openai-responses', { api: 'responses' }, (event) => event.replace(/"input_tokens":\d+/, '"input_tokens":20').replace(/"input_tokens_details":\{[^}]*\}/, details).replace(/"total_tokens":\d+/, '"total_tokens":21'));
  assert.deepEqual(finish.usage.input, { fresh: 12, cacheRead: 1, cacheWrite5m: 2, cacheWrite1h: 5 });
});
