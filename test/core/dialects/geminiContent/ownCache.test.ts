// A cache of the user's own at Google: made where it pays, used while it lives, and never in the way of an answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnCaches } from '../../../../src/core/dialects/geminiContent/ownCache.ts';
import type { Endpoint } from '../../../../src/core/model/dialect.ts';
import { type Message, textMessage } from '../../../../src/core/model/message.ts';
import { collect } from '../../../support/collect.ts';
import { body, eventStream, refusal } from '../../../support/simulator/answers.ts';
import { errorBody, geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { type SeenRequest, startSimulator } from '../../../support/simulator/simulator.ts';
import { geminiCall, geminiClient } from './support/askGemini.ts';

const says = eventStream(geminiContentWire.events({ text: ['ok'], usage: { fresh: 30, text: 2 } }));
const made = (name: string) => body(200, 'application/json', JSON.stringify({ name, usageMetadata: { totalTokenCount: 5_000 } }));
const rules = textMessage('system', 'word '.repeat(5_000));
const first: readonly Message[] = [rules, textMessage('user', 'one')];
const second: readonly Message[] = [...first, textMessage('assistant', 'ok'), textMessage('user', 'two')];
type Body = Readonly<Record<string, unknown>>;
const bodyOf = (request: SeenRequest | undefined): Body => (request?.body ?? {}) as Body;

test('a long beginning is put into a cache once, and later questions stand on it', async () => {
  await using simulator = await startSimulator(made('cachedContents/a'), says);
  const client = geminiClient({ baseUrl: simulator.url, promptCache: '1h' });
  const asked = await collect(client(geminiCall({ messages: first })));
  assert.equal(asked.text, 'ok');
  assert.match(asked.notices.join(), /Google keeps 5\.0k tokens of this prompt for an hour; its storage is not in the cost shown/);
  assert.equal(asked.finish.usage.input.cacheWrite1h, 5_000);
  const [creation, question] = simulator.requests;
  assert.equal(creation?.path, '/v1beta/cachedContents');
  assert.deepEqual([bodyOf(creation)['ttl'], bodyOf(creation)['model']], ['3600s', 'models/gemini-3.8-flash']);
  assert.match(JSON.stringify(bodyOf(creation)['systemInstruction']), /word word/);
  assert.deepEqual([bodyOf(question)['cachedContent'], bodyOf(question)['systemInstruction']], ['cachedContents/a', undefined]);

  const again = await collect(client(geminiCall({ messages: second })));
  assert.deepEqual([again.notices, again.finish.usage.input.cacheWrite1h], [[], undefined]);
  assert.equal(simulator.requests.length, 3);
  const { body: sent } = await simulator.request(2);
  assert.equal((sent as Body)['cachedContent'], 'cachedContents/a');
  assert.deepEqual(((sent as Body)['contents'] as Body[]).map(({ role }) => role), ['user', 'model', 'user']);
});

test('no cache is made without the wish, nor for what is short', async () => {
  for (const [promptCache, messages] of [[undefined, first], ['off', first], ['1h', [textMessage('user', 'hello')]]] as const) {
    await using simulator = await startSimulator(says);
    await collect(geminiClient({ baseUrl: simulator.url, promptCache })(geminiCall({ messages })));
    assert.equal(simulator.requests.length, 1);
    assert.match(simulator.requests[0]?.path ?? '', /streamGenerateContent/);
  }
});

test('whoever will not make a cache gets the whole prompt, is named, and is left alone for a while', async () => {
  await using simulator = await startSimulator(refusal(400, errorBody(400, 'INVALID_ARGUMENT', 'Caching is not for this model.')), says);
  const client = geminiClient({ baseUrl: simulator.url, promptCache: '5m' });
  const asked = await collect(client(geminiCall({ messages: first })));
  assert.equal(asked.text, 'ok');
  assert.match(asked.notices.join(), /No cache could be made.*Caching is not for this model/);
  assert.match(JSON.stringify(bodyOf(simulator.requests[1])['systemInstruction']), /word word/);
  assert.deepEqual((await collect(client(geminiCall({ messages: second })))).notices, []);
  assert.equal(simulator.requests.length, 3);
});

test('a cache Google forgot costs no answer', async () => {
  await using simulator = await startSimulator(made('cachedContents/a'), refusal(403, errorBody(403, 'PERMISSION_DENIED', 'CachedContent not found')), says);
  const asked = await collect(geminiClient({ baseUrl: simulator.url, promptCache: '1h' })(geminiCall({ messages: first })));
  assert.deepEqual([asked.text, asked.finish.reason.unified], ['ok', 'stop']);
  const whole = bodyOf(simulator.requests[2]);
  assert.equal(whole['cachedContent'], undefined);
  assert.match(JSON.stringify(whole['systemInstruction']), /word word/);
});

test('a cache ends before its lifetime does, and belongs to one key and one model', async () => {
  let time = 0;
  let count = 0;
  const caches = new OwnCaches(() => Promise.resolve({ name: `cachedContents/${++count}`, tokens: 5_000 }), () => time);
  const endpoint: Endpoint = { provider: 'gemini', model: 'm', baseUrl: 'https://x.test', apiKey: 'k', headers: {}, fetch: globalThis.fetch, info: {}, preferences: { promptCache: '5m' } };
  const prompt = (model = 'm') => ({ model, contents: [{ role: 'user', parts: [{ text: 'hi' }] }], config: { systemInstruction: { parts: [{ text: 'word '.repeat(5_000) }] } } });
  const { signal } = new AbortController();
  const cacheOf = async (model?: string, more: Partial<Endpoint> = {}) => (await caches.shorten(prompt(model), { ...endpoint, ...more }, signal)).cache;
  assert.equal(await cacheOf(), 'cachedContents/1');
  assert.equal(await cacheOf(), 'cachedContents/1');
  assert.equal(await cacheOf('other'), 'cachedContents/2');
  assert.equal(await cacheOf('m', { apiKey: 'another' }), 'cachedContents/3');
  time = 299_000;
  assert.equal(await cacheOf(), 'cachedContents/4');
});
