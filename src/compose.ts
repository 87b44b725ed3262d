// Builds every object, by hand, top to bottom. The one file that may see every room.

import { access } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { systemClock } from './core/base/clock.ts';
import { type Disposable, DisposableStore } from './core/base/disposable.ts';
import { Emitter } from './core/base/emitter.ts';
import { createDesk } from './core/conversation/desk.ts';
import { createKeeping } from './core/conversation/keeper.ts';
import { createPlaces } from './core/conversation/places.ts';
import { createShown } from './core/conversation/shown.ts';
import { createCostSoFar } from './core/money/costSoFar.ts';
import { joinSinks, ledgerSink } from './core/money/ledger.ts';
import { createCacheWatch } from './core/money/cacheHealth.ts';
import { budgetStates } from './core/money/budgets.ts';
import { createModelCatalog, loadBundledCatalog } from './core/money/catalog/catalog.ts';
import { createPrices } from './core/money/prices.ts';
import { createFavourites } from './core/money/favourites.ts';
import { createSpend } from './core/money/spend.ts';
import { createSpentSums } from './core/money/spentSums.ts';
import { createUsualOutput } from './core/money/usualOutput.ts';
import { later } from './core/pipeline/later.ts';
import type { ExactCount } from './core/pipeline/exactCount.ts';
import { createModelLists } from './core/pipeline/modelLists.ts';
import { modelsOf } from './core/pipeline/routes/plan.ts';
import { createCacheTerms } from './core/providers/caching.ts';
import { createComparableModels } from './core/providers/comparable.ts';
import { createProviderDirectory } from './core/providers/directory.ts';
import { createPlacing } from './core/providers/placing.ts';
import { registry } from './core/providers/registry.ts';
import { createTokenCounter } from './core/tokens/counter.ts';
import { createTraces } from './core/trace/traces.ts';
import { vscode } from './core/providers/vscode.ts';
import { createActions } from './features/actions/actions.ts';
import { createChat } from './features/chat/chat.ts';
import { effortFor } from './features/chat/composer/effort.ts';
import type { ChooseModels } from './features/chat/turns/turns.ts';
import { createDoctor } from './features/doctor/doctor.ts';
import { createDashboard } from './features/usage/dashboard/dashboard.ts';
import { createHistory } from './features/history/history.ts';
import { createSettingsHealth } from './features/health/settingsHealth.ts';
import { createKeyManager } from './features/keys/keys.ts';
import { createModels } from './features/models/models.ts';
import { createPrompts } from './features/prompts/prompts.ts';
import { createUsage } from './features/usage/usage.ts';
import { askBudget } from './host/askBudget.ts';
import { tellConnections } from './host/connections.ts';
import { createConnection } from './host/database/connection.ts';
import { createConversations } from './host/database/conversations.ts';
import { createLedger } from './host/database/ledger.ts';
import { createHistoryRetention } from './host/database/historyRetention.ts';
import { createRetention } from './host/database/retention.ts';
import { createKeyCommands } from './host/keyCommand.ts';
import { createFreshPrices } from './host/freshPrices.ts';
import { createKeys } from './host/keys.ts';
import { createLanguageModels } from './host/languageModels.ts';
import { createLog } from './host/log.ts';
import { createModelChoice } from './host/modelChoice.ts';
import { notify } from './host/notify.ts';
import { createPromptDoor } from './host/prompts/promptDoor.ts';
import { createRankSource, ranksFolder } from './host/ranks.ts';
import { createSettings } from './host/settings.ts';
import { createVirtualDocuments } from './host/virtualDocuments.ts';
import { retryOf, timeoutsOf } from './tables/patience.ts';

/** Where it is kept what was learned about models' tokens. */
const tokenFactors = 'parley.tokenFactors';

export function compose(context: ExtensionContext): Disposable {
  const store = new DisposableStore();
  const clock = systemClock;
  const channel = store.add(window.createOutputChannel('Parley', { log: true }));
  const log = createLog(channel);

  const settings = store.add(createSettings());
  const providers = createProviderDirectory(registry, () => settings.get('parley.providers'));
  const keys = store.add(createKeys({ secrets: context.secrets, environment: process.env, runCommand: createKeyCommands(), log }));
  const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
  const findLocal = async () => (await import('./core/providers/discovery.ts')).discoverLocalServers({ fetch, clock });
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
  const ledgerFile = Uri.joinPath(context.globalStorageUri, 'parley.sqlite').fsPath;
  const connection = store.add(createConnection({
    path: ledgerFile,
    worker: pathToFileURL(Uri.joinPath(context.extensionUri, 'dist/databaseWorker.js').fsPath),
    log,
    onTrouble: (sentence) => void notify('warning', sentence),
  }));
  const ledger = createLedger(connection);
  const conversations = createConversations(connection);
  const ledgerExists = () => access(ledgerFile).then(() => true, () => false);
  const sums = store.add(createSpentSums({ ledger, usage: ledger.usage, exists: ledgerExists, clock }));
  const usual = createUsualOutput();
  const cache = createCacheWatch({ prices, terms: createCacheTerms(providers) });
  const tokens = store.add(createTokenCounter({
    ranks: createRankSource(Uri.joinPath(context.extensionUri, 'dist', ranksFolder).fsPath),
    learned: context.globalState.get(tokenFactors),
    log,
  }));
  store.add(tokens.onDidChange(() => void context.globalState.update(tokenFactors, tokens.learned())));
  const origin = { source: crypto.randomUUID(), workspace: workspace.workspaceFolders?.[0]?.uri.toString() };
  const traces = store.add(createTraces({ target: () => settings.get('parley.otel'), fetch, clock, log }));
  const client = later(async () => (await import('./core/pipeline/client.ts')).createClient({
    providers,
    keys: keys.source,
    fetch,
    editorModels,
    clock,
    log,
    prices,
    describe: (reference) => catalog.ready().then(() => catalog.info(reference)),
    attempts: joinSinks([spend, cache, usual, ledgerSink(sums, origin, createCostSoFar({ prices, tokens }))]),
    tokens,
    timeouts: () => timeoutsOf(settings.get('parley.timeouts')),
    connections: tellConnections,
    retry: () => retryOf(settings.get('parley.retry')),
    routes: () => settings.get('parley.routes'),
    autoContinue: () => settings.get('parley.context').autoContinue,
    budget: { budgets: () => settings.get('parley.budgets'), till: ledger.till, sessionSpent: () => spend.state().total.amount, ask: askBudget },
    cache: { policy: () => settings.get('parley.cache'), store: ledger.answers },
    traces,
  }));
  /** Of a route the model it names first: for what is told before a question is asked. */
  const likeliest = (reference: string): string => modelsOf(reference, settings.get('parley.routes'))[0] ?? reference;
  const prompts = store.add(createPromptDoor(
    async () => (await import('./host/prompts/openPrompts.ts')).openPrompts({ ownFolder: Uri.joinPath(context.globalStorageUri, 'own'), settings, clock, log }),
    (reason) => log.error('Instructions and saved prompts could not be loaded.', { reason }),
  ));
  const keeping = { store: conversations, clock, workspace: () => origin.workspace, onTrouble: (reason: string) => log.warn('A conversation could not be kept right now; it is tried again.', { reason }) };
  const desk = store.add(createDesk({
    load: (id) => conversations.load(id),
    keep: (session, revision) => createKeeping(keeping, session, revision),
    client,
    clock,
    newId: () => crypto.randomUUID(),
    modelFor: (task) => choice.modelFor(task),
    previewFor: likeliest,
    thinking: (reference) => effortFor(settings.get('parley.chat.thinking'), describe(reference)),
    systemPrompt: (mode) => prompts.systemPrompt(mode),
    prepared: (signal) => prompts.prepared(signal),
  }));
  const shown = store.add(createShown(desk));
  const places = store.add(createPlaces({ ...keeping, desk, shown, memory: context.workspaceState }));

  const names = {
    label: (reference: string) => providers.of(reference)?.label ?? reference,
    badge: (reference: string) => providers.of(reference)?.provider.badge,
  };
  const model = () => {
    const reference = choice.modelFor('chat');
    const badge = names.badge(reference);
    return { reference, ...(badge !== undefined && { badge }) };
  };
  const onDidChangeModel = choice.onDidChange;

  const describe = (asked: string) => {
    const reference = likeliest(asked);
    return { ...providers.describe(reference), ...catalog.info(reference) };
  };

  /** A feature that fails to start says so and leaves the others alone. */
  const start = (name: string, create: () => Disposable): void => {
    try {
      store.add(create());
    } catch (failure) {
      log.error('A feature could not start.', { name, reason: String(failure) });
    }
  };
  start('log', () => commands.registerCommand('parley.log.open', () => channel.show()));
  start('settings', () => commands.registerCommand('parley.settings.open', () => commands.executeCommand('workbench.action.openSettings', '@ext:parley.parley')));
  start('cache', () => commands.registerCommand('parley.cache.clear', async () => {
    const forgotten = (await ledgerExists()) ? await ledger.answers.forget() : 0;
    await notify('info', forgotten === 0 ? 'There were no kept answers.' : `${forgotten === 1 ? 'One kept answer is' : `${forgotten} kept answers are`} gone.`);
  }));
  const countExactly: ExactCount = async (call) => (await import('./core/pipeline/exactCount.ts')).createExactCount({ providers, keys: keys.source, fetch, editorModels })(call);
  const planning = { tokens, usual, describe, isFree: (reference: string) => providers.of(reference)?.provider.free === true, favourites: createFavourites({ usage: ledger.usage, exists: ledgerExists, clock }), onDidCount: tokens.onDidChange, prompts: { prepared: () => prompts.prepared(new AbortController().signal), notes: () => prompts.notes() }, onDidChangePrompt: prompts.onDidChange };
  const documents = store.add(createVirtualDocuments());
  const choosing = { settings, keys, providers, lists, onDidChangeLists: listsChanged.event, findLocal, prices, model, onDidChangeModel };
  const chooseModels: ChooseModels = async (wish) => (await import('./features/models/chooseModels.ts')).chooseModels(choosing, wish);
  start('chat', () => createChat({ chooseModels, context, documents, settings, savedPrompts: prompts.saved, mode: (id) => prompts.modeView(id), desk, shown, places, names, prices, planning, countExactly, budgets: () => settings.get('parley.budgets'), model, onDidChangeModel, clock, log }));
  start('prompts', () => createPrompts({ prompts, shown, documents }));
  start('models', () => createModels(choosing));
  start('keys', () => createKeyManager({ keys, providers }));
  start('doctor', () => createDoctor({ settings, providers, keys, modelFor: (task) => choice.modelFor(task), traces, documents, version: (context.extension.packageJSON as { version: string }).version }));
  start('retention', () => createRetention({ ledger, clock, log, keepDays: () => settings.get('parley.ledger').keepDays }));
  const spentOfBudgets = () => budgetStates(settings.get('parley.budgets'), (period) => (period === 'session' ? spend.state().total : sums.in(period)?.cost));
  start('history retention', () => createHistoryRetention({ store: conversations, exists: ledgerExists, clock, log, wish: () => settings.get('parley.history') }));
  start('usage', () => createUsage({ spend, sums, budgets: spentOfBudgets, cache, shown, settings, model: () => model().reference, onDidChangeModel, describe, memory: context.globalState, clock }));
  const comparable = createComparableModels({ providers, load: loadBundledCatalog, usage: ledger.usage, model: () => model().reference, clock });
  start('dashboard', () => createDashboard({
    context, prices, shown, clock, log,
    query: ledger.usage,
    budgets: spentOfBudgets,
    contextWindow: (reference) => describe(reference).contextWindow,
    countTokens: (text) => tokens.count(model().reference, text).tokens,
    models: comparable.all,
    likely: comparable.likely,
    onDidSpend: spend.onDidChange,
    attempts: () => spend.state().attempts,
  }));
  start('history', () => createHistory({ store: conversations, desk, places, shown, clock }));
  start('actions', () => createActions(shown, places));
  start('settings health', () => createSettingsHealth(settings, clock, log));
  return store;
}
