// The whole client, pointed at a simulator.

import { type Clock, systemClock } from '../../src/core/base/clock.ts';
import { silentLog } from '../../src/core/base/log.ts';
import type { Call } from '../../src/core/model/call.ts';
import type { Handler } from '../../src/core/model/handler.ts';
import { textMessage } from '../../src/core/model/message.ts';
import { createPriceBook, type PriceBook, type PriceEntry } from '../../src/core/money/price.ts';
import { createSpend, type Spend } from '../../src/core/money/spend.ts';
import type { FoundKey } from '../../src/core/pipeline/attempt.ts';
import { type ClientPorts, createClient } from '../../src/core/pipeline/client.ts';
import type { RetryPolicy } from '../../src/core/pipeline/layers/retry.ts';
import type { TellConnections } from '../../src/core/pipeline/transport.ts';
import { createProviderDirectory } from '../../src/core/providers/directory.ts';
import type { ProviderSettings } from '../../src/core/providers/provider.ts';
import { registry } from '../../src/core/providers/registry.ts';
import type { CallCounter } from '../../src/core/tokens/guess.ts';

export const simulatedKey = 'sk-simulated-0123456789';
export const simulatedPrice: PriceEntry = { model: 'openai/sim-model', periods: [{ rates: { input: 2, cacheRead: 0.2, output: 10 } }], source: 'simulated', asOf: '2026-01-01' };

export interface SimulatedClientOptions {
  readonly key?: string | undefined;
  readonly providers?: Readonly<Record<string, ProviderSettings>>;
  readonly clock?: Clock;
  readonly tokens?: CallCounter;
  readonly prices?: PriceBook;
  readonly budget?: ClientPorts['budget'];
  readonly routes?: ReturnType<NonNullable<ClientPorts['routes']>>;
  readonly autoContinue?: number;
  readonly traces?: ClientPorts['traces'];
  readonly firstEvent?: number;
  readonly betweenEvents?: number;
  readonly connect?: number;
  readonly connections?: TellConnections;
  readonly random?: () => number;
  /** Default: nothing is tried again. */
  readonly retry?: Partial<RetryPolicy>;
}

/** A client whose `openai` is at `url`. */
export function simulatedClient(url: string, options: SimulatedClientOptions = {}): { readonly client: Handler; readonly spend: Spend } {
  const prices = options.prices ?? createPriceBook([simulatedPrice]);
  const spend = createSpend(prices);
  const settings = options.providers ?? { openai: { baseUrl: url } };
  const client = createClient({
    providers: createProviderDirectory(registry, () => settings),
    keys: () => Promise.resolve(foundKey('key' in options ? options.key : simulatedKey)),
    fetch: globalThis.fetch,
    clock: options.clock ?? systemClock,
    log: silentLog,
    prices,
    attempts: spend,
    ...(options.tokens && { tokens: options.tokens }),
    ...(options.traces && { traces: options.traces }),
    ...(options.budget && { budget: options.budget }),
    routes: () => options.routes ?? {},
    autoContinue: () => options.autoContinue ?? 0,
    timeouts: () => ({ connect: options.connect ?? 0, firstEvent: options.firstEvent ?? 10_000, betweenEvents: options.betweenEvents ?? 10_000 }),
    ...(options.connections && { connections: options.connections }),
    ...(options.random && { random: options.random }),
    retry: () => ({ attempts: 0, maxDelay: 60_000, deadline: 180_000, perConversation: 12, ...options.retry }),
  });
  return { client, spend };
}

function foundKey(key: string | undefined): FoundKey | undefined {
  return key === undefined ? undefined : { key, label: 'stored' };
}

/** A call that asks `text`. */
export function callOf(text: string, more: Partial<Call> = {}): Call {
  return { model: 'openai/sim-model', messages: [textMessage('user', text)], task: 'chat', signal: new AbortController().signal, ...more };
}
