// The second door: the same client without an editor (`npm run ask`).

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Arguments, readArguments, usage } from './cli/arguments.ts';
import { checkedAnswer, readSchema } from './cli/checkedAnswer.ts';
import { exitCodeOf, usageExitCode } from './cli/exitCode.ts';
import { keptAnswer } from './cli/keptAnswer.ts';
import { readImage, readJson } from './cli/files.ts';
import { jsonPrinter, problemLine, textPrinter } from './cli/printer.ts';
import { UsageError } from './cli/usageError.ts';
import { systemClock } from './core/base/clock.ts';
import { silentLog } from './core/base/log.ts';
import type { Call } from './core/model/call.ts';
import type { Handler } from './core/model/handler.ts';
import { type Message, textMessage } from './core/model/message.ts';
import type { StreamEvent } from './core/model/streamEvent.ts';
import { providerIn } from './core/model/modelRef.ts';
import { jsonObjectSchema, messagesSchema, toolsSchema } from './core/model/messageSchema.ts';
import { createCostSoFar } from './core/money/costSoFar.ts';
import { joinSinks, ledgerSink } from './core/money/ledger.ts';
import { createModelCatalog, loadBundledCatalog } from './core/money/catalog/catalog.ts';
import { createPrices } from './core/money/prices.ts';
import { createSpend } from './core/money/spend.ts';
import { createClient } from './core/pipeline/client.ts';
import { createProviderDirectory } from './core/providers/directory.ts';
import { createPlacing } from './core/providers/placing.ts';
import { keyVariable, type ProviderSettings } from './core/providers/provider.ts';
import { registry } from './core/providers/registry.ts';
import { createTokenCounter } from './core/tokens/counter.ts';
import { createTraces, type Traces } from './core/trace/traces.ts';
import { tellConnections } from './host/connections.ts';
import { createKeyCommands } from './host/keyCommand.ts';
import { createFreshRankSource } from './host/freshRanks.ts';
import { ranksFolder } from './host/ranks.ts';
import { type Connection, createConnection } from './host/database/connection.ts';
import { createConversations } from './host/database/conversations.ts';
import { createLedger, type StoredLedger } from './host/database/ledger.ts';
import { retryOf, timeoutsOf } from './tables/patience.ts';
import { readSetting, type SettingKey, type SettingValue } from './tables/settings.ts';

type RawSettings = Readonly<Record<string, unknown>>;

/** Reads one setting; a value that does not fit is the caller's mistake here. */
function settingOf<K extends SettingKey>(raw: RawSettings, key: K): SettingValue<K> {
  const { value, problem } = readSetting(key, raw[key]);
  if (problem !== undefined) throw new UsageError(problem);
  return value;
}

function compose(model: string, baseUrl: string | undefined, raw: RawSettings, ledger: StoredLedger | undefined, traces: Traces): Handler {
  const own: Record<string, ProviderSettings> = { ...settingOf(raw, 'parley.providers') };
  const id = providerIn(model);
  if (baseUrl !== undefined) own[id] = { ...own[id], baseUrl };
  const timeouts = timeoutsOf(settingOf(raw, 'parley.timeouts'));
  const retry = retryOf(settingOf(raw, 'parley.retry'));
  const providers = createProviderDirectory(registry, () => own);
  const catalog = createModelCatalog({ load: async () => [await loadBundledCatalog()], place: createPlacing(providers) });
  const overrides = settingOf(raw, 'parley.prices');
  const budgets = settingOf(raw, 'parley.budgets');
  const policy = settingOf(raw, 'parley.cache');
  const routes = settingOf(raw, 'parley.routes');
  const { autoContinue } = settingOf(raw, 'parley.context');
  const prices = createPrices({ catalog, overrides: () => overrides });
  const tokens = createTokenCounter({ ranks: createFreshRankSource(join(import.meta.dirname, '../dist', ranksFolder)) });
  const spend = createSpend(prices);
  const booked = ledger ? [ledgerSink(ledger, { source: 'ask', workspace: undefined }, createCostSoFar({ prices, tokens }))] : [];
  return createClient({
    providers,
    keys: async ({ id: provider, settings }) => {
      const variable = settings.apiKeyEnv ?? keyVariable(provider);
      const key = process.env[variable];
      if (key !== undefined) return { key, label: `environment ${variable}` };
      const command = settings.apiKeyCommand?.trim();
      return command ? { key: await runCommand({ setting: `parley.providers.${provider}.apiKeyCommand`, provider, command }), label: 'command' } : undefined;
    },
    fetch: globalThis.fetch,
    clock: systemClock,
    log: silentLog,
    prices,
    describe: (reference) => catalog.ready().then(() => catalog.info(reference)),
    attempts: joinSinks([spend, ...booked]),
    tokens,
    traces,
    budget: { budgets: () => budgets, till: ledger?.till, sessionSpent: () => spend.state().total.amount },
    ...(ledger && { cache: { policy: () => policy, store: ledger.answers } }),
    timeouts: () => timeouts,
    connections: tellConnections,
    retry: () => retry,
    routes: () => routes,
    autoContinue: () => autoContinue,
  });
}

const runCommand = createKeyCommands();

function openDatabase(path: string): Connection {
  return createConnection({ path, worker: new URL('host/database/worker.ts', import.meta.url), log: silentLog, onTrouble: (sentence) => console.error(sentence) });
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function buildCall(given: Arguments, model: string, signal: AbortSignal): Promise<Call> {
  const prompt = given.prompt === '-' ? await readStandardInput() : given.prompt;
  if (prompt.trim() === '') throw new UsageError('There is no prompt.');
  const images = await Promise.all(given.images.map(readImage));
  const history = given.history === undefined ? [] : await readJson(given.history, messagesSchema);
  const tools = given.tools === undefined ? undefined : await readJson(given.tools, toolsSchema);
  const schema = given.schema === undefined ? undefined : await readJson(given.schema, jsonObjectSchema);
  const messages: Message[] = [
    ...(given.system === undefined ? [] : [textMessage('system', given.system)]),
    ...(history as Message[]),
    { role: 'user', parts: [{ type: 'text', text: prompt }, ...images] },
  ];
  return {
    model,
    messages,
    task: 'ask',
    signal,
    ...(tools && { tools }),
    ...(schema && { output: { name: 'answer', schema } }),
    ...(given.thinking && { thinking: given.thinking }),
    ...(given.maxOutput !== undefined && { limits: { maxOutputTokens: given.maxOutput } }),
  };
}

async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) {
    console.log(usage);
    return 0;
  }
  const raw = given.settings === undefined ? {} : await readJson(given.settings, z.record(z.string(), z.unknown()));
  const model = given.model || settingOf(raw, 'parley.model');
  if (model === '') throw new UsageError('Which model? Say --model provider/model.');
  const control = new AbortController();
  process.once('SIGINT', () => control.abort());
  // A reader that went away wants no more.
  process.stdout.on('error', () => control.abort());
  const print = given.json ? jsonPrinter(process.stdout) : textPrinter(process.stdout, process.stderr);
  const database = given.database === undefined ? undefined : openDatabase(given.database);
  const ledger = database && createLedger(database);
  const otel = settingOf(raw, 'parley.otel');
  const traces = createTraces({ target: () => otel, fetch: globalThis.fetch, clock: systemClock, log: silentLog });
  const client = compose(model, given.baseUrl, raw, ledger, traces);
  let code = 8;
  const call = await buildCall(given, model, control.signal);
  const answers = call.output && !call.tools ? checkedAnswer(client, readSchema(call.output.schema)) : client;
  const show = (event: StreamEvent): void => {
    print(event);
    const problem = problemLine(event);
    if (problem !== undefined) console.error(problem);
    if (event.type === 'finish') code = exitCodeOf(event);
  };
  const onTrouble = (reason: string): void => console.error(`The conversation could not be kept: ${reason}`);
  if (database) await keptAnswer(answers, call, { store: createConversations(database), clock: systemClock, newId: randomUUID, show, onTrouble });
  else for await (const event of answers(call)) show(event);
  await Promise.all([ledger?.flushed(), traces.flushed()]);
  ledger?.dispose();
  return code;
}

try {
  process.exitCode = await main();
} catch (failure) {
  if (!(failure instanceof UsageError)) throw failure;
  console.error(`[usage] ${failure.message}`);
  console.error('Try: npm run --silent ask -- --help');
  process.exitCode = usageExitCode;
}
