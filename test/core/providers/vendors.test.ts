// What each vendor's own file promises: where a call goes, how it gets in, what only this vendor wants in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDeployment } from '../../../src/core/providers/azure.ts';
import type { ProviderSettings } from '../../../src/core/providers/provider.ts';
import { registry } from '../../../src/core/providers/registry.ts';
import type { Call } from '../../../src/core/model/call.ts';
import type { Endpoint } from '../../../src/core/model/dialect.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import { collect } from '../../support/collect.ts';
import { callOf, simulatedClient, simulatedKey } from '../../support/simulatedClient.ts';
import { eventStream } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { scriptedEvents } from '../../support/simulator/openaiResponsesWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';

/** The request a vendor gets for a call. */
async function sentTo(provider: string, more: Partial<Call> = {}, settings: ProviderSettings = {}, key: string | null = simulatedKey) {
  await using simulator = await startSimulator(chat({ text: ['ok'] }));
  const { client } = simulatedClient('', { key: key ?? undefined, providers: { [provider]: { ...settings, baseUrl: simulator.url + (settings.baseUrl ?? '') } } });
  const { finish, notices } = await collect(client(callOf('hi', { model: `${provider}/the-model`, ...more })));
  assert.equal(finish.reason.unified, 'stop', finish.error?.message);
  const { body, headers, path } = await simulator.request(0);
  return { body: body as Readonly<Record<string, unknown>>, headers, path, notices };
}

const local = new Set(['ollama', 'lmstudio', 'llamacpp', 'vllm', 'tgi']);

test('only what runs on the user\'s own machine is free, and it is on loopback', () => {
  for (const { id, free, baseUrl, models } of registry.filter((provider) => provider.id !== 'demo' && provider.dialects.some(({ wire }) => wire === 'openai-chat'))) {
    assert.equal(free, local.has(id), id);
    if (local.has(id)) assert.deepEqual([new URL(baseUrl ?? '').hostname, models], ['127.0.0.1', []], id);
    else if (baseUrl !== undefined && id !== 'litellm') assert.ok(baseUrl.startsWith('https://') && models.length > 0, id);
  }
});

test('hosted vendors need a key and say where to get one; local ones work without', async () => {
  for (const { id, key, baseUrl } of registry) if (baseUrl?.startsWith('https://')) assert.ok(key.use === 'none' || (key.page ?? '').startsWith('https://'), id);
  const { headers } = await sentTo('ollama', {}, {}, null);
  assert.equal(headers.authorization, undefined);
  assert.equal((await sentTo('ollama')).headers.authorization, `Bearer ${simulatedKey}`);
});

test('OpenRouter is told the app\'s name and asked for usage and effort in its words', async () => {
  const { headers, body } = await sentTo('openrouter', { thinking: 'low' });
  assert.deepEqual([headers['x-title'], headers['http-referer']], ['Parley', undefined]);
  assert.deepEqual([body['usage'], body['reasoning'], body['reasoning_effort']], [{ include: true }, { effort: 'low' }, undefined]);
  assert.equal((await sentTo('openrouter', {}, { headers: { 'X-Title': 'Mine' } })).headers['x-title'], 'Mine');
});

test('Mistral gets no field it refuses, its own seed, a marked prefix and short tool ids', async () => {
  const { body, notices } = await sentTo('mistral', {
    sampling: { seed: 4, temperature: 2 },
    limits: { maxOutputTokens: 9 },
    messages: [textMessage('user', 'a'), { role: 'assistant', parts: [{ type: 'tool-call', id: 'call_long_and_odd', name: 't', arguments: {} }] }, { role: 'tool', parts: [{ type: 'tool-result', id: 'call_long_and_odd', name: 't', content: [{ type: 'text', text: 'r' }] }] }, textMessage('assistant', 'So')],
  });
  assert.deepEqual(Object.keys(body).toSorted(), ['max_tokens', 'messages', 'model', 'random_seed', 'stream', 'temperature']);
  assert.deepEqual([body['random_seed'], body['temperature'], body['max_tokens'], notices.length], [4, 1.5, 9, 1]);
  const messages = body['messages'] as Readonly<Record<string, unknown>>[];
  assert.equal(messages.at(-1)?.['prefix'], true);
  assert.match(String(messages[2]?.['tool_call_id']), /^[a-z0-9]{9}$/);
});

test('DeepSeek thinks only when asked to, and gets a shape it knows', async () => {
  assert.deepEqual((await sentTo('deepseek', { thinking: 'off' })).body['thinking'], { type: 'disabled' });
  const { body } = await sentTo('deepseek', { thinking: 'low', output: { name: 'x', schema: { type: 'object' } } });
  assert.deepEqual([body['thinking'], body['reasoning_effort'], body['response_format']], [{ type: 'enabled' }, 'low', { type: 'json_object' }]);
});

test('Perplexity, which takes little, is asked for little, and that is said', async () => {
  const { body, notices } = await sentTo('perplexity', { thinking: 'high', sampling: { seed: 1, stop: ['x'], temperature: 2 } });
  assert.deepEqual(Object.keys(body).toSorted(), ['messages', 'model', 'stream', 'temperature']);
  assert.equal(notices.length, 4);
});

test('each local server is told how much to think in the way it documents', async () => {
  assert.equal((await sentTo('ollama', { thinking: 'off' })).body['reasoning_effort'], 'none');
  assert.deepEqual((await sentTo('llamacpp', { thinking: 'off' })).body['chat_template_kwargs'], { enable_thinking: false });
  const { body } = await sentTo('vllm', { thinking: 'high', messages: [textMessage('user', 'a'), textMessage('assistant', 'So')] });
  assert.deepEqual([body['chat_template_kwargs'], body['reasoning_effort'], body['continue_final_message']], [{ enable_thinking: true, thinking: true }, 'high', true]);
});

test('Azure gets the key in its own header only, at the v1 address, with the deployment as the model', async () => {
  const planted = { AZURE_OPENAI_API_KEY: 'planted', AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:9', OPENAI_API_VERSION: '2020-planted', OPENAI_BASE_URL: 'http://127.0.0.1:9' };
  Object.assign(process.env, planted);
  try {
    const { headers, path, body } = await sentTo('azure');
    assert.deepEqual([path, headers['api-key'], headers.authorization, body['model']], ['/openai/v1/chat/completions', simulatedKey, undefined, 'the-model']);
    assert.ok(!JSON.stringify([headers, path, body]).includes('planted'));
    const dated = await sentTo('azure', {}, { apiVersion: '2024-10-21', deployment: 'my dep' });
    assert.equal(dated.path, '/openai/deployments/my%20dep/chat/completions?api-version=2024-10-21');
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
  }
});

test('any address of an Azure resource leads to the same place', () => {
  const endpoint = (baseUrl: string): Endpoint => ({ provider: 'azure', model: 'dep', baseUrl, apiKey: 'k', headers: {}, fetch: globalThis.fetch, info: {} });
  const v1 = 'https://r.openai.azure.com/openai/v1';
  for (const given of ['', '/', '/openai', '/openai/', '/openai/v1', '/openai/v1/', '/openai/v1/chat/completions']) assert.equal(toDeployment(endpoint(`https://r.openai.azure.com${given}`), {}).baseUrl, v1, given);
  assert.equal(toDeployment(endpoint('https://gateway.corp/ai/openai/v1'), { apiVersion: 'preview' }).baseUrl, 'https://gateway.corp/ai/openai/v1?api-version=preview');
  const copied = 'https://r.openai.azure.com/openai/deployments/old/chat/completions?api-version=2025-01-01-preview';
  assert.equal(toDeployment(endpoint(copied), {}).baseUrl, 'https://r.openai.azure.com/openai/deployments/dep?api-version=2025-01-01-preview');
  assert.equal(toDeployment(endpoint(copied), { api: 'responses' }).baseUrl, 'https://r.openai.azure.com/openai?api-version=2025-01-01-preview');
});

test('an error of Azure never holds the key, though it is in a header of its own', async () => {
  await using simulator = await startSimulator((_request, response) => void response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code: '401', message: `Access denied due to invalid subscription key ${simulatedKey}.` } })));
  const { client } = simulatedClient('', { providers: { azure: { baseUrl: simulator.url } } });
  const { finish } = await collect(client(callOf('hi', { model: 'azure/dep' })));
  assert.equal(finish.error?.kind, 'auth');
  assert.ok(!JSON.stringify(finish).includes(simulatedKey));
});

test('the `api` setting chooses the wire format, and a vendor that lacks it says so', async () => {
  await using simulator = await startSimulator(eventStream(scriptedEvents({ text: ['ok'] })));
  for (const { id, dialects } of registry) {
    if (!dialects.some(({ wire }) => wire === 'openai-chat')) continue;
    const { client } = simulatedClient('', { providers: { [id]: { api: 'responses', baseUrl: simulator.url } } });
    const { finish } = await collect(client(callOf('hi', { model: `${id}/gpt-oss-120b` })));
    if (dialects.some(({ wire }) => wire === 'openai-responses')) assert.equal(finish.reason.unified, 'stop', finish.error?.message);
    else assert.match(finish.error?.message ?? '', /does not speak OpenAI's "responses" wire format\. Remove "api"/, id);
  }
});
