// Whatever a network does to an answer: it is told once, to its end or to where it broke, and nothing is left behind.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finish, finishWithError } from '../../src/core/model/finish.ts';
import { LlmError } from '../../src/core/model/llmError.ts';
import { type Outcome, sumUp } from './figures.ts';
import { runChaos } from './run.ts';
import { faults } from './support/faults.ts';

test('a small run with faults in a third of the attempts keeps every promise', async () => {
  const figures = await runChaos({ seed: 20_261_121, calls: 90 });
  assert.deepEqual(figures.broken, []);
  assert.equal(figures.doubledOrLost, 0);
  assert.ok(figures.faults > 15 && figures.healed > 5, JSON.stringify(figures));
});

test('every fault that heals is got over with one more attempt, one in the middle is gone on from, and the others end as what they are', async () => {
  const figures = await runChaos({ seed: 5, calls: faults.length * 3, only: faults });
  assert.deepEqual([figures.broken, figures.unhealed], [[], []]);
  const harmless = faults.filter(({ ends }) => ends.includes('answered')).length;
  const healing = faults.filter(({ heals }) => heals).length;
  const goneOn = faults.filter(({ breaks }) => breaks).length;
  assert.deepEqual([figures.faults, figures.healed, figures.continued, figures.answered], [faults.length, healing, goneOn, faults.length * 2 + healing + harmless + goneOn]);
});

test('without new attempts a fault is met once', async () => {
  const figures = await runChaos({ seed: 6, calls: faults.length * 3, only: faults, attempts: 0 });
  assert.deepEqual(figures.broken, []);
  assert.deepEqual([figures.attempts <= figures.calls, figures.healed], [true, 0]);
});

test('the figures see a doubled word, a lost one, a wrong end, one attempt too many, and a ledger that is off', () => {
  const whole = finish({ reason: 'stop', model: 'm' });
  const broke = finishWithError(new LlmError({ kind: 'interrupted', message: 'x', retryable: true }), { model: 'm' });
  const calm: Outcome = { call: 1, text: 'one two', expected: 'one two', finish: whole, met: [undefined] };
  const server = { url: '', requests: 1, whole: { answers: 0, tokens: 0 }, open: 0, [Symbol.asyncDispose]: () => Promise.resolve() };
  const seen = (outcome: Partial<Outcome>) => sumUp({ outcomes: [{ ...calm, ...outcome }], attempts: 3, rows: [], servers: [server], unhandled: 0, openRequests: 0, timers: 0, trouble: [], milliseconds: 0 });
  const cut = faults.find(({ name }) => name === 'a stream that just ends');
  assert.equal(seen({ text: 'one one two' }).doubledOrLost, 7 + 3);
  assert.equal(seen({ text: 'one t', finish: broke, met: [cut] }).doubledOrLost, 0);
  assert.match(seen({ text: 'one' }).broken[0] ?? '', /told "one" where "one two" was said/);
  assert.match(seen({ finish: broke }).broken[0] ?? '', /ended as interrupted, where it may end as answered/);
  const refused = faults.find(({ name }) => name === 'status 401');
  assert.match(seen({ met: [refused, undefined] }).broken[0] ?? '', /was tried again after status 401/);
  assert.ok(!seen({ met: [cut, undefined] }).broken.some((promise) => promise.includes('tried again')));
  assert.match(seen({ met: [...faults.slice(0, 4), undefined] }).broken[0] ?? '', /had 5 attempts/);
  assert.match(seen({ finish: undefined }).broken[0] ?? '', /broke the contract/);
  assert.match(seen({}).broken.at(-1) ?? '', /the ledger has 0 rows for 1 attempts/);
});
