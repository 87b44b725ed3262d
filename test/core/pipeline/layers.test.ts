// The layers and the contract they keep, over handlers that misbehave on purpose.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log, LogFacts } from '../../../src/core/base/log.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import { free, unknownMoney } from '../../../src/core/model/money.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import type { Usage } from '../../../src/core/model/usage.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { createSpend } from '../../../src/core/money/spend.ts';
import { compose } from '../../../src/core/pipeline/compose.ts';
import { keepContract } from '../../../src/core/pipeline/keepContract.ts';
import { meter } from '../../../src/core/pipeline/layers/meter.ts';
import { timeouts } from '../../../src/core/pipeline/layers/timeouts.ts';
import { trace } from '../../../src/core/pipeline/layers/trace.ts';
import { collect } from '../../support/collect.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { callOf, simulatedPrice } from '../../support/simulatedClient.ts';

const end = finish({ reason: 'stop', model: 'openai/sim-model' });

function usageOf(fresh: number | undefined, text: number | undefined): Usage {
  return { input: { fresh, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text, reasoning: undefined }, raw: undefined };
}

/** Answers with these events. */
function saying(...events: readonly StreamEvent[]): Handler {
  return async function* () {
    yield* events;
  };
}

/** Says some events, then nothing until it is called off. */
function stalling(...events: readonly StreamEvent[]): Handler {
  return async function* (call) {
    yield* events;
    if (!call.signal.aborted) await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
    yield finish({ reason: 'cancelled', model: call.model, error: new LlmError({ kind: 'cancelled', message: '', retryable: false }) });
  };
}

test('layers wrap in the order they are named', async () => {
  const order: string[] = [];
  const named = (name: string) => (next: Handler): Handler => (call) => {
    order.push(name);
    return next(call);
  };
  await collect(compose([named('outer'), named('inner')], saying(end))(callOf('x')));
  assert.deepEqual(order, ['outer', 'inner']);
});

test('whatever a handler does, a stream ends with exactly one finish', async () => {
  const control = new AbortController();
  control.abort();
  const throwing = async function* (): AsyncGenerator<StreamEvent> {
    yield { type: 'text-delta', text: 'a' };
    throw new Error('bang');
  };
  assert.equal((await collect(keepContract(callOf('x'), throwing))).finish.error?.kind, 'bad-response');
  assert.equal((await collect(keepContract(callOf('x', { signal: control.signal }), throwing))).finish.error?.kind, 'cancelled');
  assert.equal((await collect(keepContract(callOf('x'), saying({ type: 'text-delta', text: 'a' }) as never))).finish.error?.kind, 'interrupted');
  assert.equal((await collect(keepContract(callOf('x'), () => saying(end, end)(callOf('x'))))).events.length, 1);
});

test('an answer that does not begin in time is a timeout; one that stops in the middle is interrupted', async () => {
  const patience = () => ({ firstEvent: 1_000, betweenEvents: 500 });
  const clock = createFakeClock();
  const silent = collect(timeouts(clock, patience)(stalling())(callOf('x')));
  await clock.advance(999);
  await clock.advance(1);
  const { finish: ended } = await silent;
  assert.equal(ended.error?.kind, 'timeout');
  assert.equal(ended.reason.unified, 'error');

  const broken = collect(timeouts(clock, patience)(stalling({ type: 'text-delta', text: 'so far' }))(callOf('x')));
  await clock.advance(500);
  const { finish: cut, text } = await broken;
  assert.equal(text, 'so far');
  assert.equal(cut.reason.unified, 'interrupted');
});

test('a patience of 0 waits for ever, and a person who stops is not a timeout', async () => {
  const clock = createFakeClock();
  const control = new AbortController();
  const running = collect(timeouts(clock, () => ({ firstEvent: 0, betweenEvents: 0 }))(stalling())(callOf('x', { signal: control.signal })));
  await clock.advance(10_000_000);
  control.abort();
  assert.equal((await running).finish.reason.unified, 'cancelled');
});

test('the meter books every attempt once: told, estimated, refused, abandoned', async () => {
  const prices = createPriceBook([simulatedPrice]);
  const spend = createSpend(prices);
  const metered = meter({ clock: createFakeClock(), prices, attempts: spend, isFree: (model) => model.startsWith('demo/') });
  const told = { input: { fresh: 10, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 5, reasoning: undefined }, raw: undefined };
  const run = async (handler: Handler, model = 'openai/sim-model') => (await collect(metered(handler)(callOf('question', { model })))).finish.cost;
  const text: StreamEvent = { type: 'text-delta', text: 'four char words' };

  assert.deepEqual(await run(saying(text, { ...end, usage: told })), { provenance: 'computed', amount: 70 / 1e6, currency: 'USD', entry: 'openai/sim-model, simulated, 2026-01-01' });
  assert.equal((await run(saying(text, end))).provenance, 'estimated');
  assert.deepEqual(await run(saying(text, { ...end, cost: { provenance: 'reported', amount: 3, currency: 'USD' } })), { provenance: 'reported', amount: 3, currency: 'USD' });
  assert.deepEqual(await run(saying(finish({ reason: 'error', model: 'm', error: new LlmError({ kind: 'auth', message: '', retryable: false }) }))), free);
  assert.deepEqual(await run(saying(text, end), 'demo/tour'), free);
  assert.deepEqual(await run(saying(text, end), 'other/model'), unknownMoney);
  assert.equal(spend.state().attempts, 6);
  assert.equal(spend.state().total.complete, false);

  for await (const _event of metered(saying(text, text, end))(callOf('x'))) break;
  assert.deepEqual({ live: spend.state().live, attempts: spend.state().attempts }, { live: [], attempts: 6 });
});

test('the end of an answer waits for the prices, its words do not', async () => {
  const loaded = Promise.withResolvers<void>();
  let there = false;
  const prices = { ready: () => loaded.promise, find: () => (there ? simulatedPrice : undefined) };
  const metered = meter({ clock: createFakeClock(), prices, attempts: createSpend(prices), isFree: () => false });
  const events: StreamEvent[] = [];
  for await (const event of metered(saying({ type: 'text-delta', text: 'at once' }, { ...end, usage: usageOf(10, 5) }))(callOf('x'))) {
    events.push(event);
    if (event.type !== 'text-delta') continue;
    setImmediate(() => {
      there = true;
      loaded.resolve();
    });
  }
  assert.deepEqual(events.map(({ type }) => type), ['text-delta', 'finish']);
  const last = events.at(-1);
  assert.equal(last?.type === 'finish' && last.cost.provenance, 'computed');
});

test('a side of the usage that was not told is estimated, and makes the cost an estimate', async () => {
  const prices = createPriceBook([simulatedPrice]);
  const metered = meter({ clock: createFakeClock(), prices, attempts: createSpend(prices), isFree: () => false });
  const run = async (input: number | undefined, output: number | undefined) => (await collect(metered(saying({ type: 'text-delta', text: 'word'.repeat(100) }, { ...end, usage: usageOf(input, output) }))(callOf('q')))).finish.cost;
  const costs = [await run(1_000_000, 5), await run(1_000_000, undefined), await run(undefined, 1_000_000), await run(undefined, undefined)];
  assert.deepEqual(costs.map(({ provenance }) => provenance), ['computed', 'estimated', 'estimated', 'estimated']);
  const amounts = costs.map((cost) => ('amount' in cost ? cost.amount : 0));
  assert.ok((amounts[1] ?? 0) > 2 && (amounts[1] ?? 0) < 2.01, String(amounts[1]));
  assert.ok((amounts[2] ?? 0) > 10 && (amounts[2] ?? 0) < 10.01, String(amounts[2]));
});

test('the log tells the story of a call, and nothing of what was said', async () => {
  const lines: [string, LogFacts | undefined][] = [];
  const keep = (text: string, facts?: LogFacts): void => void lines.push([text, facts]);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  await collect(trace(log, createFakeClock())(saying({ type: 'text-delta', text: 'secret answer' }, end))(callOf('secret question')));
  assert.deepEqual(lines.map(([text]) => text), ['call begins', 'call ends']);
  assert.equal(lines[1]?.[1]?.['reason'], 'stop');
  assert.ok(!JSON.stringify(lines).includes('secret'));
});
