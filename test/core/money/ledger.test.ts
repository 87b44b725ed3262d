// What the meter tells of an attempt is what stands in the ledger, nobody's attempt left out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { type LedgerRow, ledgerSink } from '../../../src/core/money/ledger.ts';
import { meter } from '../../../src/core/pipeline/layers/meter.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { callOf } from '../../support/simulatedClient.ts';

const tokens = { input: { fresh: 5, cacheRead: 6, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 7, reasoning: undefined } };
const seconds = 1_000;

/** Lets an answer through the meter: the first text after 2 seconds, the end after 3 more. */
async function book(end: FinishEvent, more: Partial<Call> = {}, leave = false, isFree = false): Promise<LedgerRow[]> {
  const clock = createFakeClock(100_000);
  const rows: LedgerRow[] = [];
  const attempts = ledgerSink({ record: (row) => void rows.push(row), dispose() {} }, { source: 'window', workspace: 'file:///w' });
  const prices = { ready: () => Promise.resolve(), find: () => undefined };
  const answer = meter({ clock, attempts, prices, isFree: () => isFree })(async function* (): AsyncGenerator<StreamEvent> {
    await clock.advance(2 * seconds);
    yield { type: 'text-delta', text: 'hello' };
    await clock.advance(3 * seconds);
    yield end;
  });
  for await (const event of answer({ ...callOf('hi'), ...more })) if (leave && event.type === 'text-delta') break;
  return rows;
}

test('an attempt is booked with everything that is known of it', async () => {
  const end: FinishEvent = {
    ...finish({ reason: 'length', raw: 'max_tokens', model: 'anthropic/m', servedModel: 'm-1', responseId: 'r', usage: { ...tokens, raw: { service_tier: 'priority' } } }),
    cost: { provenance: 'reported', amount: 0.5, currency: 'USD' },
    keyLabel: 'environment ANTHROPIC_API_KEY',
  };
  const [row] = await book(end, { model: 'anthropic/m', task: 'explain', conversation: 'c' });
  assert.deepEqual(row, {
    at: 100_000, source: 'window', workspace: 'file:///w', conversation: 'c', task: 'explain', model: 'anthropic/m', servedModel: 'm-1', serviceTier: 'priority',
    keyLabel: 'environment ANTHROPIC_API_KEY', usage: end.usage, cost: end.cost, tableCost: undefined, wasted: false, milliseconds: 5 * seconds, firstTokenMilliseconds: 2 * seconds,
    finish: 'length', finishRaw: 'max_tokens', error: undefined, responseId: 'r',
  });
});

test('a broken answer that may have cost something is wasted', async () => {
  const error = new LlmError({ kind: 'interrupted', message: 'cut', retryable: true });
  const [broken] = await book({ ...finish({ reason: 'interrupted', model: 'openai/m', error }) });
  assert.deepEqual([broken?.wasted, broken?.error, broken?.cost.provenance], [true, 'interrupted', 'unknown']);
});

test('an answer nobody waited for is booked too: its cost is not known, and not 0', async () => {
  const [row, ...rest] = await book(finish({ reason: 'stop', model: 'openai/m' }), {}, true);
  assert.deepEqual(rest, []);
  assert.deepEqual([row?.finish, row?.error, row?.cost.provenance, row?.wasted, row?.milliseconds], ['cancelled', 'cancelled', 'unknown', true, 2 * seconds]);
  const [free] = await book(finish({ reason: 'stop', model: 'demo/tour' }), {}, true, true);
  assert.deepEqual([free?.cost.provenance, free?.wasted], ['free', false]);
});
