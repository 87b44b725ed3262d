// Whatever a schedule of failures does to an answer: its text is told once, and nobody is asked too often.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finish, finishWithError } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import { type ErrorKind, LlmError } from '../../../../src/core/model/llmError.ts';
import { textOf } from '../../../../src/core/model/message.ts';
import { route, type RoutePorts } from '../../../../src/core/pipeline/layers/route.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { callOf } from '../../../support/simulatedClient.ts';

const models = ['v/a', 'v/b', 'v/c'];
const portsOf = (more: Partial<RoutePorts> = {}): RoutePorts => ({
  clock: createFakeClock(),
  routes: () => ({ r: { models, strategy: 'ordered' } }),
  again: () => 3,
  autoContinue: () => 0,
  goesOnInPlace: () => false,
  costOf: () => undefined,
  pricesReady: () => Promise.resolve(),
  random: () => 0,
  ...more,
});

/** One request: how it fails, if it does, after how much, and how much of what was there it repeats. */
interface Step {
  readonly end: 'whole' | ErrorKind;
  readonly says: number;
  readonly repeats: number;
  readonly thinks: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  end: fc.constantFrom('whole', 'interrupted', 'overloaded', 'network', 'auth', 'server'),
  says: fc.integer({ min: 0, max: 200 }),
  repeats: fc.integer({ min: 0, max: 12 }),
  thinks: fc.boolean(),
});
const text = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 30, maxLength: 60 }).map((all) => all.join(' '));
const fatal = new Set(['auth']);

test('any schedule of failures: the text is told once as far as it was said, and at most six are asked', async () => {
  await fc.assert(fc.asyncProperty(text, fc.array(step, { minLength: 8, maxLength: 8 }), fc.integer({ min: 1, max: 30 }), fc.boolean(), async (answer, steps, size, inPlace) => {
    let asked = 0;
    const clock = createFakeClock();
    const next: Handler = async function* (call) {
      const { end, says, repeats, thinks } = steps[asked++] ?? { end: 'whole', says: 0, repeats: 0, thinks: false };
      const [, so] = call.messages;
      const before = so ? textOf(so.parts) : '';
      assert.ok(answer.startsWith(before), 'what is gone on with is what was said');
      const words = [...before.matchAll(/[a-z]+/g)].map(({ index }) => index);
      // In place nothing is repeated. Asked in words, one begins with the words it was told, or with more.
      const from = before === '' || inPlace ? before.length : Math.min(words.at(-Math.max(1, repeats) - 12) ?? 0, before.length);
      yield { type: 'message-start', model: call.model };
      if (thinks) yield { type: 'thinking-delta', text: 'hm' };
      const to = end === 'whole' ? answer.length : fatal.has(end) ? from : Math.min(answer.length - 1, from + says);
      for (let at = from; at < to; at += size) yield { type: 'text-delta', text: answer.slice(at, Math.min(to, at + size)) };
      if (end === 'whole') yield finish({ reason: 'stop', model: call.model });
      else yield finishWithError(new LlmError({ kind: end, message: end, retryable: true }), { model: call.model });
    };
    const running = collect(route(portsOf({ clock, goesOnInPlace: () => inPlace }))(next)(callOf('question', { model: 'route/r' })));
    await clock.runAll();
    const { text: told, finish: ended } = await running;
    assert.ok(asked <= 6, `${asked} were asked`);
    if (ended.error) assert.ok(answer.startsWith(told), told);
    else assert.equal(told, answer);
    assert.equal(clock.pending, 0);
  }), { numRuns: 400 });
});

test('the one that is asked knows whether somebody else could be', async () => {
  const standIns: (true | undefined)[] = [];
  const next: Handler = async function* (call) {
    standIns.push(call.hasStandIn);
    yield finishWithError(new LlmError({ kind: 'server', message: 'x', retryable: true }), { model: call.model });
  };
  await collect(route(portsOf())(next)(callOf('question', { model: 'route/r' })));
  assert.deepEqual(standIns, [true, true, undefined]);
});

test('each round begins with the next, and the least busy is asked first', async () => {
  const asked: string[] = [];
  const gate = Promise.withResolvers<void>();
  const next: Handler = async function* (call) {
    asked.push(call.model);
    await gate.promise;
    yield finish({ reason: 'stop', model: call.model });
  };
  const layer = route(portsOf({ routes: () => ({ r: { models, strategy: 'least-busy' }, s: { models, strategy: 'round-robin' } }) }))(next);
  const all = ['route/r', 'route/r', 'route/r', 'route/s', 'route/s'].map((model) => collect(layer(callOf('question', { model }))));
  gate.resolve();
  await Promise.all(all);
  assert.deepEqual(asked, ['v/a', 'v/b', 'v/c', 'v/a', 'v/b']);
});
