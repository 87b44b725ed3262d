// The line in front of a provider: in order, within limits set and told, visible, and left at once by who is called off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Call } from '../../../../src/core/model/call.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import type { RateWindow } from '../../../../src/core/model/rateLimits.ts';
import type { Wait } from '../../../../src/core/model/wait.ts';
import type { LineLimits } from '../../../../src/core/pipeline/heldFor.ts';
import { limit } from '../../../../src/core/pipeline/layers/limit.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { callOf } from '../../../support/simulatedClient.ts';
import { answered, holding } from './faulty.ts';

function stage(limits: LineLimits = {}, longest = 60_000) {
  const clock = createFakeClock();
  const layer = limit({ clock, lineOf: ({ model }) => model.split('/')[0] ?? '', limitsOf: () => limits, weigh: ({ task }) => (task === 'heavy' ? 240 : 100), longestWait: () => longest, nameOf: () => 'OpenAI' });
  const sent: { readonly at: number; readonly task: string }[] = [];
  let tell: readonly RateWindow[] = [];
  const handler: Handler = async function* (call) {
    sent.push({ at: clock.now(), task: call.task });
    if (tell.length > 0) call.onDidTellLimits?.(tell);
    yield* answered;
  };
  const ask = (more: Partial<Call> = {}) => collect(layer(handler)(callOf('q', more)));
  return { clock, layer, ask, sent, tells: (...windows: readonly RateWindow[]) => void (tell = windows) };
}

const requests = (remaining: number, resetMs: number, most: number | undefined): RateWindow => ({ name: 'requests', counts: 'requests', limit: most, remaining, resetMs });

test('never more at once than set; the others follow in the order they came', async () => {
  const { layer, clock } = stage({ concurrency: 2 });
  const { handler, letGo, most, running } = holding();
  const order: number[] = [];
  const asked = [0, 1, 2, 3, 4].map((number) => collect(layer(handler)(callOf('q'))).then(() => order.push(number)));
  await clock.settle();
  assert.equal(running(), 2);
  for (let left = 5; left > 0; left--) {
    letGo();
    await clock.settle();
  }
  await Promise.all(asked);
  assert.deepEqual([order, most()], [[0, 1, 2, 3, 4], 2]);
});

test('so many requests in any minute', async () => {
  const { ask, clock, sent } = stage({ requestsPerMinute: 3 });
  const asked = Array.from({ length: 7 }, () => ask());
  await clock.advance(130_000);
  await Promise.all(asked);
  assert.deepEqual(sent.map(({ at }) => at), [0, 0, 0, 60_000, 60_000, 60_000, 120_000]);
});

test('so many tokens in any minute; what is heavier than all of it goes alone', async () => {
  const { ask, clock, sent } = stage({ tokensPerMinute: 250 });
  const asked = Array.from({ length: 4 }, () => ask());
  await clock.advance(70_000);
  await Promise.all(asked);
  assert.deepEqual(sent.map(({ at }) => at), [0, 0, 60_000, 60_000]);
  const heavy = stage({ tokensPerMinute: 50 });
  const two = [heavy.ask(), heavy.ask()];
  await heavy.clock.advance(60_000);
  await Promise.all(two);
  assert.deepEqual(heavy.sent.map(({ at }) => at), [0, 60_000]);
});

test('when a heavy call at the head is called off, a light one behind it goes at once', async () => {
  const { ask, clock, sent } = stage({ tokensPerMinute: 250 });
  await ask();
  const control = new AbortController();
  const heavy = ask({ task: 'heavy', signal: control.signal });
  const light = ask({ task: 'light' });
  await clock.advance(1_000);
  assert.equal(sent.length, 1);
  control.abort();
  await Promise.all([heavy, light]);
  assert.deepEqual(sent.map(({ at, task }) => [at, task]), [[0, 'chat'], [1_000, 'light']]);
});

test('what a server told is kept to: a limit used up fills again evenly, or at its reset when its size is not known', async () => {
  const known = stage();
  known.tells(requests(0, 30_000, 10));
  await known.ask();
  known.tells();
  const two = [known.ask(), known.ask()];
  await known.clock.runAll();
  await Promise.all(two);
  assert.equal(known.sent[1]?.at, 3_000);
  const bare = stage();
  bare.tells(requests(0, 30_000, undefined));
  await bare.ask();
  bare.tells();
  const one = bare.ask();
  await bare.clock.runAll();
  await one;
  assert.equal(bare.sent[1]?.at, 30_000);
});

test('a told limit that lasts longer than anybody waits holds nobody, and other providers are other lines', async () => {
  const { ask, sent, tells } = stage({}, 60_000);
  tells(requests(0, 7_200_000, undefined));
  await ask();
  await ask();
  tells(requests(0, 30_000, undefined));
  await ask();
  await ask({ model: 'groq/x' });
  assert.equal(sent.length, 4);
});

test('waiting is seen, can be skipped, and ends at once when the call is called off', async () => {
  const { ask, clock, sent, tells } = stage();
  tells(requests(0, 30_000, undefined));
  await ask({ task: 'first' });
  tells();
  const waits: (Wait | undefined)[] = [];
  const skipped = ask({ task: 'skipped', onDidWait: (wait) => void waits.push(wait) });
  await clock.settle();
  assert.deepEqual({ ...waits[0], retryNow: undefined }, { reason: 'limit', message: "Waiting for OpenAI's limit.", until: 30_000, retryNow: undefined });
  waits[0]?.retryNow();
  await skipped;
  assert.deepEqual([sent.at(-1)?.task, waits.length, waits[1]], ['skipped', 2, undefined]);
  const control = new AbortController();
  const off = ask({ task: 'off', signal: control.signal });
  const after = ask({ task: 'after' });
  control.abort();
  assert.equal((await off).finish.reason.unified, 'cancelled');
  await clock.runAll();
  await after;
  assert.deepEqual([sent.map(({ task }) => task), clock.pending], [['first', 'skipped', 'after'], 0]);
});

test('for any calls, those called off among them, limits hold in every minute and nobody is forgotten', async () => {
  const step = fc.record({ after: fc.integer({ min: 0, max: 40_000 }), off: fc.boolean() });
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), async (steps, perMinute) => {
    const { ask, clock, sent } = stage({ requestsPerMinute: perMinute });
    const asked: Promise<unknown>[] = [];
    for (const { after, off } of steps) {
      await clock.advance(after);
      const control = new AbortController();
      asked.push(ask({ signal: control.signal }));
      if (off) control.abort();
    }
    await clock.runAll();
    await Promise.all(asked);
    for (const { at } of sent) assert.ok(sent.filter((other) => other.at >= at && other.at < at + 60_000).length <= perMinute);
    assert.ok(sent.length >= steps.filter(({ off }) => !off).length);
    assert.equal(clock.pending, 0);
  }), { numRuns: 100 });
});
