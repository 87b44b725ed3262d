// What the layers cost when nothing goes wrong: added time per call and per delta against the bare attempt, and with fifty
// streams at once. The provider is in the process and says everything at once, so that nothing else is measured.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../src/core/base/clock.ts';
import { silentLog } from '../../src/core/base/log.ts';
import { finish } from '../../src/core/model/finish.ts';
import type { Call } from '../../src/core/model/call.ts';
import type { Handler } from '../../src/core/model/handler.ts';
import { textMessage } from '../../src/core/model/message.ts';
import { createPriceBook } from '../../src/core/money/price.ts';
import { createAttempt } from '../../src/core/pipeline/attempt.ts';
import { createClient } from '../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../src/core/providers/directory.ts';
import type { Provider } from '../../src/core/providers/provider.ts';
import { type Figure, median, rounded } from './figure.ts';

const rounds = 7;
const calls = 1_000;
const deltas = 50_000;
const many = { streams: 50, deltas: 2_000 };

/** Lets others go ahead as often as a network would. */
const perBatch = 20;

let length = 1;
const provider: Provider = {
  id: 'instant',
  label: 'Instant',
  description: 'Says everything at once.',
  key: { use: 'none' },
  baseUrl: 'http://127.0.0.1:9',
  models: ['m'],
  free: false,
  dialects: [{
    wire: 'instant',
    load: () => Promise.resolve({
      async *stream({ model }: Call) {
        yield { type: 'message-start' as const, model };
        for (let index = 0; index < length; index++) {
          if (index % perBatch === perBatch - 1) await new Promise((resolve) => void setImmediate(resolve));
          yield { type: 'text-delta' as const, text: 'words' };
        }
        yield finish({ reason: 'stop', model });
      },
    }),
  }],
};

const ports = {
  providers: createProviderDirectory([provider], () => ({})),
  keys: () => Promise.resolve(undefined),
  fetch: globalThis.fetch,
  clock: systemClock,
  log: silentLog,
  prices: createPriceBook([]),
  attempts: { begin: () => ({ grew() {}, ended() {}, abandoned() {} }) },
  timeouts: () => ({ connect: 20_000, firstEvent: 120_000, firstEventThinking: 600_000, betweenEvents: 60_000, total: 3_600_000 }),
  retry: () => ({ attempts: 3, maxDelay: 60_000, deadline: 180_000, perConversation: 12 }),
};

async function read(handler: Handler): Promise<void> {
  const call: Call = { model: 'instant/m', messages: [textMessage('user', 'question')], task: 'chat', conversation: 'c', signal: new AbortController().signal };
  for await (const event of handler(call)) if (event.type === 'finish' && event.error) throw event.error;
}

/** Microseconds of one of `count`. */
async function timed(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return ((performance.now() - start) * 1000) / count;
}

export async function* figures(): AsyncIterable<Figure> {
  const handlers = { bare: createAttempt(ports), layers: createClient(ports) };
  const perCall = { bare: [] as number[], layers: [] as number[] };
  const perDelta = { bare: [] as number[], layers: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['bare', 'layers'] as const) {
      length = 1;
      perCall[name].push(await timed(calls, async () => {
        for (let call = 0; call < calls; call++) await read(handlers[name]);
      }));
      length = deltas;
      perDelta[name].push(await timed(deltas, () => read(handlers[name])));
    }
  }
  const call = { bare: median(perCall.bare), layers: median(perCall.layers) };
  yield { name: 'layers: added time per call', value: rounded(call.layers - call.bare), unit: 'us', peer: 'bare attempt', ratio: rounded(call.layers / call.bare) };
  const delta = { bare: median(perDelta.bare), layers: median(perDelta.layers) };
  yield { name: 'layers: added time per delta', value: rounded(delta.layers - delta.bare), unit: 'us', peer: 'bare attempt', ratio: rounded(delta.layers / delta.bare) };
  length = many.deltas;
  const held = monitorEventLoopDelay({ resolution: 1 });
  held.enable();
  const together = await timed(many.streams * many.deltas, async () => void (await Promise.all(Array.from({ length: many.streams }, () => read(handlers.layers)))));
  held.disable();
  yield { name: `layers: ${many.streams} streams at once, per delta`, value: rounded(together), unit: 'us', peer: 'one stream', ratio: rounded(together / delta.layers) };
  yield { name: `layers: event loop held by ${many.streams} streams`, value: rounded(held.max / 1e6), unit: 'ms', peer: 'goal 50', ratio: rounded(held.max / 1e6 / 50) };
}
