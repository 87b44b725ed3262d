// A seeded run: many calls over three providers that fail often, and figures that say whether every promise held.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/core/base/log.ts';
import type { Call } from '../../src/core/model/call.ts';
import { textMessage } from '../../src/core/model/message.ts';
import { ledgerSink } from '../../src/core/money/ledger.ts';
import { createPriceBook } from '../../src/core/money/price.ts';
import { createClient } from '../../src/core/pipeline/client.ts';
import { createProviderDirectory } from '../../src/core/providers/directory.ts';
import { registry } from '../../src/core/providers/registry.ts';
import { collect } from '../support/collect.ts';
import { anthropicMessagesWire } from '../support/simulator/anthropicMessagesWire.ts';
import { geminiContentWire } from '../support/simulator/geminiContentWire.ts';
import { openaiChatWire } from '../support/simulator/openaiChatWire.ts';
import { openLedger } from '../host/database/support/writer.ts';
import { chance, pick, scriptOf } from './support/chance.ts';
import { planHeaders, startChaosServer } from './support/chaosServer.ts';
import { createFastClock } from './support/fastClock.ts';
import { type Fault, faults } from './support/faults.ts';
import { type Figures, sumUp, type Outcome } from './figures.ts';
import { openTrapdoors } from './support/trapdoors.ts';

export interface RunOptions {
  readonly seed: number;
  readonly calls: number;
  /** The share of attempts that meet a fault. */
  readonly share?: number;
  /** Only these in turn, each with the first attempt of every third call. */
  readonly only?: readonly Fault[];
  readonly attempts?: number;
}

const speed = 50;
const atOnce = 12;

export async function runChaos({ seed, calls, share = 0.3, only, attempts = 3 }: RunOptions): Promise<Figures> {
  const clock = createFastClock(speed);
  await using trapdoors = await openTrapdoors();
  await using openai = await startChaosServer(openaiChatWire, seed);
  await using anthropic = await startChaosServer(anthropicMessagesWire, seed);
  await using gemini = await startChaosServer(geminiContentWire, seed);
  const servers = { openai, anthropic, gemini };
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  const folder = await mkdtemp(join(tmpdir(), 'parley-chaos-'));
  const trouble: string[] = [];
  const ledger = openLedger(join(folder, 'chaos.sqlite'), (sentence) => void trouble.push(sentence));
  const met = new Map<number, (Fault | undefined)[]>();

  /** The way to a provider: decides what this attempt of a call meets. */
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const call = callIn(init?.body);
    if (call === undefined) return await globalThis.fetch(input, init);
    const earlier = met.get(call) ?? [];
    const random = chance(seed, 'fault', call, earlier.length);
    const fault = only ? (earlier.length === 0 && call % 3 === 0 ? only[(call / 3) % only.length] : undefined) : random() < share ? pick(random, faults) : undefined;
    met.set(call, [...earlier, fault]);
    if (random() < 0.02) clock.jump((random() - 0.5) * 7_200_000);
    const headers = new Headers(init?.headers);
    headers.set(planHeaders.call, String(call));
    headers.set(planHeaders.attempt, String(earlier.length));
    if (fault) headers.set(planHeaders.fault, fault.name);
    const address = new URL(input instanceof Request ? input.url : input);
    return await globalThis.fetch(fault?.before ? new URL(address.pathname, trapdoors.addresses[fault.before]) : address, { ...init, headers });
  };

  const sink = ledgerSink(ledger, { source: 'chaos', workspace: undefined });
  const settings = Object.fromEntries(Object.entries(servers).map(([id, { url }]) => [id, { baseUrl: id === 'openai' ? `${url}/v1` : url, ...(id === 'openai' && { api: 'chat' as const }) }]));
  const ports = {
    fetch,
    providers: createProviderDirectory(registry, () => settings),
    keys: () => Promise.resolve({ key: 'sk-chaos-0123456789', label: 'stored' }),
    clock,
    log: silentLog,
    prices: createPriceBook([]),
    attempts: sink,
    timeouts: () => ({ connect: 120_000, firstEvent: 120_000, betweenEvents: 80_000, total: 200_000 }),
    retry: () => ({ attempts, maxDelay: 60_000, deadline: 900_000, perConversation: 4 }),
    random: chance(seed, 'jitter'),
  };
  const client = createClient(ports);
  const outcomes: Outcome[] = [];

  async function ask(call: number): Promise<void> {
    const provider = (['openai', 'anthropic', 'gemini'] as const)[Math.floor(chance(seed, 'provider', call)() * 3)] ?? 'openai';
    const { signal } = new AbortController();
    const asked: Call = { model: `${provider}/sim-model`, messages: [textMessage('user', `call ${call}`)], task: 'chat', conversation: `conversation ${call % 50}`, signal };
    const said = await collect(client(asked)).catch((failure: unknown) => ({ text: '', finish: undefined, failure }));
    outcomes.push({ call, text: said.text, expected: scriptOf(seed, call).join(''), finish: said.finish, met: met.get(call) ?? [] });
  }

  // What is loaded with a first call is not to look like a silent server.
  const warm = createClient({ ...ports, fetch: globalThis.fetch, attempts: { begin: () => ({ grew() {}, ended() {}, abandoned() {} }) }, timeouts: () => ({ firstEvent: 0, betweenEvents: 0 }) });
  for (const provider of Object.keys(servers)) await collect(warm({ model: `${provider}/sim-model`, messages: [textMessage('user', 'hello')], task: 'chat', signal: new AbortController().signal }));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let call = next++; call < calls; call = next++) await ask(call);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const milliseconds = performance.now() - began;
  await ledger.flushed();
  const rows = [];
  for (let page = await ledger.usage.recent(undefined, 1_000); page.length > 0; page = await ledger.usage.recent(page.at(-1), 1_000)) rows.push(...page);
  ledger.dispose();
  // A server hears a moment later that nobody listens any more.
  const patience = performance.now() + 5_000;
  const open = (): number => Object.values(servers).reduce((total, server) => total + server.open, 0);
  while (open() > 0 && performance.now() < patience) await new Promise((resolve) => void setImmediate(resolve));
  process.off('unhandledRejection', onUnhandled);
  await rm(folder, { recursive: true, maxRetries: 10 });
  return sumUp({ outcomes, attempts, rows, servers: Object.values(servers), unhandled: unhandled.length, openRequests: open(), timers: clock.pending, trouble, milliseconds });
}

/** The number in the question, which is how a request tells whose it is. */
function callIn(body: unknown): number | undefined {
  const number = typeof body === 'string' ? /"call (\d+)"/.exec(body)?.[1] : undefined;
  return number === undefined ? undefined : Number(number);
}
