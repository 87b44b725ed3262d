// What everything else stands on: settings, providers, keys, prices, the database, and what was spent.

import { access } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type ExtensionContext, Uri, window, workspace } from 'vscode';
import { systemClock } from '../core/base/clock.ts';
import { DisposableStore } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import { createCacheWatch } from '../core/money/cacheHealth.ts';
import { createModelCatalog, loadBundledCatalog } from '../core/money/catalog/catalog.ts';
import { createPrices } from '../core/money/prices.ts';
import { createSpend } from '../core/money/spend.ts';
import { createSpentSums } from '../core/money/spentSums.ts';
import { createUsualOutput } from '../core/money/usualOutput.ts';
import { createModelLists } from '../core/pipeline/modelLists.ts';
import { modelsOf } from '../core/pipeline/routes/plan.ts';
import { createCacheTerms } from '../core/providers/caching.ts';
import { createProviderDirectory } from '../core/providers/directory.ts';
import { createPlacing } from '../core/providers/placing.ts';
import { registry } from '../core/providers/registry.ts';
import { vscode } from '../core/providers/vscode.ts';
import { createTokenCounter } from '../core/tokens/counter.ts';
import { createTraces } from '../core/trace/traces.ts';
import { createConnection } from '../host/database/connection.ts';
import { createConversations } from '../host/database/conversations.ts';
import { createLedger } from '../host/database/ledger.ts';
import { createFreshPrices } from '../host/freshPrices.ts';
import { createKeyCommands } from '../host/keyCommand.ts';
import { createKeys } from '../host/keys.ts';
import { createLanguageModels } from '../host/languageModels.ts';
import { createLog } from '../host/log.ts';
import { createModelChoice } from '../host/modelChoice.ts';
import { notify } from '../host/notify.ts';
import { createRankSource, ranksFolder } from '../host/ranks.ts';
import { createSettings } from '../host/settings.ts';
import { createVirtualDocuments } from '../host/virtualDocuments.ts';

/** Where it is kept what was learned about models' tokens. */
const tokenFactors = 'parley.tokenFactors';

export type Ground = ReturnType<typeof layGround>;

export function layGround(context: ExtensionContext) {
  const store = new DisposableStore();
  const clock = systemClock;
  const channel = store.add(window.createOutputChannel('Parley', { log: true }));
  const log = createLog(channel);

  const settings = store.add(createSettings());
  const providers = createProviderDirectory(registry, () => settings.get('parley.providers'));
  const keys = store.add(createKeys({ secrets: context.secrets, environment: process.env, runCommand: createKeyCommands(), log }));
  const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
  const findLocal = async () => (await import('../core/providers/discovery.ts')).discoverLocalServers({ fetch, clock });
  const editorModels = createLanguageModels();
  const lists = createModelLists({ providers, keys: keys.source, fetch, editorModels, clock, log });
  const listsChanged = store.add(new Emitter<void>());
  store.add(editorModels.onDidChange(() => {
    lists.forget(vscode.id);
    listsChanged.fire();
  }));
  const choice = store.add(createModelChoice({ settings, keys, providers, findLocal }));

  const freshPrices = store.add(createFreshPrices({
    path: Uri.joinPath(context.globalStorageUri, 'prices.json').fsPath,
    address: () => settings.get('parley.pricesUrl'),
    fetch,
    clock,
    log,
    onDidFetch: () => catalog.forget(),
  }));
  const catalog = createModelCatalog({
    load: async () => (await Promise.all([loadBundledCatalog(), freshPrices.load()])).filter((loaded) => loaded !== undefined),
    place: createPlacing(providers),
  });
  store.add(settings.onDidChange(() => catalog.forget()));
  const prices = createPrices({ catalog, overrides: () => settings.get('parley.prices') });
  const spend = store.add(createSpend(prices));
  const cache = createCacheWatch({ prices, terms: createCacheTerms(providers) });
  const usual = createUsualOutput();
  const tokens = store.add(createTokenCounter({
    ranks: createRankSource(Uri.joinPath(context.extensionUri, 'dist', ranksFolder).fsPath),
    learned: context.globalState.get(tokenFactors),
    log,
  }));
  store.add(tokens.onDidChange(() => void context.globalState.update(tokenFactors, tokens.learned())));

  const databaseFile = Uri.joinPath(context.globalStorageUri, 'parley.sqlite').fsPath;
  const connection = store.add(createConnection({
    path: databaseFile,
    worker: pathToFileURL(Uri.joinPath(context.extensionUri, 'dist/databaseWorker.js').fsPath),
    log,
    onTrouble: (sentence) => void notify('warning', sentence),
  }));
  const databaseExists = () => access(databaseFile).then(() => true, () => false);
  const ledger = createLedger(connection);
  const conversations = createConversations(connection);
  const sums = store.add(createSpentSums({ ledger, usage: ledger.usage, exists: databaseExists, clock }));
  const origin = { source: crypto.randomUUID(), workspace: workspace.workspaceFolders?.[0]?.uri.toString() };
  const traces = store.add(createTraces({ target: () => settings.get('parley.otel'), fetch, clock, log }));
  const documents = store.add(createVirtualDocuments());

  /** Of a route the model it names first: for what is told before a question is asked. */
  const likeliest = (reference: string): string => modelsOf(reference, settings.get('parley.routes'))[0] ?? reference;
  const describe = (asked: string) => {
    const reference = likeliest(asked);
    return { ...providers.describe(reference), ...catalog.info(reference) };
  };
  const names = {
    label: (reference: string) => providers.of(reference)?.label ?? reference,
    badge: (reference: string) => providers.of(reference)?.provider.badge,
  };
  const model = () => {
    const reference = choice.modelFor('chat');
    const badge = names.badge(reference);
    return { reference, ...(badge !== undefined && { badge }) };
  };

  return {
    store, context, clock, channel, log, settings, providers, keys, fetch, findLocal, editorModels, lists, onDidChangeLists: listsChanged.event,
    modelFor: (task: string) => choice.modelFor(task), model, onDidChangeModel: choice.onDidChange, likeliest, describe, names,
    catalog, prices, spend, cache, usual, tokens, databaseExists, ledger, conversations, sums, origin, traces, documents,
  };
}
