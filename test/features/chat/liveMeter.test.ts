// The meter of an answer on its way: a few times a second, and never after the end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssistantTurn } from '../../../src/core/conversation/turn.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { createLiveMeter } from '../../../src/features/chat/liveMeter.ts';
import type { Change } from '../../../src/shared/protocol.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const prices = createPriceBook([{ model: 'openai/m', periods: [{ rates: { input: 2, output: 10 } }], source: 'a list', asOf: '2026-09-23' }]);
const turn = (estimatedOutput: number, firstAt: number): AssistantTurn => ({ kind: 'assistant', id: 'a', parent: 'q', model: 'openai/m', text: '', thinking: '', notices: [], startedAt: 0, firstAt, estimatedOutput, end: undefined });

test('it tells tokens, cost and speed of what came, once for many deltas', async () => {
  const clock = createFakeClock();
  const told: Change[] = [];
  const meter = createLiveMeter(prices, clock, (change) => told.push(change));
  const firstAt = clock.now();
  for (let count = 1; count <= 100; count++) meter.grew(turn(count, firstAt));
  assert.equal(told.length, 0);
  await clock.advance(250);
  assert.equal(told.length, 1);
  const [change] = told;
  assert.ok(change?.type === 'turn-changed');
  assert.deepEqual({ ...change.changes.meter, explanation: '' }, { tokens: '~100 tokens', cost: '~$0.0010', speed: '400 tokens/s', explanation: '' });
});

test('after the end it is silent', async () => {
  const clock = createFakeClock();
  const told: Change[] = [];
  const meter = createLiveMeter(prices, clock, (change) => told.push(change));
  meter.grew(turn(5, clock.now()));
  meter.stop();
  await clock.advance(10_000);
  assert.deepEqual(told, []);
});
