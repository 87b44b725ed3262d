// Tools and structured answers can be tried without a model.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { sampleArguments, sampleOf } from '../../../../src/core/dialects/demo/schema.ts';
import type { ToolSpec } from '../../../../src/core/model/call.ts';
import type { JsonObject, Message } from '../../../../src/core/model/message.ts';
import { answerOf, callOf, conversation } from './support/demoCalls.ts';

const weather: ToolSpec = {
  name: 'weather',
  description: 'Tells the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'kelvin'] }, days: { type: 'integer', minimum: 3 }, note: { type: 'string' }, now: { type: 'boolean' } }, required: ['city', 'unit', 'days', 'now'] },
};

test('asked for tools with tools at hand, it calls the first one with arguments that fit', async () => {
  const { events, toolCalls, finish, text } = await answerOf(callOf(['tools'], { tools: [weather] }));
  assert.deepEqual(toolCalls, [{ id: 'demo-call-1', name: 'weather', arguments: { city: 'demo city', unit: 'celsius', days: 3, now: true } }]);
  assert.equal(finish.reason.unified, 'tool-calls');
  assert.match(text, /No model chose it/);
  const written = events.map((event) => (event.type === 'tool-call-delta' ? event.text : '')).join('');
  assert.deepEqual(JSON.parse(written), toolCalls[0]?.arguments);
  const own = events.filter((event) => event.type.startsWith('tool-call')).map((event) => event.type);
  assert.equal(own[0], 'tool-call-start');
  assert.equal(own.at(-1), 'tool-call-end');
});

test('without tools, or when none may be called, it explains instead', async () => {
  for (const more of [{}, { tools: [] }, { tools: [weather], toolChoice: 'none' }] as const) {
    const { toolCalls, finish, text } = await answerOf(callOf(['tools'], more));
    assert.deepEqual(toolCalls, []);
    assert.equal(finish.reason.unified, 'stop');
    assert.match(text, /carries none|Tools/);
  }
});

test('a demanded tool is called whatever was said; an offered one is not', async () => {
  const other: ToolSpec = { ...weather, name: 'other', parameters: {} };
  assert.equal((await answerOf(callOf(['hello'], { tools: [weather, other], toolChoice: { name: 'other' } }))).toolCalls[0]?.name, 'other');
  assert.equal((await answerOf(callOf(['hello'], { tools: [weather], toolChoice: 'required' }))).toolCalls[0]?.name, 'weather');
  assert.deepEqual((await answerOf(callOf(['hello'], { tools: [weather] }))).toolCalls, []);
});

test('after the result of a tool it tells what came back and ends, so that no loop goes on for ever', async () => {
  const messages: Message[] = [
    ...conversation(['tools']),
    { role: 'assistant', parts: [{ type: 'tool-call', id: 'demo-call-1', name: 'weather', arguments: {} }] },
    { role: 'tool', parts: [{ type: 'tool-result', id: 'demo-call-1', name: 'weather', content: [{ type: 'text', text: '12 degrees\nand rain' }] }, { type: 'tool-result', id: 'x', name: 'other', content: [], failed: true }] },
  ];
  const { text, toolCalls, finish } = await answerOf(callOf([], { messages, tools: [weather], toolChoice: 'required' }));
  assert.match(text, /`weather` answered: `12 degrees and rain`/);
  assert.match(text, /`other` failed/);
  assert.deepEqual(toolCalls, []);
  assert.equal(finish.reason.unified, 'stop');
  const again = await answerOf(callOf([], { messages: [...messages, ...conversation(['tools'])], tools: [weather] }));
  assert.equal(again.toolCalls[0]?.id, 'demo-call-2');
});

test('a call with an output schema is answered with JSON that satisfies it, and nothing else', async () => {
  const shape = z.object({
    title: z.string().min(3).max(8), count: z.int().min(5).max(9), share: z.number().gt(0).lt(0.5), tags: z.array(z.string()).min(2), kind: z.enum(['a', 'b']), done: z.boolean(),
    when: z.iso.datetime(), mail: z.email(), maybe: z.string().nullable(), either: z.union([z.object({ type: z.literal('x'), n: z.number() }), z.string()]), more: z.object({ id: z.uuid() }).optional(),
  });
  const { text } = await answerOf(callOf(['whatever'], { output: { name: 'shape', schema: z.toJSONSchema(shape) as JsonObject } }));
  shape.parse(JSON.parse(text));
});

test('schemas that refer to themselves or make no sense still get a value', () => {
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/node' }]));
  const node: JsonObject = { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties, required: names } } };
  assert.ok(JSON.stringify(sampleOf(node, 'all')).length < 200_000);
  fc.assert(fc.property(fc.dictionary(fc.constantFrom('type', 'enum', 'properties', 'required', 'items', 'anyOf', 'allOf', '$ref', 'const', 'minimum', 'maxLength', 'minItems'), fc.jsonValue()), (schema) => {
    const given = schema as JsonObject;
    assert.notEqual(JSON.stringify(sampleOf(given, 'all')), undefined);
    assert.equal(typeof sampleArguments(given), 'object');
  }));
});
