// What comes out when Gemini, or the network, does not keep its side.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGeminiContent } from '../../../../src/core/dialects/geminiContent/stream.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { collect } from '../../../support/collect.ts';
import { body, cutSocket, eventStream, refusal, silence, stall } from '../../../support/simulator/answers.ts';
import { candidate, chunk, errorBody, geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { askGemini, geminiCall, geminiClient, geminiKey } from './support/askGemini.ts';

const events = geminiContentWire.events({ thinking: ['hm '], text: ['one ', 'two ', 'three'], usage: { fresh: 5, text: 3 } });
const endMark = geminiContentWire.endMark(events);

test('every stream that is cut before its end mark is interrupted, wherever it is cut, and keeps what it told', async () => {
  for (let kept = 1; kept <= endMark; kept += 1) {
    for (const how of [cutSocket, undefined]) {
      const { finish, text } = await askGemini(eventStream(events.slice(0, kept), how));
      assert.equal(finish.reason.unified, 'interrupted', `after ${kept} events`);
      assert.equal(finish.error?.kind, 'interrupted');
      assert.equal(finish.error?.facts.retryable, true);
      assert.ok('one two three'.startsWith(text));
      assert.deepEqual([finish.usage.input.fresh, finish.usage.output.text], [5, undefined]);
    }
  }
});

test('after the end mark a broken socket is no failure', async () => {
  const { finish, text } = await askGemini(eventStream(events, cutSocket));
  assert.equal(text, 'one two three');
  assert.equal(finish.reason.unified, 'stop');
  assert.equal(finish.error, undefined);
});

test('an error in the middle is told as what it is, as a frame or bare, in one line or many, closed or cut', async () => {
  const error = errorBody(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
  const ways = [
    `data: ${JSON.stringify(error)}\r\n\r\n`,
    `data: ${JSON.stringify([error])}\n\n`,
    JSON.stringify(error),
    `\n${JSON.stringify([error])}\n`,
    `${JSON.stringify(error, undefined, 2)}\n`,
    `[${JSON.stringify(error, undefined, 2)}\n]\n`,
  ];
  for (const way of ways) {
    for (const how of [cutSocket, undefined]) {
      const { finish, text } = await askGemini(eventStream([...events.slice(0, 3), ...way.match(/[^]{1,9}/g) ?? []], how));
      assert.equal(text, 'one two ');
      assert.equal(finish.error?.kind, 'overloaded', way);
      assert.equal(finish.error?.facts.status, 503);
    }
  }
});

test('text that only looks like an error is text', async () => {
  const { finish, text } = await askGemini(eventStream([chunk(candidate([{ text: '\n{"error":{"code":503}}\n' }])), ...events.slice(endMark - 1, endMark)]));
  assert.match(text, /"error"/);
  assert.equal(finish.error?.kind, 'interrupted');
});

test('a success that is not a stream is a bad response that shows where it came from', async () => {
  const page = await askGemini(body(200, 'text/html', '<html>Please sign in</html>'));
  assert.equal(page.finish.error?.kind, 'bad-response');
  assert.match(page.finish.error?.message ?? '', /text\/html.*Please sign in/);
  for (const text of ['{"ok":true}', JSON.stringify([candidate([{ text: 'no stream' }], { finishReason: 'STOP' })]), '']) {
    assert.equal((await askGemini(body(200, 'application/json', text))).finish.error?.kind, 'bad-response', text);
  }
  assert.equal((await askGemini(body(200, 'application/json', JSON.stringify([errorBody(401, 'UNAUTHENTICATED', 'no')])))).finish.error?.kind, 'auth');
  assert.equal((await askGemini(eventStream([]))).finish.error?.kind, 'bad-response');
  assert.equal((await askGemini(eventStream(['data: nonsense\n\n']))).finish.error?.kind, 'bad-response');
});

test('no error and no notice ever holds the key', async () => {
  const answers = [
    refusal(400, errorBody(400, 'INVALID_ARGUMENT', `API key ${geminiKey} not valid.`)),
    body(200, 'text/html', geminiKey),
    body(502, 'text/html', `<p>${geminiKey}</p>`),
    eventStream([`data: ${geminiKey}\n\n`]),
    eventStream([chunk(candidate([], { finishReason: 'OTHER', finishMessage: geminiKey }))]),
  ];
  for (const answer of answers) {
    const { finish, seen } = await askGemini(answer);
    assert.ok(finish.error);
    assert.ok(!JSON.stringify(finish).includes(geminiKey));
    assert.ok(!String(finish.error.stack).includes(geminiKey));
    assert.ok(!seen.path.includes(geminiKey));
  }
});

test('stopping ends the answer as cancelled and closes the connection, before and after it began', async () => {
  await using simulator = await startSimulator(silence, eventStream(events.slice(0, 2), stall));
  const client = geminiClient({ baseUrl: simulator.url });
  const early = new AbortController();
  const first = collect(client(geminiCall({ signal: early.signal })));
  const seen = await simulator.request(0);
  early.abort();
  assert.equal((await first).finish.reason.unified, 'cancelled');
  await seen.closed;

  const late = new AbortController();
  const reasons: string[] = [];
  for await (const event of client(geminiCall({ signal: late.signal }))) {
    if (event.type === 'finish') reasons.push(event.reason.unified);
    if (event.type === 'text-delta') late.abort();
  }
  assert.deepEqual(reasons, ['cancelled']);
  await (await simulator.request(1)).closed;

  const never = await collect(client(geminiCall({ signal: AbortSignal.abort() })));
  assert.equal(never.finish.reason.unified, 'cancelled');
  assert.equal(simulator.requests.length, 2);
});

test('a stop is a stop also where the body ends quietly on it', async () => {
  const stop = new AbortController();
  const bytes = new TextEncoder().encode(events.slice(0, 2).join(''));
  const endless = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes) });
  const dialect = createGeminiContent({}, () => Promise.resolve(new Response(endless, { headers: { 'content-type': 'text/event-stream' } })));
  const endpoint: Endpoint = { provider: 'gemini', model: 'm', baseUrl: 'http://127.0.0.1:9', apiKey: geminiKey, headers: {}, fetch: globalThis.fetch, info: {} };
  const last = [];
  for await (const event of dialect.stream(geminiCall({ signal: stop.signal }), endpoint)) {
    if (event.type === 'text-delta') stop.abort();
    if (event.type === 'finish') last.push(event.reason.unified, event.error?.kind);
  }
  assert.deepEqual(last, ['cancelled', 'cancelled']);
});

test('who stops reading hangs up', async () => {
  await using simulator = await startSimulator(eventStream(events.slice(0, 2), stall));
  for await (const event of geminiClient({ baseUrl: simulator.url })(geminiCall())) if (event.type === 'thinking-delta') break;
  await (await simulator.request(0)).closed;
});

test('a server that is not there is a network error', async () => {
  const simulator = await startSimulator();
  await simulator[Symbol.asyncDispose]();
  const { finish } = await collect(geminiClient({ baseUrl: simulator.url })(geminiCall()));
  assert.equal(finish.error?.kind, 'network');
  assert.equal(finish.error?.facts.retryable, true);
  assert.match(finish.error?.message ?? '', /ECONNREFUSED/);
});

test('a name that no request can be made for is a bad request, and none is made', async () => {
  await using simulator = await startSimulator(eventStream(events));
  const { finish } = await collect(geminiClient({ baseUrl: simulator.url })(geminiCall({ model: 'gemini/../secrets?x' })));
  assert.equal(finish.error?.kind, 'bad-request');
  assert.equal(simulator.requests.length, 0);
});
