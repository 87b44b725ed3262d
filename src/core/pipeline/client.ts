// The client: every call of the editor and of the command line goes this way.
//
// trace -> cache -> budget -> route -> retry -> limit -> breaker -> timeouts -> purse -> meter -> attempt. The order is the contract; each layer's header says why it stands where it does.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Handler } from '../model/handler.ts';
import type { AttemptSink } from '../money/attempt.ts';
import type { PriceBook } from '../money/price.ts';
import type { ProviderDirectory } from '../providers/directory.ts';
import type { ProviderSettings } from '../providers/provider.ts';
import type { Call } from '../model/call.ts';
import { providerIn } from '../model/modelRef.ts';
import { type CallCounter, guess } from '../tokens/guess.ts';
import { type AttemptPorts, createAttempt, type KeySource } from './attempt.ts';
import { compose } from './compose.ts';
import { type BudgetGatePorts, createBudgetGate } from '../money/budget/gate.ts';
import { createWorstCases } from '../money/budget/worstCase.ts';
import { breaker } from './layers/breaker.ts';
import { budget } from './layers/budget.ts';
import { cache, type CachePorts } from './layers/cache.ts';
import { limit } from './layers/limit.ts';
import { meter } from './layers/meter.ts';
import { purse } from './layers/purse.ts';
import { retry, type RetryPolicy } from './layers/retry.ts';
import { route } from './layers/route.ts';
import { type Timeouts, timeouts } from './layers/timeouts.ts';
import { trace, type TraceSink } from './layers/trace.ts';
import { traceAttempt } from './layers/traceAttempt.ts';
import { costOf } from './routes/cost.ts';
import { modelsOf, type RoutesSettings } from './routes/plan.ts';

export interface ClientPorts {
  readonly providers: ProviderDirectory;
  readonly keys: KeySource;
  readonly fetch: typeof globalThis.fetch;
  readonly editorModels?: AttemptPorts['editorModels'];
  readonly clock: Clock;
  readonly log: Log;
  readonly prices: PriceBook;
  readonly describe?: AttemptPorts['describe'];
  readonly attempts: AttemptSink;
  /** Counts what arrives; guesses when left out. */
  readonly tokens?: CallCounter;
  readonly timeouts: () => Timeouts;
  readonly connections?: AttemptPorts['connections'];
  /** Left out: nothing is tried again. */
  readonly retry?: () => RetryPolicy;
  /** Left out: there are no routes. */
  readonly routes?: () => RoutesSettings;
  /** How often an answer that reached its length is gone on with unasked. Left out: never. */
  readonly autoContinue?: () => number;
  /** Left out: nothing is held to a budget. */
  readonly budget?: Pick<BudgetGatePorts, 'budgets' | 'till' | 'sessionSpent' | 'ask'>;
  /** Left out: nobody keeps records. */
  readonly traces?: TraceSink;
  /** Left out: no answer is kept. */
  readonly cache?: Pick<CachePorts, 'policy' | 'store'>;
  /** Between 0 and 1, 1 excluded. Default: chance. */
  readonly random?: () => number;
}

export function createClient(ports: ClientPorts): Handler {
  const { clock, log, prices, attempts } = ports;
  const { providers } = ports;
  const isFree = (reference: string): boolean => providers.of(reference)?.provider.free === true;
  const lineOf = ({ model }: Call): string => providerIn(model);
  const nameOf = ({ model }: Call): string => providers.of(model)?.label ?? providerIn(model);
  const policy = ports.retry ?? ((): RetryPolicy => ({ attempts: 0, maxDelay: 60_000, deadline: 0, perConversation: 0 }));
  const settingsOf = (reference: string): ProviderSettings | undefined => providers.of(reference)?.settings;
  const routes = ports.routes ?? ((): RoutesSettings => ({}));
  const worstOf = createWorstCases({
    prices,
    count: (ports.tokens ?? guess).prompt,
    ready: ports.tokens?.ready,
    describe: async (model) => ({ ...providers.describe(model), ...(await ports.describe?.(model)) }),
    isFree,
    candidatesOf: (model) => modelsOf(model, routes()),
    tierOf: (model) => settingsOf(model)?.serviceTier,
    now: () => clock.now(),
  });
  const outer = [
    trace(log, clock, ports.traces),
    ...(ports.cache ? [cache({ ...ports.cache, clock, surroundings: ({ model }) => modelsOf(model, routes()).map((one) => [one, settingsOf(one)]) })] : []),
    ...(ports.budget ? [budget(createBudgetGate({ ...ports.budget, worstOf, clock }))] : []),
  ];
  // Today a provider has one key, so that its name tells the key as well.
  const random = ports.random ?? Math.random;
  const candidate = [
    route({
      clock,
      routes,
      again: () => policy().attempts,
      autoContinue: ports.autoContinue ?? (() => 0),
      goesOnInPlace: (reference) => providers.of(reference)?.provider.prefill?.(reference.slice(reference.indexOf('/') + 1), settingsOf(reference) ?? {}) === true,
      costOf: (call) => (isFree(call.model) ? 0 : costOf(call, prices, ports.tokens ?? guess, clock.now())),
      pricesReady: () => prices.ready(),
      random,
    }),
    retry({ clock, policy, random, nameOf }),
    limit({
      clock,
      lineOf,
      limitsOf: (provider) => providers.find(provider)?.settings.limits ?? {},
      weigh: (call) => guess.prompt(call).total + (call.limits?.maxOutputTokens ?? 0),
      longestWait: () => policy().maxDelay,
      nameOf,
    }),
    breaker({ clock, deploymentOf: (call) => call.model, nameOf }),
    timeouts(clock, ports.timeouts, async ({ model }) => (await ports.describe?.(model))?.thinking === true),
    purse(worstOf),
    ...(ports.traces ? [traceAttempt(clock)] : []),
    meter({ clock, prices, attempts, tokens: ports.tokens, isFree }),
  ];
  return compose([...outer, ...candidate], createAttempt(ports));
}
