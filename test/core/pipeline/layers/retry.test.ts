// Trying again: what heals is asked again, nothing is told twice, and nobody is asked for ever.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Call } from '../../../../src/core/model/call.ts';
import { errorKinds } from '../../../../src/core/model/llmError.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import type { Wait } from '../../../../src/core/model/wait.ts';
import { retry, type RetryPolicy } from '../../../../src/core/pipeline/layers/retry.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { callOf } from '../../../support/simulatedClient.ts';
import { answered, failing, inTurn, started, text } from './faulty.ts';

const usual: RetryPolicy = { attempts: 3, maxDelay: 60_000, deadline: 180_000, perConversation: 12 };

function stage(policy: Partial<RetryPolicy> = {}, random = 0.5) {
  const clock = createFakeClock();
  const layer = retry({ clock, policy: () => ({ ...usual, ...policy }), random: () => random, nameOf: () => 'OpenAI' });
  const ask = async (handler: Handler, more: Partial<Call> = {}) => {
    const asked = collect(layer(handler)(callOf('q', more)));
    await clock.runAll();
    return { ...(await asked), took: clock.now() };
  };
  return { clock, layer, ask };
}

test('what heals is asked again after a pause, and the answer told once', async () => {
  const { handler, calls } = inTurn(failing('overloaded', {}, started), failing('network'), answered);
  const { events, text: said, took } = await stage().ask(handler);
  assert.equal(said, 'the answer');
  assert.equal(calls.length, 3);
  assert.deepEqual(events.map(({ type }) => type), ['notice', 'notice', 'message-start', 'text-delta', 'finish']);
  assert.equal(took, 250 + 500);
});

test('only what heals is asked again', async () => {
  const heals = ['rate-limit', 'overloaded', 'server', 'timeout', 'network', 'tls', 'proxy', 'bad-response', 'interrupted'];
  for (const kind of errorKinds) {
    const { handler, calls } = inTurn(failing(kind), answered);
    const { finish } = await stage().ask(handler);
    assert.equal(calls.length, heals.includes(kind) ? 2 : 1, kind);
    assert.equal(finish.error === undefined, heals.includes(kind), kind);
    const lasting = inTurn(failing(kind, { retryable: false }), answered);
    await stage().ask(lasting.handler);
    assert.equal(lasting.calls.length, 1, kind);
  }
  for (const status of [400, 401, 402, 403, 404]) {
    const { handler, calls } = inTurn(failing('rate-limit', { status }), answered);
    await stage().ask(handler);
    assert.equal(calls.length, 1, String(status));
  }
});

test('after anything that can be seen nothing is asked again', async () => {
  const visible: StreamEvent[] = [text('a'), { type: 'thinking-delta', text: 'a' }, { type: 'tool-call-start', id: '1', name: 'f' }];
  for (const event of visible) {
    const { handler, calls } = inTurn(failing('interrupted', {}, event), answered);
    const { finish } = await stage().ask(handler);
    assert.equal(calls.length, 1);
    assert.equal(finish.error?.kind, 'interrupted');
  }
});

test('0 attempts are none, and the last failure is the one that is told', async () => {
  const none = inTurn(failing('server'), answered);
  await stage({ attempts: 0 }).ask(none.handler);
  assert.equal(none.calls.length, 1);
  const { handler, calls } = inTurn(failing('server'), failing('server'), failing('overloaded'));
  const { finish } = await stage({ attempts: 2 }).ask(handler);
  assert.equal(calls.length, 3);
  assert.equal(finish.error?.kind, 'overloaded');
});

test('a server is believed how long to wait, up to a bound', async () => {
  assert.equal((await stage({}, 0).ask(inTurn(failing('rate-limit', { retryAfterMs: 41_000 }), answered).handler)).took, 41_000);
  const { handler, calls } = inTurn(failing('rate-limit', { retryAfterMs: 60_001 }), answered);
  const { took } = await stage({}, 0).ask(handler);
  assert.deepEqual([took, calls.length], [0, 1]);
});

test('nothing is asked again after the deadline', async () => {
  const { handler, calls } = inTurn(failing('rate-limit', { retryAfterMs: 40_000 }));
  const { took } = await stage({ attempts: 10, deadline: 100_000 }, 0).ask(handler);
  assert.deepEqual([took, calls.length], [80_000, 3]);
});

test('a conversation has a store of attempts, which fills up again with time', async () => {
  const { ask, clock } = stage({ attempts: 3, perConversation: 4 });
  const { handler, calls } = inTurn(failing('server'));
  await ask(handler, { conversation: 'one' });
  await ask(handler, { conversation: 'one' });
  await ask(handler, { conversation: 'one' });
  assert.equal(calls.length, 4 + 2 + 1);
  await ask(handler, { conversation: 'other' });
  assert.equal(calls.length, 7 + 4);
  await clock.advance(61_000);
  await ask(handler, { conversation: 'one' });
  assert.equal(calls.length, 11 + 3);
});

test('people see what is waited for, and may cut it short or call it off', async () => {
  const { clock, layer } = stage();
  const waits: (Wait | undefined)[] = [];
  const { handler, calls } = inTurn(failing('rate-limit', { retryAfterMs: 30_000 }), failing('overloaded', { retryAfterMs: 30_000 }), answered);
  const control = new AbortController();
  const asked = collect(layer(handler)(callOf('q', { signal: control.signal, onDidWait: (wait) => void waits.push(wait) })));
  await clock.settle();
  assert.deepEqual({ ...waits[0], retryNow: undefined }, { reason: 'retry', message: 'OpenAI asks to slow down.', until: 30_125, attempt: 2, of: 4, retryNow: undefined });
  waits[0]?.retryNow();
  await clock.settle();
  assert.equal(calls.length, 2);
  assert.equal(calls[1]?.urgent, true);
  assert.equal(waits[1], undefined);
  assert.equal(waits[2]?.attempt, 3);
  control.abort();
  assert.equal((await asked).finish.reason.unified, 'cancelled');
  assert.deepEqual([waits.length, waits[3], clock.pending], [4, undefined, 0]);
});

test('what was held back by ourselves is no attempt', async () => {
  const unsent = failing('overloaded', { unsent: true, retryAfterMs: 1_000 });
  const { handler, calls } = inTurn(unsent, unsent, unsent, unsent, unsent, unsent, answered);
  assert.equal((await stage({ attempts: 1, perConversation: 0 }).ask(handler)).text, 'the answer');
  assert.equal(calls.length, 7);
  const mixed = inTurn(unsent, unsent, failing('server'), unsent, answered);
  assert.equal((await stage({ attempts: 1 }).ask(mixed.handler)).text, 'the answer');
});

test('where somebody else can answer, a long wait is left to them', async () => {
  for (const [retryAfterMs, expected] of [[2_000, 2], [2_001, 1]] as const) {
    const { handler, calls } = inTurn(failing('overloaded', { retryAfterMs }), answered);
    await stage({}, 0).ask(handler, { hasStandIn: true });
    assert.equal(calls.length, expected);
  }
});

test('for any schedule of faults the text told is the text produced, once, and attempts stay within their bounds', async () => {
  const fault = fc.record({ kind: fc.constantFrom(...errorKinds), retryable: fc.boolean(), said: fc.option(fc.string({ minLength: 1 }), { nil: undefined }), retryAfterMs: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }) });
  await fc.assert(fc.asyncProperty(fc.array(fault, { maxLength: 8 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 0.999, noNaN: true }), async (faults, attempts, perConversation, random) => {
    const answers = [...faults.map(({ kind, said, ...facts }) => failing(kind, facts, started, ...(said === undefined ? [] : [text(said)]))), answered];
    const { handler, calls } = inTurn(...answers);
    const { text: told, events, took } = await stage({ attempts, perConversation }, random).ask(handler);
    const last = answers[calls.length - 1] ?? [];
    assert.equal(told, last.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''));
    assert.ok(answers.slice(0, calls.length - 1).every((answer) => answer.every(({ type }) => type !== 'text-delta')));
    assert.ok(calls.length - 1 <= Math.min(attempts, perConversation));
    assert.ok(events.filter(({ type }) => type === 'message-start').length <= 1);
    assert.ok(took <= usual.deadline);
  }), { numRuns: 300 });
});
