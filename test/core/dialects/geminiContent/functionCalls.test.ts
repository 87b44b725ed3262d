// Calls as they come: whole, in pieces, with and without ids, and unreadable.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PartialArguments } from '../../../../src/core/dialects/geminiContent/partialArguments.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { candidate, chunk } from '../../../support/simulator/geminiContentWire.ts';
import { askGemini } from './support/askGemini.ts';

const called = (calls: readonly object[], finishReason = 'STOP') =>
  askGemini(eventStream([...calls.map((functionCall) => chunk(candidate([{ functionCall }]))), chunk(candidate([{ text: '' }], { finishReason }))]));

test('calls come out in order with the text around them, and make the end a call for tools', async () => {
  const { events, finish } = await askGemini(eventStream([
    chunk(candidate([{ text: 'Let me see. ' }, { functionCall: { name: 'weather', args: { city: 'Bern' } }, thoughtSignature: 'c2ln' }])),
    chunk(candidate([{ functionCall: { name: 'clock', id: 'v2' } }, { text: 'Soon.' }], { finishReason: 'STOP' })),
  ]));
  assert.deepEqual(events.slice(1, -1), [
    { type: 'text-delta', text: 'Let me see. ' },
    { type: 'tool-call-start', id: 'call_resp-Sim_1_1', name: 'weather' },
    { type: 'tool-call-delta', id: 'call_resp-Sim_1_1', text: '{"city":"Bern"}' },
    { type: 'tool-call-end', id: 'call_resp-Sim_1_1', name: 'weather', arguments: { city: 'Bern' }, opaque: { vendor: 'gemini-content', data: { thoughtSignature: 'c2ln' } } },
    { type: 'tool-call-start', id: 'v2', name: 'clock' },
    { type: 'tool-call-delta', id: 'v2', text: '{}' },
    { type: 'tool-call-end', id: 'v2', name: 'clock', arguments: {}, opaque: { vendor: 'gemini-content', data: { id: 'v2' } } },
    { type: 'text-delta', text: 'Soon.' },
  ]);
  assert.deepEqual(finish.reason, { unified: 'tool-calls', raw: 'STOP' });
});

test('a made id is the same in all three events and another in every answer, even where the answer has no id', async () => {
  const anonymous = eventStream([chunk({ candidates: [{ content: { parts: [{ functionCall: { name: 'clock' } }, { functionCall: { name: 'clock' } }] }, finishReason: 'STOP' }] })]);
  const ids = [];
  for (const { events, finish } of [await askGemini(anonymous), await askGemini(anonymous)]) {
    assert.equal(finish.responseId, undefined);
    const seen = events.flatMap((event) => ('id' in event ? [event.id] : []));
    assert.equal(new Set(seen).size, 2);
    ids.push(...new Set(seen));
  }
  assert.equal(new Set(ids).size, 4);
});

test('arguments in pieces are put together by their paths', async () => {
  const { toolCalls, finish } = await called([
    { name: 'book', id: 'b1', willContinue: true },
    { partialArgs: [{ jsonPath: '$.city', stringValue: 'Be', willContinue: true }], willContinue: true },
    { partialArgs: [{ jsonPath: '$.city', stringValue: 'rn' }, { jsonPath: "$['guests'][1].name", stringValue: 'Ada' }], willContinue: true },
    { partialArgs: [{ jsonPath: '$.nights', numberValue: 2 }, { jsonPath: '$.late', boolValue: false }, { jsonPath: '$.note', nullValue: 'NULL_VALUE' }], willContinue: true },
    {},
    {},
    { name: 'clock', args: { zone: 'UTC' } },
  ]);
  assert.deepEqual(toolCalls.map(({ name, arguments: given }) => [name, given]), [
    ['book', { city: 'Bern', guests: [null, { name: 'Ada' }], nights: 2, late: false, note: null }],
    ['clock', { zone: 'UTC' }],
  ]);
  assert.equal(finish.reason.unified, 'tool-calls');
});

test('any object comes together again from its scalar leaves', () => {
  const key = fc.stringMatching(/^[a-z_]{1,8}$/);
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ maxDepth: 3 }, leaf, fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }), fc.array(tie('tree'), { minLength: 1, maxLength: 3 })) }));
  const leaves = (value: unknown, path: string): object[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
    if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, item]) => leaves(item, `${path}.${name}`));
    if (typeof value === 'string') return [{ jsonPath: path, stringValue: value.slice(0, 2), willContinue: true }, { jsonPath: path, stringValue: value.slice(2) }];
    return [{ jsonPath: path, ...(value === null ? { nullValue: 'NULL_VALUE' } : typeof value === 'number' ? { numberValue: value } : { boolValue: value }) }];
  };
  fc.assert(fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (whole) => {
    const partial = new PartialArguments();
    for (const piece of leaves(whole, '$')) assert.ok(partial.take(piece));
    assert.deepEqual(partial.value, whole);
  }));
});

test('paths that lead nowhere are refused, and none reaches a prototype', () => {
  for (const jsonPath of ['city', '$', '$..a', '$.a[x]', '$.a[99999999]', '$.list.x', 7]) {
    const partial = new PartialArguments();
    partial.merge({ list: [1] });
    assert.equal(partial.take({ jsonPath, stringValue: 'x' }), false, String(jsonPath));
  }
  const partial = new PartialArguments();
  partial.take({ jsonPath: '$.__proto__.polluted', stringValue: 'x' });
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(JSON.stringify(partial.value), '{"__proto__":{"polluted":"x"}}');
});

test('calls that cannot be read or never end are a bad response', async () => {
  const unreadable = [
    [{ name: 'a', args: 'no json' }],
    [{ name: 'a', args: [1] }],
    [{ args: { x: 1 } }],
    [{ name: 'a', willContinue: true }],
    [{ name: 'a', partialArgs: [{ jsonPath: 'x', stringValue: '1' }] }],
  ];
  for (const calls of unreadable) {
    const { finish, toolCalls } = await called(calls);
    assert.deepEqual(toolCalls, [], JSON.stringify(calls));
    assert.equal(finish.error?.kind, 'bad-response');
    assert.equal(finish.error?.facts.retryable, true);
  }
  assert.deepEqual((await called([{ name: 'a', args: '{"x":1}' }])).toolCalls[0]?.arguments, { x: 1 });
});

test('the word that others have for an end with calls is a natural one', async () => {
  const { finish, toolCalls } = await called([{ name: 'a', args: { x: 1 } }], 'FUNCTION_CALL');
  assert.deepEqual([finish.reason, toolCalls.length], [{ unified: 'tool-calls', raw: 'FUNCTION_CALL' }, 1]);
});

test('an answer that was cut for its length keeps that reason, whatever it called', async () => {
  assert.equal((await called([{ name: 'a' }], 'MAX_TOKENS')).finish.reason.unified, 'length');
});
