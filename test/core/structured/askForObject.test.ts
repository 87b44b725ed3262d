// An object from any handler: the modes, the repair, the ends that are ends.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as classic from 'zod';
import * as z from 'zod/mini';
import { finish } from '../../../src/core/model/finish.ts';
import { type ErrorKind } from '../../../src/core/model/llmError.ts';
import { type Json, textOf } from '../../../src/core/model/message.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { askForObject, getObject, type ObjectRequest } from '../../../src/core/structured/askForObject.ts';
import type { ObjectEvent } from '../../../src/core/structured/objectResult.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { callingTool, failing, saying, scripted, type Scripted } from './support/scripted.ts';

const person = z.object({ name: z.string().check(z.minLength(2)), age: z.optional(z.int()) });
const ada = { name: 'Ada', age: 36 };

function request(script: Scripted, more: Partial<ObjectRequest<typeof person>> = {}): ObjectRequest<typeof person> {
  return { handler: script.handler, call: callOf('Who?', { model: 'test/model' }), schema: person, name: 'person', ...more };
}

async function eventsOf<T, E>(stream: AsyncIterable<ObjectEvent<T, E>>): Promise<ObjectEvent<T, E>[]> {
  const events: ObjectEvent<T, E>[] = [];
  for await (const event of stream) events.push(structuredClone(event));
  return events;
}

test('the wire gets the schema, partials grow, and the value is checked and typed', async () => {
  const script = scripted(saying(JSON.stringify(ada), 'stop', 3));
  const events = await eventsOf(askForObject(request(script)));
  assert.equal(script.calls[0]?.output?.name, 'person');
  assert.equal(script.calls[0]?.tools, undefined);
  const names = events.flatMap((event) => (event.type === 'partial' ? [event.value?.name ?? ''] : []));
  assert.ok(names.length > 2 && names.every((name) => 'Ada'.startsWith(name)));
  const last = events.at(-1);
  assert.ok(last?.type === 'object-end' && last.result.ok);
  const { name, age }: { name: string; age?: number | undefined } = last.result.value;
  assert.deepEqual({ name, age }, ada);
  assert.equal(last.result.attempts, 1);
  assert.equal(events.filter(({ type }) => type === 'object-end').length, 1);
});

test('a classic schema works as well as a small one', async () => {
  const schema = classic.z.object({ when: classic.z.string().transform((text) => text.length) });
  const result = await getObject({ handler: scripted(saying('{"when": "noon"}')).handler, call: callOf('x'), schema, name: 'when' });
  assert.ok(result.ok);
  assert.equal(result.value.when, 4);
});

test('null that stands for an absent field is taken out; null that is meant stays', async () => {
  const schema = z.object({ note: z.optional(z.string()), maybe: z.nullable(z.string()), both: z.nullish(z.string()), level: z._default(z.number(), 2), list: z.array(z.object({ n: z.optional(z.number()) })) });
  const answer = { note: null, maybe: null, both: null, level: null, list: [{ n: null }, { n: 1 }] };
  const result = await getObject({ handler: scripted(saying(JSON.stringify(answer))).handler, call: callOf('x'), schema, name: 'x' });
  assert.ok(result.ok);
  assert.deepEqual(result.value, { maybe: null, both: null, level: 2, list: [{}, { n: 1 }] });
});

test('in a union the member that was meant decides about nulls', async () => {
  const schema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), x: z.optional(z.string()) }), z.strictObject({ kind: z.literal('b'), x: z.null() })]);
  const ask = async (answer: Json): Promise<unknown> => {
    const result = await getObject({ handler: scripted(saying(JSON.stringify({ value: answer }))).handler, call: callOf('x'), schema, name: 'x' });
    return result.ok ? result.value : result.problems;
  };
  assert.deepEqual(await ask({ kind: 'a', x: null }), { kind: 'a' });
  assert.deepEqual(await ask({ kind: 'b', x: null }), { kind: 'b', x: null });
});

test('an answer that does not fit goes back with what is wrong, and every call is counted', async () => {
  const told = { input: { fresh: 10, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 5, reasoning: undefined }, raw: undefined };
  const paid = (text: string): StreamEvent[] => [
    { type: 'text-delta', text },
    finish({ reason: 'stop', model: 'test/model', usage: told, cost: { provenance: 'computed', amount: 0.5, currency: 'USD' } }),
  ];
  const script = scripted(paid('{"name": "A", "age": "old"}'), paid(JSON.stringify(ada)));
  const events = await eventsOf(askForObject(request(script)));
  const last = events.at(-1);
  assert.ok(last?.type === 'object-end' && last.result.ok);
  assert.equal(last.result.attempts, 2);
  assert.deepEqual([last.result.cost.amount, last.result.cost.complete, last.result.usage.length], [1, true, 2]);
  const again = script.calls[1]?.messages ?? [];
  assert.deepEqual(again.map(({ role }) => role), ['user', 'assistant', 'user']);
  const words = textOf(again[2]?.parts ?? []);
  assert.match(words, /- name: .*2/);
  assert.match(words, /- age: .*(?:number|int)/);
  assert.ok(events.some((event) => event.type === 'notice' && event.code === 'object-misfit'));
});

test('it gives up after the attempts it has, and says what was wrong', async () => {
  const script = scripted(saying('{"name": 1}'));
  const result = await getObject(request(script));
  assert.ok(!result.ok);
  assert.equal(script.calls.length, 3);
  assert.deepEqual([result.error.kind, result.problems[0]?.path, result.lastText], ['bad-response', ['name'], '{"name": 1}']);
  const once = scripted(saying('{"name": 1}'));
  assert.equal((await getObject(request(once, { attempts: 1 }))).attempts, 1);
});

test('what cannot heal ends at once, with the right error', async () => {
  const cases: readonly [StreamEvent[], ErrorKind][] = [
    [failing('auth', 'no key'), 'auth'],
    [failing('cancelled', 'stopped', 'cancelled'), 'cancelled'],
    [failing('bad-request', 'messages: too many images'), 'bad-request'],
    [saying('I cannot help with that {"name": "Ada"}', 'refusal'), 'content-filter'],
    [saying('{"name": "Ada"}', 'content-filter'), 'content-filter'],
    [saying('', 'context-overflow'), 'context-overflow'],
    [saying('{"name": "Ad', 'length'), 'bad-response'],
  ];
  for (const [answer, kind] of cases) {
    const script = scripted(answer);
    const result = await getObject(request(script));
    assert.ok(!result.ok, kind);
    assert.equal(result.error.kind, kind);
    assert.equal(script.calls.length, 1, kind);
  }
});

test('a handler that breaks its contract is an error, not an exception', async () => {
  const result = await getObject(request({ calls: [], handler: () => { throw new Error('bang'); } }));
  assert.ok(!result.ok && result.error.message === 'bang');
});

test('a whole object counts however the stream ended', async () => {
  const cut = (reason: 'length' | 'interrupted', text: string): StreamEvent[] => (reason === 'length' ? saying(text, 'length') : [{ type: 'text-delta', text }, ...failing('interrupted', 'cut', 'interrupted')]);
  for (const reason of ['length', 'interrupted'] as const) {
    assert.ok((await getObject(request(scripted(cut(reason, `${JSON.stringify(ada)}   `))))).ok, reason);
    assert.ok(!(await getObject(request(scripted(cut(reason, `For example ${JSON.stringify(ada)}, so: {"name": "B`))))).ok, 'an example is not the answer');
  }
});

test('a model without schemas is asked through a tool, then in words, and that is remembered', async () => {
  const memory = new Set<string>();
  const script = scripted(
    failing('bad-request', 'response_format json_schema is not supported with this model'),
    failing('bad-request', 'this model does not support tools'),
    saying(`Sure!\n\`\`\`json\n${JSON.stringify(ada)}\n\`\`\``),
  );
  const result = await getObject(request(script, { memory }));
  assert.ok(result.ok);
  assert.deepEqual([result.mode, result.attempts], ['prompt', 3]);
  assert.deepEqual(script.calls.map(({ output, tools }) => [output?.name, tools?.[0]?.name]), [['person', undefined], [undefined, 'person'], [undefined, undefined]]);
  assert.match(textOf(script.calls[2]?.messages[0]?.parts ?? []), /^Who\?\n\n.*JSON Schema/);
  const next = scripted(saying(JSON.stringify(ada)));
  assert.equal((await getObject(request(next, { memory }))).mode, 'prompt');
  assert.equal(next.calls.length, 1);
});

test('a refused schema is remembered for that schema only', async () => {
  const memory = new Set<string>();
  const refusal = failing('bad-request', "Invalid schema for response_format 'person': too many things");
  await getObject(request(scripted(refusal, callingTool('person', ada)), { memory }));
  assert.equal((await getObject(request(scripted(callingTool('person', ada)), { memory }))).mode, 'tool');
  assert.equal((await getObject(request(scripted(saying(JSON.stringify(ada))), { memory, name: 'other' }))).mode, 'native');
});

test('a server that ignores the schema is found out by an answer without any object', async () => {
  const script = scripted(saying('Her name is Ada.'), callingTool('person', ada));
  const result = await getObject(request(script));
  assert.ok(result.ok && result.mode === 'tool');
});

test('what is known about a model saves the tries', async () => {
  const modes = async (more: Partial<ObjectRequest<typeof person>>): Promise<string> => (await getObject(request(scripted(saying(JSON.stringify(ada))), more))).mode;
  assert.equal(await modes({ abilities: () => ({ schema: false }) }), 'tool');
  assert.equal(await modes({ abilities: () => ({ schema: false, tools: false }) }), 'prompt');
  assert.equal(await modes({ mode: 'prompt' }), 'prompt');
});

test('a schema that the wire cannot express goes another way, and the check stays', async () => {
  const schema = z.object({ counts: z.record(z.string(), z.int().check(z.minimum(0))) });
  const script = scripted(callingTool('counts', { counts: { a: -1 } }), callingTool('counts', { counts: { a: 1 } }));
  const result = await getObject({ handler: script.handler, call: callOf('x'), schema, name: 'counts', abilities: () => ({ family: 'anthropic' }) });
  assert.ok(result.ok);
  assert.deepEqual([result.mode, result.attempts, result.value], ['tool', 2, { counts: { a: 1 } }]);
});

test('a tool call that does not fit is answered as a failed tool', async () => {
  const script = scripted(callingTool('person', { name: '' }), callingTool('person', ada));
  const result = await getObject(request(script, { mode: 'tool' }));
  assert.ok(result.ok);
  assert.deepEqual(script.calls[0]?.toolChoice, { name: 'person' });
  const again = script.calls[1]?.messages ?? [];
  assert.deepEqual(again.map(({ role }) => role), ['user', 'assistant', 'tool']);
  assert.ok(again[2]?.role === 'tool' && again[2].parts[0]?.failed === true && again[2].parts[0].id === 't1');
});

test('arguments that the wire could not parse are read again, forgivingly, or asked for again', async () => {
  const broken = (text: string): StreamEvent[] => [{ type: 'tool-call-start', id: 't1', name: 'person' }, { type: 'tool-call-delta', id: 't1', text }, ...failing('bad-response', 'not valid JSON')];
  assert.ok((await getObject(request(scripted(broken('{"name": "Ada",}')), { mode: 'tool' }))).ok);
  const script = scripted(broken('{"name": Ada}'), callingTool('person', ada));
  assert.ok((await getObject(request(script, { mode: 'tool' }))).ok);
  assert.match(textOf(script.calls[1]?.messages.at(-1)?.parts ?? []), /Ada is no JSON/);
});

test('different objects that fit are not chosen between; equal ones are one', async () => {
  const two = await getObject(request(scripted(saying('{"name": "Ada"} or {"name": "Bob"}')), { mode: 'prompt', attempts: 1 }));
  assert.ok(!two.ok && /2 different/.test(two.error.message));
  assert.ok((await getObject(request(scripted(saying('{"name": "Ada"} again {"name": "Ada"}')), { mode: 'prompt', attempts: 1 }))).ok);
  assert.ok((await getObject(request(scripted(saying('Not {"x": 1} but {"name": "Ada"}')), { mode: 'prompt', attempts: 1 }))).ok);
});

test('reasoning goes first, is streamed, and is no part of the value', async () => {
  const script = scripted(saying(JSON.stringify({ reasoning: 'She wrote the first program.', value: ada }), 'stop', 4));
  const events = await eventsOf(askForObject(request(script, { reasoningFirst: true })));
  assert.deepEqual(Object.keys(script.calls[0]?.output?.schema['properties'] ?? {}), ['reasoning', 'value']);
  const partials = events.filter((event) => event.type === 'partial');
  assert.equal(partials[0]?.value, undefined);
  assert.ok('She wrote the first program.'.startsWith(partials[0]?.reasoning ?? 'x'));
  const last = events.at(-1);
  assert.ok(last?.type === 'object-end' && last.result.ok);
  assert.deepEqual([last.result.value, last.result.reasoning], [ada, 'She wrote the first program.']);
});

test('a value that is no object travels in a field, and is taken without it too', async () => {
  const schema = z.array(z.string());
  const ask = async (text: string) => getObject({ handler: scripted(saying(text)).handler, call: callOf('x'), schema, name: 'words', attempts: 1 });
  for (const text of ['{"value": ["a", "b"]}', '["a", "b"]']) {
    const result = await ask(text);
    assert.ok(result.ok, text);
    assert.deepEqual(result.value, ['a', 'b']);
  }
});

test('a field of the value that is named like the wrapping does not confuse the two', async () => {
  const schema = z.union([z.object({ value: z.number(), unit: z.string() }), z.string()]);
  const result = await getObject({ handler: scripted(saying('{"value": 3, "unit": "m"}')).handler, call: callOf('x'), schema, name: 'length', attempts: 1 });
  assert.ok(result.ok);
  assert.deepEqual(result.value, { value: 3, unit: 'm' });
});

test('a schema that JSON cannot express is refused before any call', async () => {
  const script = scripted(saying('{}'));
  for (const schema of [z.date(), z.map(z.string(), z.string()), z.bigint()]) {
    const result = await getObject({ handler: script.handler, call: callOf('x'), schema, name: 'when' });
    assert.ok(!result.ok && result.error.kind === 'bad-request');
    assert.match(result.error.message, /"when"/);
  }
  assert.equal(script.calls.length, 0);
});

test('leaving the loop ends the call', async () => {
  let isOver = false;
  const handler = async function* (): AsyncGenerator<StreamEvent> {
    try {
      yield* saying(JSON.stringify(ada), 'stop', 2);
    } finally {
      isOver = true;
    }
  };
  for await (const event of askForObject(request({ handler, calls: [] }))) if (event.type === 'partial') break;
  assert.ok(isOver);
});
