// What is sent for each thing a call can ask for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../../src/core/model/call.ts';
import { encodeChat } from '../../../../src/core/dialects/openaiChat/encode.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient, simulatedKey } from '../../../support/simulatedClient.ts';
import { chat } from '../../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';

const encode = (more: Partial<Call>) => encodeChat(callOf('hi', more), { provider: 'openai', model: 'm' }, {}).body;

test('a plain question is the smallest request that streams and reports usage', () => {
  assert.deepEqual(encode({}), { model: 'm', messages: [{ role: 'user', content: 'hi' }], stream: true, stream_options: { include_usage: true } });
});

test('tools, choice, schema, sampling, effort and limit each land in their field', () => {
  const parameters = { type: 'object', properties: {}, additionalProperties: false, required: [] };
  const sent = encode({
    tools: [{ name: 'clock', description: 'tells time', parameters }],
    toolChoice: { name: 'clock' },
    output: { name: 'answer', schema: parameters },
    sampling: { temperature: 0.5, topP: 0.9, seed: 7, stop: ['END'], frequencyPenalty: 0.1, presencePenalty: 0.2 },
    thinking: 'low',
    limits: { maxOutputTokens: 100 },
  });
  assert.deepEqual({ ...sent, messages: [] }, {
    model: 'm',
    messages: [],
    stream: true,
    stream_options: { include_usage: true },
    max_completion_tokens: 100,
    tools: [{ type: 'function', function: { name: 'clock', description: 'tells time', parameters } }],
    tool_choice: { type: 'function', function: { name: 'clock' } },
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: parameters, strict: true } },
    reasoning_effort: 'low',
    temperature: 0.5,
    top_p: 0.9,
    seed: 7,
    stop: ['END'],
    frequency_penalty: 0.1,
    presence_penalty: 0.2,
  });
});

test('a whole conversation keeps its order; thinking stays behind, tool images follow as the user', () => {
  const { messages } = encode({
    messages: [
      { role: 'system', parts: [{ type: 'text', text: 'be brief' }] },
      { role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'hm' }, { type: 'text', text: 'ok' }, { type: 'tool-call', id: 'c1', name: 'shot', arguments: { x: 1 } }] },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'c1', name: 'shot', content: [{ type: 'text', text: 'done' }, { type: 'image', mediaType: 'image/png', data: 'BBBB' }] }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'only thoughts' }] },
    ],
  });
  assert.deepEqual(messages, [
    { role: 'system', content: 'be brief' },
    { role: 'user', content: [{ type: 'text', text: 'look' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    { role: 'assistant', content: 'ok', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'shot', arguments: '{"x":1}' } }] },
    { role: 'tool', tool_call_id: 'c1', content: 'done' },
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,BBBB' } }] },
  ]);
});

test('the key and the configured headers are sent, and nothing that the environment adds', async () => {
  const planted = { OPENAI_CUSTOM_HEADERS: 'X-Planted: yes\nAuthorization: Bearer planted\nUser-Agent: planted', OPENAI_ORG_ID: 'org-planted', OPENAI_BASE_URL: 'http://127.0.0.1:9', OPENAI_ADMIN_KEY: 'sk-admin-planted' };
  Object.assign(process.env, planted);
  try {
    await using simulator = await startSimulator(chat({ text: ['ok'] }));
    const { client } = simulatedClient('', { providers: { openai: { baseUrl: `${simulator.url}/v1`, headers: { 'X-Team': 'blue' } } } });
    await collect(client(callOf('hello')));
    const { headers, path } = await simulator.request(0);
    assert.equal(path, '/v1/chat/completions');
    assert.equal(headers.authorization, `Bearer ${simulatedKey}`);
    assert.equal(headers['x-team'], 'blue');
    assert.equal(headers['x-planted'], undefined);
    assert.equal(headers['openai-organization'], undefined);
    assert.ok(!JSON.stringify(headers).includes('planted'));
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
  }
});

test('without a key no authorization is sent at all', async () => {
  await using simulator = await startSimulator(chat({ text: ['ok'] }));
  const { client } = simulatedClient('', { key: undefined, providers: { 'openai-compatible': { baseUrl: `${simulator.url}/v1` } } });
  assert.equal((await collect(client(callOf('hello', { model: 'openai-compatible/any' })))).text, 'ok');
  assert.equal((await simulator.request(0)).headers.authorization, undefined);
});
