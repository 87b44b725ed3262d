// Patience: connecting, beginning, going on and the whole are told apart, and no change of the clock counts as silence.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { systemClock } from '../../../../src/core/base/clock.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import { cancelled, finishWithError } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import { type Timeouts, timeouts } from '../../../../src/core/pipeline/layers/timeouts.ts';
import { tellConnections } from '../../../../src/host/connections.ts';
import { collect } from '../../../support/collect.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { callOf, simulatedClient } from '../../../support/simulatedClient.ts';
import { chat } from '../../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { text } from './faulty.ts';

const limits: Timeouts = { connect: 1_000, firstEvent: 5_000, firstEventThinking: 50_000, betweenEvents: 2_000, total: 60_000 };

function stage(call: Partial<Call> = {}, thinks?: boolean, handler: Handler = silent) {
  const clock = createFakeClock();
  const layer = timeouts(clock, () => limits, thinks === undefined ? undefined : () => Promise.resolve(thinks));
  return { clock, asked: collect(layer(handler)(callOf('q', call))).then(({ finish, text: said }) => ({ kind: finish.error?.kind, message: finish.error?.message, said, at: clock.now() })) };
}

const silent: Handler = async function* (call) {
  await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
  yield finishWithError(cancelled('openai'), { model: call.model });
};

/** Tells of its connection, then nothing. */
const connecting = (...states: readonly ('connecting' | 'connected')[]): Handler => (call) => {
  for (const state of states) call.onDidConnect?.(state);
  return silent(call);
};

test('a connection that does not come about is given up before an answer that does not', async () => {
  const { clock, asked } = stage({}, undefined, connecting('connecting'));
  await clock.runAll();
  assert.deepEqual(await asked, { kind: 'timeout', message: 'There was no connection after 1 s.', said: '', at: 1_000 });
  const other = stage({}, undefined, connecting('connecting', 'connected'));
  await other.clock.runAll();
  assert.equal((await other.asked).at, 5_000);
});

test('who thinks first may take longer to begin, whether the call or the model says so', async () => {
  for (const [call, thinks, expected] of [[{}, undefined, 5_000], [{}, false, 5_000], [{}, true, 50_000], [{ thinking: 'high' }, undefined, 50_000], [{ thinking: 'off' }, true, 5_000]] as const) {
    const { clock, asked } = stage(call, thinks);
    await clock.runAll();
    assert.deepEqual([(await asked).kind, (await asked).at], ['timeout', expected]);
    assert.equal(clock.pending, 0);
  }
});

test('an answer that drips for ever ends with its whole time, and what came of it stays', async () => {
  const clock = createFakeClock();
  const drip: Handler = async function* (call) {
    for (;;) {
      await new Promise<void>((resolve) => {
        clock.after(1_000, resolve);
        call.signal.addEventListener('abort', () => resolve());
      });
      if (call.signal.aborted) break;
      yield text('.');
    }
    yield finishWithError(cancelled('openai'), { model: call.model });
  };
  const asked = collect(timeouts(clock, () => limits)(drip)(callOf('q')));
  await clock.advance(60_000);
  const { finish, text: said } = await asked;
  assert.deepEqual([finish.reason.unified, finish.error?.message], ['interrupted', 'The answer was not finished after 60 s.']);
  assert.ok(said.length >= 58);
});

test('a clock that is set forward or back neither ends an answer nor keeps a silent one', async () => {
  for (const jump of [86_400_000, -86_400_000]) {
    const fake = createFakeClock();
    let shift = 0;
    const clock = { now: () => fake.now() + shift, ticks: () => fake.now(), after: (milliseconds: number, action: () => void) => fake.after(milliseconds, action) };
    const slow: Handler = async function* (call) {
      yield text('a');
      shift = jump;
      await new Promise<void>((resolve) => {
        fake.after(1_500, resolve);
      });
      yield text('b');
      yield* silent(call);
    };
    const asked = collect(timeouts(clock, () => limits)(slow)(callOf('q')));
    await fake.advance(3_499);
    assert.equal(fake.pending, 2);
    await fake.advance(1);
    assert.equal((await asked).text, 'ab');
  }
});

test('Node tells of connections: a server whose line is busy is told from one that is slow to answer', async () => {
  await using simulator = await startSimulator(chat({ text: ['x'] }));
  const states: string[] = [];
  const fetch = tellConnections(globalThis.fetch, (state) => void states.push(state));
  await (await fetch(`${simulator.url}/v1/chat/completions`, { method: 'POST', body: '{}' })).text();
  assert.deepEqual(states, ['connecting', 'connected']);
  // Takes connections and never speaks TLS: for a client there is no connection yet.
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  const { client } = simulatedClient(url, { clock: systemClock, connections: tellConnections, connect: 150 });
  const { finish } = await collect(client(callOf('q')));
  assert.deepEqual([finish.error?.kind, finish.error?.message], ['timeout', 'There was no connection after 0.2 s.']);
  mute.close();
});
