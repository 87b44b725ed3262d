// A server that refuses a parameter gets the same request without it: over real sockets, through the whole client.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenaiChat } from '../../../../src/core/dialects/openaiChat/stream.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { collect } from '../../../support/collect.ts';
import { callOf } from '../../../support/simulatedClient.ts';
import { cutSocket, eventStream, refusal } from '../../../support/simulator/answers.ts';
import { chat, chatEvents } from '../../../support/simulator/openaiChatWire.ts';
import { type Simulator, startSimulator } from '../../../support/simulator/simulator.ts';

const endpointOf = ({ url }: Simulator): Endpoint => ({ provider: 'p', model: 'm', baseUrl: `${url}/v1`, apiKey: 'k', headers: {}, fetch: globalThis.fetch, info: {} });
const noTemperature = refusal(400, { error: { message: "Unsupported value: 'temperature' does not support 0.2 with this model.", type: 'invalid_request_error', param: 'temperature', code: 'unsupported_value' } });
const sampling = { temperature: 0.2 };

test('it is asked again without the parameter, the notice comes before the answer, and the next call needs no refusal', async () => {
  await using simulator = await startSimulator(noTemperature, chat({ text: ['ok'] }));
  const dialect = createOpenaiChat({});
  const { text, events } = await collect(dialect.stream(callOf('a', { sampling }), endpointOf(simulator)));
  assert.equal(text, 'ok');
  assert.deepEqual(events.slice(0, 2).map((event) => (event.type === 'notice' ? event.code : event.type)), ['parameter-dropped', 'message-start']);
  assert.deepEqual(simulator.requests.map(({ body }) => 'temperature' in (body as object)), [true, false]);
  assert.equal((await collect(dialect.stream(callOf('b', { sampling }), endpointOf(simulator)))).notices.length, 1);
  assert.equal(simulator.requests.length, 3);
  assert.equal((await collect(createOpenaiChat({}).stream(callOf('c'), endpointOf(simulator)))).text, 'ok', 'another dialect has a memory of its own');
});

test('when the mended request fails for another reason, that is the error', async () => {
  await using simulator = await startSimulator(noTemperature, refusal(429, { error: { message: 'slow down' } }));
  const { finish } = await collect(createOpenaiChat({}).stream(callOf('a', { sampling }), endpointOf(simulator)));
  assert.equal(finish.error?.kind, 'rate-limit');
  assert.equal(simulator.requests.length, 2);
});

test('a refusal that cannot be mended is told as it came, after one request', async () => {
  await using simulator = await startSimulator(noTemperature);
  const { finish } = await collect(createOpenaiChat({}).stream(callOf('a'), endpointOf(simulator)));
  assert.equal(finish.error?.kind, 'bad-request');
  assert.match(finish.error?.message ?? '', /'temperature' does not support/);
  assert.equal(simulator.requests.length, 1);
});

test('nothing is asked again once the answer began', async () => {
  const late = `data: ${JSON.stringify({ error: { message: "Unsupported parameter: 'temperature'", param: 'temperature', code: 400 } })}\n\n`;
  for (const answer of [eventStream([...chatEvents({ text: ['x'] }).slice(0, 2), late]), eventStream(chatEvents({ text: ['x'] }).slice(0, 2), cutSocket)]) {
    await using simulator = await startSimulator(answer);
    const { finish, text } = await collect(createOpenaiChat({}).stream(callOf('a', { sampling }), endpointOf(simulator)));
    assert.deepEqual([text, simulator.requests.length, finish.error !== undefined], ['x', 1, true]);
  }
});

test('a shape that a server cannot be made to keep is told to the model in words', async () => {
  const schema = { type: 'object', properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: false };
  await using simulator = await startSimulator(refusal(400, { error: { message: 'response_format type must be one of "text" or "json_object", but got: json_schema', code: 400, type: 'invalid_request_error' } }), chat({ text: ['{"a":1}'] }));
  await collect(createOpenaiChat({}).stream(callOf('a', { output: { name: 'x', schema } }), endpointOf(simulator)));
  const { messages, response_format: format } = (await simulator.request(1)).body as { messages: { role: string; content: string }[]; response_format: unknown };
  assert.equal(format, undefined);
  assert.ok(messages[0]?.role === 'system' && messages[0].content.includes(JSON.stringify(schema)));
  assert.equal(messages[1]?.content, 'a');
});

test('calling off while it is mended ends the call as cancelled', async () => {
  const stop = new AbortController();
  await using simulator = await startSimulator(noTemperature, (_request, _response) => stop.abort());
  const { finish } = await collect(createOpenaiChat({}).stream(callOf('a', { sampling, signal: stop.signal }), endpointOf(simulator)));
  assert.equal(finish.reason.unified, 'cancelled');
});
