// The responses dialect over real sockets: what comes out for what OpenAI does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { property } from '../../../../src/core/dialects/wire/json.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedKey } from '../../../support/simulatedClient.ts';
import { body, cutSocket, eventStream, refusal, silence, stall } from '../../../support/simulator/answers.ts';
import { event, functionCall, message, reasoning, response, responseEvents } from '../../../support/simulator/openaiResponsesWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { ask, clientOf } from './support/askResponses.ts';

const clock = { id: 'call_1', name: 'clock', pieces: ['{"zo', 'ne":"UTC"}'] };

test('text arrives whole, with usage in disjoint buckets, id, model and a computed cost', async () => {
  const usage = { fresh: 500, cacheRead: 400, cacheWrite: 100, text: 30, reasoning: 20 };
  const { text, finish, events } = await ask(eventStream(responseEvents([message(['Hel', 'lo, ', 'wörld 🎈'])], { usage })));
  assert.equal(text, 'Hello, wörld 🎈');
  assert.deepEqual(finish.reason, { unified: 'stop', raw: 'completed' });
  assert.deepEqual(finish.usage.input, { fresh: 500, cacheRead: 400, cacheWrite5m: 100, cacheWrite1h: undefined });
  assert.deepEqual(finish.usage.output, { text: 30, reasoning: 20 });
  assert.equal((finish.usage.raw as { total_tokens: number }).total_tokens, 1050);
  assert.equal(finish.cost.provenance, 'computed');
  assert.deepEqual([finish.model, finish.servedModel, finish.responseId], ['openai/sim-model', 'sim-model', 'resp_sim']);
  assert.deepEqual([...new Set(events.map(({ type }) => type))], ['message-start', 'text-delta', 'usage', 'finish']);
});

test('usage that was not told stays unknown', async () => {
  const { finish } = await ask(eventStream(responseEvents([message(['hello'])], { usage: null })));
  assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text, finish.cost.provenance], [undefined, undefined, 'estimated']);
});

test('the same answer comes out wherever the network cuts the bytes', async () => {
  const bytes = Buffer.from([': keep-alive\r\n\r\n', ...responseEvents([reasoning([['hm ', 'é']]), message(['naïve 日本 👩‍👩‍👧', '\u2028line', ' end']), functionCall(clock)])].join('').replaceAll('\n', '\r\n'));
  await using simulator = await startSimulator();
  const client = clientOf(simulator);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      simulator.script(eventStream(places.slice(1).map((end, index) => bytes.subarray(places[index], end))));
      const { text, thinking, toolCalls, finish } = await collect(client(callOf('cut')));
      assert.deepEqual([text, thinking], ['naïve 日本 👩‍👩‍👧\u2028line end', 'hm é']);
      assert.deepEqual(toolCalls, [{ id: 'call_1', name: 'clock', arguments: { zone: 'UTC' } }]);
      assert.equal(finish.reason.unified, 'tool-calls');
    }),
    { numRuns: 60 },
  );
});

test('every stream that is cut before its end mark is interrupted, wherever and however it is cut', async () => {
  const events = responseEvents([reasoning([['hm']]), message(['one ', 'two ', 'three']), functionCall(clock)]);
  for (let kept = 1; kept < events.length; kept += 1) {
    for (const how of [cutSocket, undefined]) {
      const { finish, text } = await ask(eventStream(events.slice(0, kept), how));
      assert.equal(finish.reason.unified, 'interrupted', `after ${kept} events`);
      assert.equal(finish.error?.kind, 'interrupted');
      assert.equal(finish.error?.facts.retryable, true);
      assert.ok('one two three'.startsWith(text));
    }
  }
});

test('once the end mark is there, neither a broken socket nor one that stays open changes the answer', async () => {
  for (const how of [cutSocket, stall]) {
    const { finish, text } = await ask(eventStream(responseEvents([message(['all'])]), how));
    assert.deepEqual([text, finish.reason.unified, finish.error], ['all', 'stop', undefined]);
  }
});

test('parallel calls come out parsed, whatever pieces they came in', async () => {
  const { toolCalls, finish, events } = await ask(eventStream(responseEvents([message(['Let me see.']), functionCall(clock), functionCall({ id: 'call_2', name: 'now', pieces: [] })])));
  assert.deepEqual(toolCalls, [{ id: 'call_1', name: 'clock', arguments: { zone: 'UTC' } }, { id: 'call_2', name: 'now', arguments: {} }]);
  assert.equal(finish.reason.unified, 'tool-calls');
  const first = events.filter((one) => 'id' in one && one.id === 'call_1').map(({ type }) => type);
  assert.deepEqual([...new Set(first)], ['tool-call-start', 'tool-call-delta', 'tool-call-end']);
});

test('arguments that are not JSON are a bad response, not a broken promise', async () => {
  const { finish, toolCalls } = await ask(eventStream(responseEvents([functionCall({ ...clock, pieces: ['{"zone":'] })])));
  assert.deepEqual([toolCalls, finish.error?.kind], [[], 'bad-response']);
});

test('parts of a summary, and messages that follow each other, are shown as paragraphs and told verbatim', async () => {
  const { thinking, text, events } = await ask(eventStream(responseEvents([reasoning([['**One**'], ['**Two**']]), message(['I will look.'], { phase: 'commentary' }), message(['Done.'], { id: 'msg_2', phase: 'final_answer' })])));
  assert.equal(thinking, '**One**\n\n**Two**');
  assert.equal(text, 'I will look.\n\nDone.');
  const verbatim = (type: 'text-delta' | 'thinking-delta') => events.map((one) => (one.type === type ? one.text : '')).join('');
  assert.deepEqual([verbatim('thinking-delta'), verbatim('text-delta')], ['**One****Two**', 'I will look.Done.']);
});

test('full reasoning text is thinking too', async () => {
  const place = { item_id: 'rs', output_index: 0, content_index: 0 };
  const { thinking } = await ask(eventStream([
    event('response.created', { response: response('in_progress') }),
    event('response.reasoning_text.delta', { ...place, delta: 'Let me ' }),
    event('response.reasoning_text.delta', { ...place, delta: 'see.' }),
    event('response.reasoning_text.done', { ...place, text: 'Let me see.' }),
    event('response.completed', { response: response('completed', { output: [{ type: 'reasoning', id: 'rs', summary: [], content: [{ type: 'reasoning_text', text: 'Let me see.' }] }] }) }),
  ]));
  assert.equal(thinking, 'Let me see.');
});

test('reasoning goes back as it came, before what it led to, and only to the model that can read it', async () => {
  const events = responseEvents([reasoning([['so']], 'rs_1', 'gAAA-first'), message(['I look.'], { phase: 'commentary' }), reasoning([], 'rs_2', 'gAAA-second'), functionCall(clock), reasoning([['never mind']], 'rs_3', 'gAAA-third')]);
  const answer = assemble((await ask(eventStream(events))).events);
  const history = [textMessage('user', 'time?'), answer, { role: 'tool' as const, parts: [{ type: 'tool-result' as const, id: 'call_1', name: 'clock', content: [{ type: 'text' as const, text: '12:00' }] }] }];
  const inputFor = async (model: string): Promise<unknown> => {
    const { requests } = await ask(eventStream(responseEvents([message(['ok'])])), { model, messages: history });
    const input = property(requests[0]?.body, 'input') as unknown[];
    return input.slice(1, -1);
  };
  assert.deepEqual(await inputFor('openai/sim-model'), [
    { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'so' }], encrypted_content: 'gAAA-first' },
    { type: 'message', role: 'assistant', phase: 'commentary', content: [{ type: 'output_text', text: 'I look.' }] },
    { type: 'reasoning', id: 'rs_2', summary: [], encrypted_content: 'gAAA-second' },
    { type: 'function_call', call_id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}' },
  ]);
  assert.deepEqual(await inputFor('openai/other-model'), [
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look.' }] },
    { type: 'function_call', call_id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}' },
  ]);
});

test('a second message after more reasoning, or in another phase, goes back as one of its own', async () => {
  const said = async (...items: Parameters<typeof responseEvents>[0]) => {
    const answer = assemble((await ask(eventStream(responseEvents(items)))).events);
    const { requests } = await ask(eventStream(responseEvents([message(['ok'])])), { messages: [answer, textMessage('user', 'and?')] });
    const input = property(requests[0]?.body, 'input') as unknown[];
    return input.slice(0, -1).map((item) => property(item, 'phase') ?? property(item, 'type'));
  };
  assert.deepEqual(await said(message(['a'], { phase: 'commentary' }), message(['b'], { phase: 'final_answer' })), ['commentary', 'final_answer']);
  assert.deepEqual(await said(message(['a']), reasoning([['hm']]), message(['b'])), ['message', 'reasoning', 'message']);
});

test('state comes once, and not at all where there is nothing to read again', async () => {
  const states = async (...items: Parameters<typeof responseEvents>[0]) =>
    (await ask(eventStream(responseEvents(items)))).events.filter((one) => 'opaque' in one && one.opaque).map(({ type }) => type);
  assert.deepEqual(await states(reasoning([['hm']])), ['thinking-delta']);
  assert.deepEqual(await states(message(['a'], { phase: 'final_answer' })), ['text-delta']);
  assert.deepEqual(await states(reasoning([['hm']], 'rs', null), message(['a'])), []);
});

test('the ways to end each have their own reason', async () => {
  const incomplete = (reason: string) => eventStream(responseEvents([message(['half'])], { status: 'incomplete', fields: { incomplete_details: { reason } } }));
  assert.deepEqual((await ask(incomplete('max_output_tokens'))).finish.reason, { unified: 'length', raw: 'max_output_tokens' });
  assert.deepEqual((await ask(incomplete('content_filter'))).finish.reason, { unified: 'content-filter', raw: 'content_filter' });
  assert.deepEqual((await ask(incomplete('steered'))).finish.reason, { unified: 'pause', raw: 'steered' });
  const refused = await ask(eventStream(responseEvents([message(['I ', 'cannot.'], { kind: 'refusal' })])));
  assert.deepEqual([refused.finish.reason.unified, refused.text], ['refusal', 'I cannot.']);
  const pieces = responseEvents([message(['No.'], { kind: 'refusal' })], { fields: { output: [] } }).filter((one) => /created|refusal\.delta|response\.completed"/.test(one));
  assert.equal((await ask(eventStream(pieces))).finish.reason.unified, 'refusal');
});

test('an answer that ran out of room within a call keeps its reason, and the call is not made', async () => {
  const events = responseEvents([functionCall(clock)], { status: 'incomplete', fields: { incomplete_details: { reason: 'max_output_tokens' }, output: [] } });
  const cut = events.filter((one) => !/arguments\.done|"delta":"ne/.test(one)).map((one) => one.replace('"status":"completed","arguments":"{\\"zone\\":\\"UTC\\"}"', '"status":"incomplete","arguments":"{\\"zo"'));
  const { toolCalls, finish } = await ask(eventStream(cut));
  assert.deepEqual([toolCalls, finish.reason.unified, finish.error], [[], 'length', undefined]);
  const begun = cut.map((one) => one.replaceAll('{\\"zo', ''));
  assert.deepEqual((await ask(eventStream(begun))).toolCalls, []);
});

test('a response that failed is told as what it is, with what it used', async () => {
  const cases: readonly [string, string, string, boolean][] = [
    ['server_error', 'An error occurred.', 'server', true],
    ['rate_limit_exceeded', 'Slow down.', 'rate-limit', true],
    ['invalid_prompt', 'Invalid prompt: flagged as violating our usage policy.', 'content-filter', false],
    ['bio_policy', 'No.', 'content-filter', false],
    ['invalid_image_format', 'Not an image.', 'bad-request', false],
    ['image_too_large', 'Too large.', 'bad-request', false],
    ['context_length_exceeded', 'Your input exceeds the context window of this model.', 'context-overflow', false],
  ];
  for (const [code, words, kind, retryable] of cases) {
    const { finish, text } = await ask(eventStream(responseEvents([message(['so far'])], { status: 'failed', fields: { error: { code, message: words } } })));
    assert.deepEqual([finish.error?.kind, finish.error?.facts.retryable], [kind, retryable], code);
    assert.equal(finish.error?.message, words);
    assert.equal(text, 'so far');
    assert.equal(finish.usage.output.text, 7);
  }
});

test('an error in the middle is told as what it is, flat or nested, named or bare', async () => {
  const flat = { code: 'rate_limit_exceeded', message: 'Slow down.', param: null };
  const frames = [event('error', flat), event('error', { error: flat }), event('response.error', flat), `data: ${JSON.stringify({ error: { message: 'litellm.RateLimitError: Slow down.', type: 'None', param: 'None', code: '429' } })}\n\n`];
  for (const frame of frames) {
    const { finish, text } = await ask(eventStream([...responseEvents([message(['so ', 'far'])]).slice(0, 6), frame, ...responseEvents([], { status: 'failed' }).slice(2)]));
    assert.equal(text, 'so far');
    assert.equal(finish.error?.kind, 'rate-limit', frame);
    assert.match(finish.error?.message ?? '', /Slow down\.$/);
  }
});

test('a success that is no stream of a response is a bad response that shows where it came from', async () => {
  const page = await ask(body(200, 'text/html', '<html>Please sign in</html>'));
  assert.match(page.finish.error?.message ?? '', /text\/html.*Please sign in/);
  const foreign = 'data: {"id":"chatcmpl-1","choices":[{"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n';
  for (const answer of [body(200, 'application/json', '{"ok":true}'), eventStream([]), eventStream(['data: nonsense\n\n']), eventStream([foreign])]) {
    assert.equal((await ask(answer)).finish.error?.kind, 'bad-response');
  }
});

test('no error ever holds the key', async () => {
  for (const answer of [refusal(401, { error: { message: `Incorrect key ${simulatedKey}.` } }), body(200, 'text/html', simulatedKey), eventStream([event('error', { message: simulatedKey })])]) {
    const { finish } = await ask(answer);
    assert.ok(finish.error);
    assert.ok(!JSON.stringify(finish).includes(simulatedKey));
    assert.ok(!String(finish.error.stack).includes(simulatedKey));
  }
});

test('stopping ends the answer as cancelled and closes the connection, before and after it began', async () => {
  await using simulator = await startSimulator(silence, eventStream(responseEvents([message(['one', 'two'])]).slice(0, 6), stall));
  const client = clientOf(simulator);
  const early = new AbortController();
  const first = collect(client(callOf('a', { signal: early.signal })));
  const seen = await simulator.request(0);
  early.abort();
  assert.equal((await first).finish.reason.unified, 'cancelled');
  await seen.closed;
  const late = new AbortController();
  const events = [];
  for await (const one of client(callOf('b', { signal: late.signal }))) {
    events.push(one);
    if (one.type === 'text-delta') late.abort();
  }
  const last = events.at(-1);
  assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
  await (await simulator.request(1)).closed;
});
