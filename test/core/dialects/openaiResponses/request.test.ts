// What is sent for each thing a call can ask for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../../src/core/model/call.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import type { ModelInfo } from '../../../../src/core/model/modelInfo.ts';
import { property } from '../../../../src/core/dialects/wire/json.ts';
import { encodeResponses } from '../../../../src/core/dialects/openaiResponses/encode.ts';
import type { OpenaiResponsesQuirks } from '../../../../src/core/dialects/openaiResponses/quirks.ts';
import { collect } from '../../../support/collect.ts';
import { eventStream, refusal } from '../../../support/simulator/answers.ts';
import { callOf, simulatedClient, simulatedKey } from '../../../support/simulatedClient.ts';
import { message, responseEvents } from '../../../support/simulator/openaiResponsesWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { ask } from './support/askResponses.ts';

const encode = (more: Partial<Call>, info: ModelInfo = {}, quirks: OpenaiResponsesQuirks = {}) =>
  encodeResponses(callOf('hi', more), { provider: 'openai', model: 'm', info }, quirks);
const user = (text: string) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
const fine = eventStream(responseEvents([message(['ok'])]));
const parameters = { type: 'object', properties: { zone: { type: 'string' } }, required: ['zone'], additionalProperties: false };

test('a plain question is the smallest request that streams, keeps nothing and brings reasoning along', () => {
  assert.deepEqual(encode({}), {
    body: { model: 'm', input: [user('hi')], stream: true, store: false, include: ['reasoning.encrypted_content'] },
    notices: [],
  });
});

test('tools, choice, schema, sampling, effort and limit each land in their field', () => {
  const { body, notices } = encode({
    tools: [{ name: 'clock', description: 'tells time', parameters }],
    toolChoice: { name: 'clock' },
    output: { name: 'answer', schema: parameters },
    sampling: { temperature: 0.5, topP: 0.9 },
    thinking: 'low',
    limits: { maxOutputTokens: 100 },
  });
  const { prompt_cache_key: key, ...rest } = body;
  assert.match(key ?? '', /^[0-9a-f]{32}$/);
  assert.deepEqual({ ...rest, input: [] }, {
    model: 'm',
    input: [],
    stream: true,
    store: false,
    include: ['reasoning.encrypted_content'],
    max_output_tokens: 100,
    tools: [{ type: 'function', name: 'clock', description: 'tells time', parameters, strict: false }],
    tool_choice: { type: 'function', name: 'clock' },
    text: { format: { type: 'json_schema', name: 'answer', schema: parameters, strict: true } },
    reasoning: { effort: 'low', summary: 'auto' },
    temperature: 0.5,
    top_p: 0.9,
  });
  assert.deepEqual(notices, []);
});

test('a schema that the strict mode does not take is asked for without it, and told in words where none is taken', () => {
  const open = { name: 'answer', schema: { type: 'object', additionalProperties: { type: 'string' } } };
  assert.equal(property(encode({ output: open }).body.text?.format, 'strict'), false);
  const { body } = encode({ output: open, messages: [textMessage('system', 'be brief'), textMessage('user', 'hi')] }, {}, { jsonSchema: false });
  assert.equal(body.text, undefined);
  assert.match(body.instructions ?? '', /^be brief\n\n.*JSON Schema/s);
});

test('models that reason show it, and are spared what they would refuse', () => {
  const reasons = { thinking: true };
  assert.deepEqual(encode({}, reasons).body.reasoning, { summary: 'auto' });
  assert.deepEqual(encode({ thinking: 'off' }, reasons).body.reasoning, { effort: 'none' });
  assert.equal(encode({ thinking: 'off' }, { thinking: false }).body.reasoning, undefined);
  const { body, notices } = encode({ sampling: { temperature: 0.5, topP: 0.9 } }, reasons);
  assert.deepEqual([body.temperature, body.top_p], [undefined, undefined]);
  assert.deepEqual(notices.map(({ code }) => code), ['parameter-dropped', 'parameter-dropped']);
});

test('what this wire does not know is left out or fitted, and said', () => {
  const { body, notices } = encode({ sampling: { seed: 7, stop: ['END'], frequencyPenalty: 0.1, presencePenalty: 0.2, temperature: 3 }, limits: { maxOutputTokens: 5 } });
  assert.ok(!/seed|stop|penalty/.test(JSON.stringify(body)));
  assert.deepEqual([body.temperature, body.max_output_tokens], [2, 16]);
  assert.deepEqual(notices.map(({ code }) => code).toSorted(), ['parameter-dropped', 'parameter-dropped', 'parameter-dropped', 'parameter-dropped', 'sampling-clamped', 'sampling-clamped']);
});

test('what could not be sent as asked is said before the answer begins', async () => {
  const { events } = await ask(fine, { sampling: { seed: 7 } });
  assert.deepEqual(events.slice(0, 2).map(({ type }) => type), ['notice', 'message-start']);
});

test('system messages at the head are the instructions, later ones keep their place, empty ones vanish', () => {
  const system = (text: string) => textMessage('system', text);
  const { body } = encode({ messages: [system('one'), system(''), system('two'), textMessage('user', 'a'), textMessage('user', ''), system('three'), textMessage('assistant', ''), textMessage('user', 'b')] });
  assert.equal(body.instructions, 'one\n\ntwo');
  assert.deepEqual(body.input, [user('a'), { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'three' }] }, user('b')]);
  const alone = encode({ messages: [system('only this')] }).body;
  assert.deepEqual([alone.instructions, alone.input], [undefined, [{ type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'only this' }] }]]);
});

test('images, files, calls and their results become items in their order', () => {
  const long = 'x'.repeat(100);
  const { input } = encode({
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }, { type: 'file', name: 'a.pdf', mediaType: 'application/pdf', data: 'CCCC' }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'thought elsewhere' }, { type: 'text', text: 'I ' }, { type: 'text', text: 'look.' }, { type: 'tool-call', id: 'c1', name: 'shot', arguments: { x: 1 } }, { type: 'tool-call', id: long, name: 'shot', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'c1', name: 'shot', content: [{ type: 'text', text: 'done' }, { type: 'image', mediaType: 'image/png', data: 'BBBB' }] }, { type: 'tool-result', id: long, name: 'shot', content: [{ type: 'text', text: 'no screen' }], failed: true }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'only thoughts' }] },
    ],
  }).body;
  const second = (input as { call_id?: string }[])[3]?.call_id ?? '';
  assert.ok(second.length <= 64);
  assert.deepEqual(input, [
    { type: 'message', role: 'user', content: [
      { type: 'input_text', text: 'look' },
      { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AAAA' },
      { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,CCCC' },
    ] },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I ' }, { type: 'output_text', text: 'look.' }] },
    { type: 'function_call', call_id: 'c1', name: 'shot', arguments: '{"x":1}' },
    { type: 'function_call', call_id: second, name: 'shot', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c1', output: [{ type: 'input_text', text: 'done' }, { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,BBBB' }] },
    { type: 'function_call_output', call_id: second, output: 'Error: no screen' },
  ]);
});

test('calls that begin alike have one cache key, and nothing of what they say can be read from it', () => {
  const keyOf = (system: string, question: string) => encode({ messages: [textMessage('system', system), textMessage('user', question)] }).body.prompt_cache_key;
  assert.equal(keyOf('be brief', 'a'), keyOf('be brief', 'b'));
  assert.notEqual(keyOf('be brief', 'a'), keyOf('be long', 'a'));
  assert.ok(!keyOf('cafe', 'a')?.includes('cafe'));
});

test('the key and the configured headers are sent, and nothing that the environment adds', async () => {
  const planted = { OPENAI_CUSTOM_HEADERS: 'X-Planted: yes', OPENAI_ORG_ID: 'org-planted', OPENAI_PROJECT_ID: 'project-planted', OPENAI_BASE_URL: 'http://127.0.0.1:9', OPENAI_API_KEY: 'sk-planted', OPENAI_ADMIN_KEY: 'sk-admin-planted' };
  Object.assign(process.env, planted);
  try {
    await using simulator = await startSimulator(fine);
    const { client } = simulatedClient('', { providers: { openai: { api: 'responses', baseUrl: `${simulator.url}/v1`, headers: { 'X-Team': 'blue' } } } });
    await collect(client(callOf('hello')));
    const { headers, path, body } = await simulator.request(0);
    assert.equal(path, '/v1/responses');
    assert.equal(headers.authorization, `Bearer ${simulatedKey}`);
    assert.equal(headers['x-team'], 'blue');
    assert.ok(!/planted/i.test(JSON.stringify([headers, body])));
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
  }
});

test('a parameter that the server refuses is left out the next time, and the answer comes with a notice', async () => {
  const refused = refusal(400, { error: { message: 'Your organization must be verified to generate reasoning summaries. Unsupported value.', type: 'invalid_request_error', param: 'reasoning.summary', code: 'unsupported_value' } });
  const { text, notices, requests } = await ask([refused, fine], { thinking: 'low' });
  assert.equal(text, 'ok');
  assert.equal(notices.length, 1);
  assert.deepEqual(requests.map(({ body }) => (body as { reasoning: unknown }).reasoning), [{ effort: 'low', summary: 'auto' }, { effort: 'low' }]);
});

test('a refusal names the parameter it is about', async () => {
  const { finish } = await ask(refusal(400, { error: { message: 'That will not do.', type: 'invalid_request_error', param: 'input[3].call_id', code: null } }));
  assert.equal(finish.error?.kind, 'bad-request');
  assert.match(finish.error?.message ?? '', /input\[3\]\.call_id/);
});

test('OpenAI gets responses, an address of the user\'s own chat completions, unless the settings say otherwise', async () => {
  const { openai } = await import('../../../../src/core/providers/openai.ts');
  const wireFor = (settings: Parameters<NonNullable<typeof openai.choose>>[1]) => openai.choose?.('any', settings).wire;
  assert.deepEqual(
    [{}, { api: 'chat' as const }, { baseUrl: 'http://own/v1' }, { baseUrl: 'http://own/v1', api: 'responses' as const }].map(wireFor),
    ['openai-responses', 'openai-chat', 'openai-chat', 'openai-responses'],
  );
});
