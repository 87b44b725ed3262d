// A parameter that a server refuses is mended once, remembered and said; what carries the meaning is never touched.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sendMended } from '../../../../src/core/dialects/wire/mending.ts';
import type { Body } from '../../../../src/core/dialects/wire/mending/change.ts';
import { createMendingMemory, type MendingMemory } from '../../../../src/core/dialects/wire/mending/memory.ts';
import type { Notice } from '../../../../src/core/dialects/wire/sampling.ts';
import { refusals } from './support/refusals.ts';

class Refused extends Error {
  readonly status: number;
  readonly error: unknown;
  constructor(status: number, error: unknown) {
    super(`${status}`);
    this.status = status;
    this.error = error;
  }
}

const whom = { baseUrl: 'http://one/v1', model: 'm' };
const full: Body = {
  model: 'm', messages: [{ role: 'system', content: 's' }, { role: 'user', content: 'u' }], tools: [{ type: 'function', function: { name: 'f', strict: true } }], tool_choice: 'auto', max_tokens: 5,
  stream: true, stream_options: { include_usage: true }, temperature: 0.2, top_p: 0.5, seed: 7, stop: ['x'], frequency_penalty: 1, presence_penalty: 1, parallel_tool_calls: false, reasoning_effort: 'low', response_format: { type: 'json_schema' },
};

/** Sends `body`; the n-th request is refused with the n-th answer, any further one is accepted. */
async function run(body: Body, answers: readonly unknown[], memory: MendingMemory = createMendingMemory(), more: object = {}) {
  const sent: Body[] = [];
  const notices: Notice[] = [];
  const send = (one: Body): Promise<string> => {
    sent.push(one);
    const answer = answers[sent.length - 1];
    return answer === undefined ? Promise.resolve('ok') : Promise.reject(answer instanceof Error ? answer : new Refused(400, answer));
  };
  const outcome = await sendMended({ body, send, whom, memory, notices, ...more }).catch((failure: unknown) => failure);
  return { sent, notices, outcome, last: sent.at(-1) ?? {} };
}

const difference = (before: Body, after: Body): Body => Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => [name, after[name]]));

for (const { who, status = 400, body, sends = {}, becomes, code } of refusals) {
  test(`${who}: ${Object.keys(becomes).join(', ')} is mended at the first refusal`, async () => {
    const request = { ...full, ...sends };
    const { sent, notices, outcome, last } = await run(request, [new Refused(status, body)]);
    assert.equal(outcome, 'ok');
    assert.equal(sent.length, 2);
    assert.deepEqual(difference(request, last), becomes);
    assert.deepEqual([...new Set(notices.map((notice) => notice.code))], [code ?? 'parameter-dropped']);
  });
}

test('what helped is remembered for that address and model only, and said again where a person misses it', async () => {
  const memory = createMendingMemory();
  const refusal = { message: "Unsupported parameter: 'temperature' is not supported with this model.", param: 'temperature', code: 'unsupported_parameter' };
  await run(full, [refusal], memory);
  const second = await run(full, [], memory);
  assert.deepEqual([second.sent.length, 'temperature' in second.last, second.notices.length], [1, false, 1]);
  assert.equal((await run({ ...full, temperature: undefined }, [], memory)).notices.length, 0);
  for (const other of [{ ...whom, model: 'n' }, { ...whom, baseUrl: 'http://two/v1' }]) assert.equal((await run(full, [], memory, { whom: other })).last['temperature'], 0.2);
});

test('a mere other name is said once, and stays', async () => {
  const memory = createMendingMemory();
  const first = await run(full, [{ message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", param: 'max_tokens' }], memory);
  assert.deepEqual([first.last['max_completion_tokens'], first.last['max_tokens'], first.notices.length], [5, undefined, 1]);
  const second = await run(full, [], memory);
  assert.deepEqual([second.last['max_completion_tokens'], second.sent.length, second.notices.length], [5, 1, 0]);
});

test('a value that a model does not have is remembered as that value: others are still sent', async () => {
  const memory = createMendingMemory();
  await run(full, [{ message: "Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium' and 'high'.", param: 'reasoning_effort' }], memory);
  assert.equal((await run(full, [], memory)).last['reasoning_effort'], 'medium');
  assert.equal((await run({ ...full, reasoning_effort: 'high' }, [], memory)).last['reasoning_effort'], 'high');
});

test('what helped no longer, as the server changed, is forgotten and tried from the start', async () => {
  const memory = createMendingMemory();
  const refuse = (name: string, instead: string): object => ({ message: `Unsupported parameter: '${name}'. Use '${instead}' instead.`, param: name });
  await run(full, [refuse('max_tokens', 'max_completion_tokens')], memory);
  const { sent, outcome } = await run(full, [refuse('max_completion_tokens', 'max_tokens')], memory);
  assert.equal(outcome, 'ok');
  assert.deepEqual(sent.map((one) => Object.keys(one).filter((name) => name.startsWith('max_'))), [['max_completion_tokens'], ['max_tokens']]);
  assert.equal((await run(full, [], memory)).last['max_tokens'], 5);
});

test('no parameter is mended twice: the second complaint about it is the answer', async () => {
  const one = { message: "Unrecognized request argument supplied: max_tokens", param: null };
  const two = { message: "Unrecognized request argument supplied: max_completion_tokens", param: null };
  const { sent, outcome, notices } = await run(full, [one, two, one, two]);
  assert.deepEqual([sent.length, notices.length], [2, 0]);
  assert.deepEqual((outcome as Refused).error, two);
});

test('a call is mended three times at most', async () => {
  const refuse = (name: string): object => ({ message: `property '${name}' is unsupported`, type: 'invalid_request_error' });
  const { sent, outcome } = await run(full, ['seed', 'stop', 'top_p', 'temperature', 'presence_penalty'].map(refuse));
  assert.equal(sent.length, 4);
  assert.match(String((outcome as Refused).error instanceof Object && JSON.stringify((outcome as Refused).error)), /temperature/);
  assert.equal((await run(full, ['seed', 'stop', 'top_p'].map(refuse))).outcome, 'ok');
});

test('only a complaint about a parameter is mended; other refusals and failures are the answer at once', async () => {
  const others: readonly unknown[] = [
    new Refused(401, { message: "'temperature' is not supported" }), new Refused(500, { message: "Unsupported parameter: 'seed'", param: 'seed' }), new Error('socket'),
    { message: "This model's maximum context length is 8192 tokens", code: 'context_length_exceeded', param: 'messages' },
    { message: "Invalid 'temperature': decimal above maximum value.", param: 'temperature', code: 'decimal_above_max_value' },
    { message: 'The model `m` does not exist', param: 'model' }, 'nonsense', null, 7, [],
  ];
  for (const other of others) assert.equal((await run(full, [other])).sent.length, 1, JSON.stringify(other));
});

test('messages, tools, model, limits and a "none" of tools are never dropped, whatever a server says', async () => {
  const guarded = { ...full, tool_choice: 'none', store: false };
  for (const name of ['messages', 'tools', 'model', 'stream', 'tool_choice', 'store', 'messages[0].content', 'tools[0].function']) {
    const { sent, outcome } = await run(guarded, [{ message: `Unsupported parameter: '${name}' is not supported with this model.`, param: name, code: 'unsupported_parameter' }]);
    assert.equal(sent.length, 1, name);
    assert.ok(outcome instanceof Refused);
  }
});

test('where a schema has to go, its substitute takes the place', async () => {
  const substitutes = { response_format: ({ response_format: format, ...rest }: Body): Body => ({ ...rest, told: format }) };
  const { last } = await run(full, [{ message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", param: 'response_format' }], createMendingMemory(), { substitutes });
  assert.deepEqual([last['response_format'], last['told']], [undefined, { type: 'json_schema' }]);
});

test('the memory is bounded: what was used longest ago goes first', () => {
  const memory = createMendingMemory(2);
  const change = { type: 'drop', path: 'seed' } as const;
  for (const model of ['a', 'b']) memory.learn({ ...whom, model }, [change]);
  memory.recall({ ...whom, model: 'a' });
  memory.learn({ ...whom, model: 'c' }, [change]);
  assert.deepEqual(['a', 'b', 'c'].map((model) => memory.recall({ ...whom, model }).length), [1, 0, 1]);
});

test('whatever servers say, the body given is never changed, requests are four at most, and what matters stays', async () => {
  const names = fc.constantFrom(...Object.keys(full), 'role', 'developer', 'messages[0].role', 'tools.0.function.strict', 'thinking', 'x');
  const words = fc.constantFrom('Unsupported parameter:', 'is not supported', 'Use', 'instead', 'must be one of', "'low'", '`high`', 'extra inputs are not permitted', ',');
  const refusal = fc.record({ message: fc.array(fc.oneof(names, words), { maxLength: 12 }).map((parts) => parts.join(' ')), param: fc.option(names) });
  const before = JSON.stringify(full);
  await fc.assert(fc.asyncProperty(fc.array(refusal, { maxLength: 8 }), async (answers) => {
    const { sent } = await run(full, answers);
    assert.ok(sent.length <= 4);
    assert.equal(JSON.stringify(full), before);
    for (const one of sent) {
      assert.deepEqual([one['model'], one['stream'], (one['messages'] as unknown[]).length, (one['tools'] as unknown[]).length], ['m', true, 2, 1]);
      assert.equal(one['max_tokens'] ?? one['max_completion_tokens'], 5);
    }
  }));
});
