// Answers that were kept: given again word for word, and only where that is safe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { type AnswerStore, cache, type CachePolicy } from '../../../src/core/pipeline/layers/cache.ts';
import { collect } from '../../support/collect.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { callOf } from '../../support/simulatedClient.ts';

const whole: readonly StreamEvent[] = [
  { type: 'message-start', model: 'openai/sim-model' },
  { type: 'thinking-delta', text: 'hm' },
  { type: 'text-delta', text: 'Hello' },
  { type: 'text-delta', text: ' there' },
  finish({ reason: 'stop', raw: 'stop', model: 'openai/sim-model', cost: { provenance: 'computed', amount: 0.0123, currency: 'USD', entry: 'x' } }),
];

function stage(policy: Partial<CachePolicy> = {}, answers: readonly StreamEvent[] = whole) {
  const kept = new Map<string, { answer: string; at: number }>();
  const store: AnswerStore = {
    find: (key, since) => Promise.resolve([kept.get(key)].find((found) => found && found.at > since)?.answer),
    keep: (key, answer, { now }) => void kept.set(key, { answer, at: now }),
    forget: () => Promise.resolve(kept.size),
  };
  const clock = createFakeClock(1e12);
  let asked = 0;
  let place = 'here';
  const vendor: Handler = async function* () {
    asked += 1;
    yield* answers;
  };
  const handler = cache({ policy: () => ({ tasks: ['chat'], days: 1, megabytes: 1, ...policy }), store, clock, surroundings: () => ({ baseUrl: place }) })(vendor);
  return { kept, clock, ask: (more: Partial<Call> = {}) => collect(handler(callOf('hi', more))), asked: () => asked, move: (to: string) => void (place = to) };
}

test('the same question gets the same events, marked and at no cost, and the vendor is not asked', async () => {
  const { ask, asked } = stage();
  const first = await ask();
  const { events, finish: end } = await ask();
  assert.equal(asked(), 1);
  assert.deepEqual(events[1], { type: 'notice', code: 'from-cache', message: 'From the cache, saved $0.0123.' });
  assert.deepEqual(events.filter(({ type }) => type.endsWith('delta')), first.events.filter(({ type }) => type.endsWith('delta')));
  assert.deepEqual({ cost: end.cost, reason: end.reason, usage: end.usage }, { cost: { provenance: 'free', amount: 0, currency: 'USD' }, reason: { unified: 'stop', raw: 'stop' }, usage: first.finish.usage });
});

test('whatever decides an answer makes another question', async () => {
  const { ask, asked, move } = stage();
  const others: readonly Partial<Call>[] = [
    {}, { model: 'openai/other' }, { messages: [textMessage('user', 'hi ')] }, { thinking: 'low' }, { limits: { maxOutputTokens: 5 } },
    { sampling: { temperature: 0 } }, { output: { name: 'a', schema: {} } }, { messages: [textMessage('system', 'be brief'), textMessage('user', 'hi')] },
  ];
  for (const more of others) await ask(more);
  assert.equal(asked(), others.length);
  move('there');
  await ask();
  assert.equal(asked(), others.length + 1);
});

test('the order of names in an object and who asks decide nothing', async () => {
  const { ask, asked } = stage();
  await ask({ sampling: { temperature: 0, seed: 1 }, conversation: 'a' });
  await ask({ sampling: { seed: 1, temperature: 0 }, conversation: 'b' });
  assert.equal(asked(), 1);
});

test('nothing is kept of other tasks, of calls with tools, or where it is off', async () => {
  const { ask, kept } = stage();
  await ask({ task: 'explain' });
  await ask({ tools: [{ name: 'write', description: '', parameters: {} }] });
  const off = stage({ tasks: [] });
  await off.ask();
  assert.equal(kept.size + off.kept.size, 0);
});

test('only a whole answer is kept', async () => {
  const ends: readonly StreamEvent[] = (['length', 'interrupted', 'cancelled', 'content-filter', 'error'] as const).map((reason) => finish({ reason, model: 'openai/sim-model' }));
  for (const end of ends) {
    const { ask, kept } = stage({}, [...whole.slice(0, -1), end]);
    await ask();
    assert.equal(kept.size, 0, JSON.stringify(end));
  }
  const empty = stage({}, whole.slice(-1));
  await empty.ask();
  assert.equal(empty.kept.size, 0);
});

test('a person who asks again gets another answer, and what is too old is asked for again', async () => {
  const { ask, asked, clock } = stage();
  await ask();
  await ask({ anew: true });
  assert.equal(asked(), 2);
  await clock.advance(86_400_000);
  await ask();
  assert.equal(asked(), 3);
});

test('what cannot be read, or not be looked up, is no answer', async () => {
  const { ask, asked, kept } = stage();
  await ask();
  for (const answer of ['', 'null', '{}', '[]', '[null,null]', '[{"type":"message-start"},{"type":"finish"}]']) {
    for (const key of kept.keys()) kept.set(key, { answer, at: 1e12 + 1 });
    assert.equal((await ask()).text, 'Hello there');
  }
  assert.equal(asked(), 7);
});
