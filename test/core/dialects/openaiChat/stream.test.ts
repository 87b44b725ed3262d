// The OpenAI chat dialect over real sockets: what comes out for what a server does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { body, cutSocket, eventStream, refusal, silence, stall } from '../../../support/simulator/answers.ts';
import { chat, chatEvents, chunk, cutChat } from '../../../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient, simulatedKey } from '../../../support/simulatedClient.ts';

async function ask(answer: Answer, more: Parameters<typeof callOf>[1] = {}) {
  await using simulator = await startSimulator(answer);
  const { client } = simulatedClient(`${simulator.url}/v1`);
  return await collect(client(callOf('hello', more)));
}

test('text arrives whole, with usage in disjoint buckets and a computed cost', async () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050, prompt_tokens_details: { cached_tokens: 400 }, completion_tokens_details: { reasoning_tokens: 20 } };
  const { text, finish } = await ask(chat({ text: ['Hel', 'lo, ', 'wörld 🎈'], usage }));
  assert.equal(text, 'Hello, wörld 🎈');
  assert.deepEqual(finish.reason, { unified: 'stop', raw: 'stop' });
  assert.deepEqual(finish.usage.input, { fresh: 600, cacheRead: 400, cacheWrite5m: undefined, cacheWrite1h: undefined });
  assert.deepEqual(finish.usage.output, { text: 30, reasoning: 20 });
  assert.deepEqual(finish.cost, { provenance: 'computed', amount: (600 * 2 + 400 * 0.2 + 50 * 10) / 1e6, currency: 'USD', entry: 'openai/sim-model, simulated, 2026-01-01' });
  assert.equal(finish.model, 'openai/sim-model');
  assert.equal(finish.servedModel, 'sim-model');
  assert.equal(finish.responseId, 'chatcmpl-sim');
});

test('the same answer comes out wherever the network cuts the bytes', async () => {
  const bytes = Buffer.from([': keep-alive\r\n\r\n', ...chatEvents({ text: ['naïve 日本 👩‍👩‍👧', '\u2028line', ' end'], thinking: ['hm ', 'é'] })].join('').replaceAll('\n', '\r\n'));
  await using simulator = await startSimulator();
  const { client } = simulatedClient(`${simulator.url}/v1`);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      simulator.script(eventStream(places.slice(1).map((end, index) => bytes.subarray(places[index], end))));
      const { text, thinking, finish } = await collect(client(callOf('cut')));
      assert.equal(text, 'naïve 日本 👩‍👩‍👧\u2028line end');
      assert.equal(thinking, 'hm é');
      assert.equal(finish.reason.unified, 'stop');
    }),
    { numRuns: 60 },
  );
});

test('every stream that is cut before its end mark is interrupted, wherever it is cut', async () => {
  const events = chatEvents({ text: ['one ', 'two ', 'three'] });
  const finishes = events.findIndex((event) => event.includes('"finish_reason":"stop"'));
  for (let kept = 1; kept <= finishes; kept += 1) {
    for (const how of [cutSocket, undefined]) {
      const { finish, text } = await ask(eventStream(events.slice(0, kept), how));
      assert.equal(finish.reason.unified, 'interrupted', `after ${kept} events`);
      assert.equal(finish.error?.kind, 'interrupted');
      assert.ok('one two three'.startsWith(text));
    }
  }
});

test('parallel tool calls come out parsed, whatever pieces they came in', async () => {
  const { toolCalls, finish } = await ask(
    chat({
      toolCalls: [
        { id: 'call_a', name: 'weather', pieces: ['{"ci', 'ty":"Bern"', '}'] },
        { id: 'call_b', name: 'clock', pieces: [] },
      ],
    }),
  );
  assert.deepEqual(toolCalls, [
    { id: 'call_a', name: 'weather', arguments: { city: 'Bern' } },
    { id: 'call_b', name: 'clock', arguments: {} },
  ]);
  assert.equal(finish.reason.unified, 'tool-calls');
});

test('tool calls without an index, or all with index 0, are told apart by their ids', async () => {
  const call = (id: string, city: string, index?: number) => chunk({ choices: [{ delta: { tool_calls: [{ ...(index !== undefined && { index }), id, function: { name: 'weather', arguments: `{"city":"${city}"}` } }] }, finish_reason: null }] });
  const end = [chunk({ choices: [{ delta: {}, finish_reason: 'stop' }] })];
  for (const index of [undefined, 0]) {
    const { toolCalls, finish } = await ask(eventStream([call('a', 'Bern', index), call('b', 'Rom', index), ...end]));
    assert.deepEqual(toolCalls.map((one) => one.arguments), [{ city: 'Bern' }, { city: 'Rom' }]);
    assert.equal(finish.reason.unified, 'tool-calls');
  }
});

test('tool arguments that are not JSON are a bad response, not a broken promise', async () => {
  const { finish, toolCalls } = await ask(chat({ toolCalls: [{ id: 'a', name: 'weather', pieces: ['{"city":'] }] }));
  assert.deepEqual(toolCalls, []);
  assert.equal(finish.error?.kind, 'bad-response');
});

test('content may be a list of parts, with thinking among them', async () => {
  const content = [{ type: 'thinking', thinking: [{ type: 'text', text: 'so ' }] }, { type: 'text', text: 'fine' }];
  const { text, thinking } = await ask(eventStream([chunk({ choices: [{ delta: { content }, finish_reason: 'stop' }] })]));
  assert.equal(text, 'fine');
  assert.equal(thinking, 'so ');
});

test('the ways to end early each have their own reason', async () => {
  const cases = { length: 'length', content_filter: 'content-filter', model_length: 'length', something_new: 'stop' } as const;
  for (const [raw, unified] of Object.entries(cases)) {
    assert.deepEqual((await ask(chat({ text: ['a'], finish: raw }))).finish.reason, { unified, raw });
  }
  const refused = await ask(eventStream([chunk({ choices: [{ delta: { refusal: 'I cannot.' }, finish_reason: 'stop' }] })]));
  assert.equal(refused.finish.reason.unified, 'refusal');
  assert.equal(refused.text, 'I cannot.');
});

test('usage that was not told stays unknown; zeros mean not told', async () => {
  for (const usage of [null, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }]) {
    const { finish } = await ask(chat({ text: ['hello'], usage }));
    assert.equal(finish.usage.input.fresh, undefined);
    assert.equal(finish.usage.output.text, undefined);
    assert.equal(finish.cost.provenance, 'estimated');
  }
});

test('reasoning is added where the total shows that it is not inside the completion', async () => {
  const usage = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 354, completion_tokens_details: { reasoning_tokens: 340 } };
  assert.deepEqual((await ask(chat({ text: ['4'], usage }))).finish.usage.output, { text: 2, reasoning: 340 });
});

test('every refusal has its kind, with request id and the time to wait', async () => {
  const cases: readonly [number, object, string][] = [
    [401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } }, 'auth'],
    [403, { error: { message: 'no access' } }, 'permission'],
    [429, { error: { message: 'slow down', type: 'requests' } }, 'rate-limit'],
    [429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 'quota'],
    [402, { error: { message: 'pay' } }, 'quota'],
    [400, { error: { message: 'too long', code: 'context_length_exceeded' } }, 'context-overflow'],
    [400, { error: { message: 'Unsupported parameter', code: 'unsupported_parameter' } }, 'bad-request'],
    [400, { error: { code: 400, type: 'exceed_context_size_error', message: 'the request exceeds the available context size' } }, 'context-overflow'],
    [404, { detail: 'Not Found' }, 'not-found'],
    [500, { error: { message: 'oops' } }, 'server'],
    [503, { error: { message: 'busy' } }, 'overloaded'],
    [529, { error: { message: 'busy' } }, 'overloaded'],
  ];
  for (const [status, error, kind] of cases) {
    const { finish } = await ask(refusal(status, error, { 'x-request-id': 'req_7', 'retry-after': '3' }));
    assert.equal(finish.error?.kind, kind, `${status} ${JSON.stringify(error)}`);
    assert.equal(finish.error?.facts.requestId, 'req_7');
    assert.equal(finish.error?.facts.retryAfterMs, 3000);
    assert.equal(finish.cost.provenance, 'free');
  }
});

test('an error in the middle of a stream is told as what it is', async () => {
  const { finish, text } = await ask(eventStream([...chatEvents({ text: ['so far'] }).slice(0, 2), 'data: {"error":{"message":"overloaded","code":"529"}}\n\n']));
  assert.equal(text, 'so far');
  assert.equal(finish.error?.kind, 'overloaded');
});

test('a success that is not a stream is a bad response that shows where it came from', async () => {
  const page = await ask(body(200, 'text/html', '<html>Please sign in</html>'));
  assert.equal(page.finish.error?.kind, 'bad-response');
  assert.match(page.finish.error?.message ?? '', /text\/html.*Please sign in/);
  assert.equal((await ask(body(200, 'application/json', '{"ok":true}'))).finish.error?.kind, 'bad-response');
  assert.equal((await ask(body(200, 'application/json', '{"error":{"message":"bad key","code":401}}'))).finish.error?.kind, 'auth');
  assert.equal((await ask(eventStream([]))).finish.error?.kind, 'bad-response');
  assert.equal((await ask(eventStream(['data: nonsense\n\n']))).finish.error?.kind, 'bad-response');
});

test('no error ever holds the key', async () => {
  for (const answer of [refusal(401, { error: { message: `Incorrect key ${simulatedKey}.` } }), body(200, 'text/html', simulatedKey)]) {
    const { finish } = await ask(answer);
    assert.ok(!JSON.stringify(finish).includes(simulatedKey));
    assert.ok(!String(finish.error?.stack).includes(simulatedKey));
  }
});

test('stopping ends the answer as cancelled and closes the connection, before and after it began', async () => {
  await using simulator = await startSimulator(silence, cutChat({ text: ['one', 'two'] }, 2, stall));
  const { client } = simulatedClient(`${simulator.url}/v1`);
  const early = new AbortController();
  const first = collect(client(callOf('a', { signal: early.signal })));
  const seen = await simulator.request(0);
  early.abort();
  assert.equal((await first).finish.reason.unified, 'cancelled');
  await seen.closed;

  const late = new AbortController();
  const events = [];
  for await (const event of client(callOf('b', { signal: late.signal }))) {
    events.push(event);
    if (event.type === 'text-delta') late.abort();
  }
  assert.equal(events.at(-1)?.type === 'finish' && events.at(-1), events.at(-1));
  assert.equal((events.at(-1) as { reason: { unified: string } }).reason.unified, 'cancelled');
  await (await simulator.request(1)).closed;
});

test('a server that is not there is a network error', async () => {
  const simulator = await startSimulator();
  await simulator[Symbol.asyncDispose]();
  const { client } = simulatedClient(`${simulator.url}/v1`);
  const { finish } = await collect(client(callOf('hello')));
  assert.equal(finish.error?.kind, 'network');
  assert.equal(finish.error?.facts.retryable, true);
  assert.match(finish.error?.message ?? '', /ECONNREFUSED/);
});
