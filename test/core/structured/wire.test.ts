// The three modes over the whole client and a real wire.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { askForObject, getObject } from '../../../src/core/structured/askForObject.ts';
import { callOf, simulatedClient } from '../../support/simulatedClient.ts';
import { refusal } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { piecesOf } from './support/scripted.ts';

const schema = z.object({ title: z.string(), lines: z.array(z.int()) });
const value = { title: 'Off by one', lines: [3, 4] };
const pieces = piecesOf(JSON.stringify(value), 6);
const call = callOf('Find the bug.');
const name = 'finding';

test('native: the schema is on the wire, partials come, tokens and cost are in the ledger', async () => {
  const first = Promise.withResolvers<void>();
  const text = JSON.stringify(value);
  // The second half is sent once the first was readable.
  const halves = chat({ text: [text.slice(0, 16), text.slice(16)], gate: (index) => (index === 0 ? Promise.resolve() : first.promise) });
  await using simulator = await startSimulator(halves);
  const { client, spend } = simulatedClient(simulator.url);
  const titles: (string | null | undefined)[] = [];
  for await (const event of askForObject({ handler: client, call, schema, name })) {
    if (event.type === 'partial') {
      titles.push(event.value?.title);
      first.resolve();
    }
    if (event.type !== 'object-end') continue;
    assert.ok(event.result.ok);
    assert.deepEqual([event.result.value, event.result.mode], [value, 'native']);
    assert.equal(event.result.usage[0]?.input.fresh, 11);
    assert.ok(event.result.cost.complete && event.result.cost.amount > 0);
  }
  assert.deepEqual(titles, ['Off by', 'Off by one']);
  const body = simulator.requests[0]?.body as { response_format: { json_schema: { name: string } } };
  assert.equal(body.response_format.json_schema.name, name);
  assert.equal(spend.state().attempts, 1);
});

test('tool: the arguments are the object', async () => {
  await using simulator = await startSimulator(chat({ toolCalls: [{ id: 'call_1', name, pieces }] }));
  const { client } = simulatedClient(simulator.url);
  const result = await getObject({ handler: client, call, schema, name, mode: 'tool' });
  assert.ok(result.ok);
  assert.deepEqual(result.value, value);
  const body = simulator.requests[0]?.body as { tool_choice: { function: { name: string } } };
  assert.equal(body.tool_choice.function.name, name);
});

test('prompt: the object is found in the prose', async () => {
  await using simulator = await startSimulator(chat({ text: ['Here:\n```json\n', ...pieces, '\n```\nDone.'] }));
  const { client } = simulatedClient(simulator.url);
  const result = await getObject({ handler: client, call, schema, name, mode: 'prompt' });
  assert.ok(result.ok);
  assert.deepEqual(result.value, value);
});

test('where the dialect itself tells the shape in words, the answer is held to it all the same', async () => {
  await using simulator = await startSimulator(
    refusal(400, { error: { message: "Unsupported parameter: 'response_format'", type: 'invalid_request_error' } }),
    chat({ text: ['Of course: {"title": "x"}'] }),
    chat({ text: ['Of course: ', ...pieces] }),
  );
  const { client } = simulatedClient(simulator.url);
  const result = await getObject({ handler: client, call, schema, name });
  assert.ok(result.ok);
  assert.deepEqual([result.value, result.mode, result.attempts], [value, 'native', 2]);
});

test('a server that refuses the schema and tools is asked in words; each call is in the ledger', async () => {
  await using simulator = await startSimulator(
    refusal(400, { error: { message: "Invalid schema for response_format 'finding': too many branches", type: 'invalid_request_error' } }),
    refusal(400, { error: { message: 'sim-model does not support tools', type: 'invalid_request_error' } }),
    chat({ text: ['{"title": "x"}'] }),
    chat({ text: pieces }),
  );
  const { client, spend } = simulatedClient(simulator.url);
  const result = await getObject({ handler: client, call, schema, name });
  assert.ok(result.ok);
  assert.deepEqual([result.mode, result.attempts, spend.state().attempts], ['prompt', 4, 4]);
});

test('arguments that are no JSON heal on this wire too', async () => {
  await using simulator = await startSimulator(chat({ toolCalls: [{ id: 'c1', name, pieces: ['{"title": oops'] }] }), chat({ toolCalls: [{ id: 'c2', name, pieces }] }));
  const { client } = simulatedClient(simulator.url);
  const result = await getObject({ handler: client, call, schema, name, mode: 'tool' });
  assert.ok(result.ok && result.attempts === 2);
});

test('called off in the middle, the connection closes and the end is cancelled', async () => {
  const control = new AbortController();
  await using simulator = await startSimulator(chat({ text: pieces, gate: (index) => (index < 2 ? Promise.resolve() : new Promise(() => undefined)) }));
  const { client } = simulatedClient(simulator.url);
  for await (const event of askForObject({ handler: client, call: { ...call, signal: control.signal }, schema, name })) {
    if (event.type === 'partial') control.abort();
    if (event.type === 'object-end') assert.ok(!event.result.ok && event.result.error.kind === 'cancelled');
  }
  await (await simulator.request(0)).closed;
  assert.equal(simulator.requests.length, 1);
});
