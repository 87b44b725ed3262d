// One provider, one of its wire formats, and a simulator that speaks it: the stage every promise is played on.

import { Buffer } from 'node:buffer';
import { systemClock } from '../../src/core/base/clock.ts';
import { silentLog } from '../../src/core/base/log.ts';
import type { Call } from '../../src/core/model/call.ts';
import type { LazyDialect } from '../../src/core/model/dialect.ts';
import type { Handler } from '../../src/core/model/handler.ts';
import { textMessage } from '../../src/core/model/message.ts';
import { createPriceBook } from '../../src/core/money/price.ts';
import { createSpend } from '../../src/core/money/spend.ts';
import { createClient } from '../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../src/core/providers/directory.ts';
import type { Provider } from '../../src/core/providers/provider.ts';
import { type Collected, collect } from '../support/collect.ts';
import { body, eventStream } from '../support/simulator/answers.ts';
import { type Answer, type SeenRequest, type Simulator, startSimulator } from '../support/simulator/simulator.ts';
import type { RefusalKind, Script, Understood, Wire } from '../support/simulator/wire.ts';

export const contractKey = 'key-0123456789abcdef';
const usualModel = 'contract-model';

/** What a promise plays with. */
export interface Stage {
  readonly provider: Provider;
  readonly wire: Wire;
  readonly simulator: Simulator;
  readonly client: Handler;
  /** The reference of the simulated model. */
  readonly reference: string;
  /** Asks while the server gives this answer. */
  readonly ask: (answer: Answer, more?: Partial<Call>) => Promise<Collected>;
  readonly says: (script: Script) => Answer;
  readonly refuses: (kind: RefusalKind, headers?: Readonly<Record<string, string>>) => Answer;
  /** What the server understood of the last request. */
  readonly understood: () => Understood;
  readonly call: (more?: Partial<Call>) => Call;
}

/** Sets the stage for one promise and clears it afterwards. */
export async function onStage(provider: Provider, dialect: LazyDialect, wire: Wire, play: (stage: Stage) => Promise<void>): Promise<void> {
  await using simulator = await startSimulator();
  const model = wire.model ?? usualModel;
  const { choose: _choose, ...rest } = provider;
  const only: Provider = { ...rest, dialects: [dialect] };
  const prices = createPriceBook([]);
  const client = createClient({
    providers: createProviderDirectory([only], () => ({ [provider.id]: { baseUrl: simulator.url, region: 'eu-west-1', project: 'contract' } })),
    keys: () => Promise.resolve({ key: contractKey, label: 'stored' }),
    fetch: globalThis.fetch,
    ...(wire.editorModels && { editorModels: wire.editorModels(simulator.url) }),
    clock: systemClock,
    log: silentLog,
    prices,
    attempts: createSpend(prices),
    timeouts: () => ({ firstEvent: 20_000, betweenEvents: 20_000 }),
  });
  const reference = `${provider.id}/${model}`;
  // A promise may fail the same server often on purpose; it is not to be left alone for that.
  const call = (more: Partial<Call> = {}): Call => ({ model: reference, messages: [textMessage('user', 'hello')], task: 'chat', urgent: true, signal: new AbortController().signal, ...more });
  await play({
    provider,
    wire,
    simulator,
    client,
    reference,
    call,
    ask(answer, more) {
      simulator.script(answer);
      return collect(client(call(more)));
    },
    says: (script) => stream(wire, wire.events({ model, ...script })),
    refuses(kind, headers = {}) {
      const refusal = wire.refusal(kind);
      return body(refusal.status, 'application/json', refusal.body, { ...refusal.headers, ...headers });
    },
    understood() {
      const last = simulator.requests.findLast(({ path }) => wire.answers(path));
      if (!last) throw new Error(`Nothing was asked; seen: ${simulator.requests.map((request: SeenRequest) => request.path).join(', ')}`);
      return wire.understand(last);
    },
  });
}

/** An answer of these pieces with the wire's own content type. */
export function stream(wire: Wire, pieces: readonly (string | Uint8Array)[], then?: Parameters<typeof eventStream>[1]): Answer {
  return eventStream(pieces, then, wire.contentType);
}

/** All bytes of an answer in one. */
export function bytesOf(pieces: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
}
