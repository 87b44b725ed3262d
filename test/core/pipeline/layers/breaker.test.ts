// The breaker: opens for what keeps failing and for what a server asked, never for one failure, and looks again with one call.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import { breaker } from '../../../../src/core/pipeline/layers/breaker.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { callOf } from '../../../support/simulatedClient.ts';
import { answered, failing, holding } from './faulty.ts';

function stage() {
  const clock = createFakeClock();
  let answer: readonly StreamEvent[] = answered;
  let sent = 0;
  const layer = breaker({ clock, deploymentOf: ({ model }) => model, nameOf: () => 'OpenAI' });
  const handler = layer(async function* () {
    sent++;
    yield* answer;
  });
  const ask = async (more: Partial<Call> = {}) => (await collect(handler(callOf('q', more)))).finish.error?.facts;
  return { clock, layer, ask, sent: () => sent, answers: (next: readonly StreamEvent[]) => void (answer = next) };
}

test('it opens at five requests of which half failed, not before, and says for how long', async () => {
  const { ask, answers, sent } = stage();
  answers(failing('server'));
  for (let asked = 0; asked < 5; asked++) assert.equal((await ask())?.unsent, undefined);
  const refused = await ask();
  assert.deepEqual([refused?.kind, refused?.unsent, refused?.retryAfterMs, refused?.retryable, sent()], ['overloaded', true, 5_000, true, 5]);
  assert.match(refused?.message ?? '', /OpenAI failed several times and is left alone for 5 s/);
  assert.equal((await ask({ model: 'openai/other' }))?.unsent, undefined);
});

test('failures among many answers, failures of the question and failures long ago open nothing', async () => {
  const { ask, answers, clock } = stage();
  for (let asked = 0; asked < 20; asked++) {
    answers(asked % 5 > 2 ? failing('server') : answered);
    assert.equal((await ask())?.unsent, undefined);
  }
  const other = stage();
  for (const kind of ['auth', 'bad-request', 'context-overflow', 'cancelled', 'quota'] as const) {
    other.answers(failing(kind));
    for (let asked = 0; asked < 5; asked++) assert.equal((await other.ask())?.unsent, undefined);
  }
  const slow = stage();
  slow.answers(failing('network'));
  for (let asked = 0; asked < 10; asked++) {
    assert.equal((await slow.ask())?.unsent, undefined);
    await slow.clock.advance(20_000);
  }
  await clock.settle();
});

test('after the rest one call goes ahead; how it fares decides for all', async () => {
  const { ask, answers, clock, sent } = stage();
  answers(failing('server'));
  for (let asked = 0; asked < 5; asked++) await ask();
  await clock.advance(5_000);
  assert.equal((await ask())?.unsent, undefined);
  assert.equal((await ask())?.retryAfterMs, 10_000);
  await clock.advance(10_000);
  answers(answered);
  assert.equal(await ask(), undefined);
  assert.equal(await ask(), undefined);
  assert.equal(sent(), 8);
});

test('while one tries, the others are held back, and one that is called off decides nothing', async () => {
  const { ask, answers, clock, layer } = stage();
  answers(failing('server'));
  for (let asked = 0; asked < 5; asked++) await ask();
  await clock.advance(5_000);
  const control = new AbortController();
  const { handler } = holding();
  const probe = collect(layer(handler)(callOf('q', { signal: control.signal })));
  await clock.settle();
  assert.equal((await ask())?.unsent, true);
  control.abort();
  await probe;
  answers(answered);
  assert.equal(await ask(), undefined);
});

test('a 429 closes the way for its own time only, and a person may insist', async () => {
  const { ask, answers, clock, sent } = stage();
  answers(failing('rate-limit', { retryAfterMs: 7_000, status: 429 }));
  await ask();
  answers(answered);
  assert.deepEqual([(await ask())?.kind, sent()], ['rate-limit', 1]);
  assert.equal(await ask({ urgent: true }), undefined);
  assert.equal(await ask(), undefined);
  answers(failing('rate-limit', { retryAfterMs: 7_000, status: 429 }));
  await ask();
  answers(answered);
  await clock.advance(7_000);
  assert.equal(await ask(), undefined);
});
