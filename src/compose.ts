// Builds every object, by hand, top to bottom: this and `compose/` are the only files that may see every room.

import { commands, type ExtensionContext, l10n } from 'vscode';
import type { Disposable } from './core/base/disposable.ts';
import { translateWith } from './core/base/localize.ts';
import { Emitter } from './core/base/emitter.ts';
import { budgetStates } from './core/money/budgets.ts';
import { loadBundledCatalog } from './core/money/catalog/catalog.ts';
import { createComparableModels } from './core/providers/comparable.ts';
import { layGround } from './compose/ground.ts';
import type { Start, Talk } from './compose/talk.ts';
import { createChatView } from './features/chat/chatView.ts';
import type { ChooseModels } from './features/chat/turns/turns.ts';
import { createDoctor } from './features/doctor/doctor.ts';
import { createSettingsHealth } from './features/health/settingsHealth.ts';
import { createKeyManager } from './features/keys/keys.ts';
import { createModels } from './features/models/models.ts';
import { createDashboard } from './features/usage/dashboard/dashboard.ts';
import { createUsage } from './features/usage/usage.ts';
import { createHistoryRetention } from './host/database/historyRetention.ts';
import { createRetention } from './host/database/retention.ts';
import { notify } from './host/notify.ts';
import { registerStandIns } from './host/standIns.ts';
import { actions } from './tables/actions.ts';
import { type CommandId, commands as commandRows } from './tables/commands.ts';

export function compose(context: ExtensionContext): Disposable {
  translateWith((sentence, ...values) => l10n.t(sentence, ...values));
  const ground = layGround(context);
  const { store, clock, log, channel, settings, providers, keys, prices, spend, cache, tokens, sums, ledger, conversations, traces, documents, databaseExists, modelFor, model, onDidChangeModel, describe } = ground;

  /** A feature that fails to start says so and leaves the others alone. */
  const start: Start = (name, create) => {
    try {
      return store.add(create());
    } catch (failure) {
      log.error('A feature could not start.', { name, reason: String(failure) });
      return undefined;
    }
  };

  start('log', () => commands.registerCommand('parley.log.open', () => channel.show()));
  start('settings', () => commands.registerCommand('parley.settings.open', () => commands.executeCommand('workbench.action.openSettings', '@ext:parley.parley')));
  start('cache', () => commands.registerCommand('parley.cache.clear', async () => {
    const forgotten = (await databaseExists()) ? await ledger.answers.forget() : 0;
    await notify('info', forgotten === 0 ? 'There were no kept answers.' : `${forgotten === 1 ? 'One kept answer is' : `${forgotten} kept answers are`} gone.`);
  }));
  const choosing = { settings, keys, providers, lists: ground.lists, onDidChangeLists: ground.onDidChangeLists, findLocal: ground.findLocal, prices, model, onDidChangeModel };
  const chooseModels: ChooseModels = async (wish) => (await import('./features/models/chooseModels.ts')).chooseModels(choosing, wish);

  const conversationChanged = store.add(new Emitter<void>());
  let talking: Talk | undefined;
  let loading: Promise<Talk> | undefined;
  /** Everything conversations take; its own commands then stand where others stood in for them. */
  const talk = (): Promise<Talk> => {
    loading ??= import('./compose/talk.ts').then(({ composeTalk }) => {
      standIns?.dispose();
      talking = composeTalk(ground, chooseModels, start);
      store.add(talking.shown.onDidChange(({ type }) => type === 'path-changed' && conversationChanged.fire()));
      return talking;
    });
    loading.catch(() => (loading = undefined));
    return loading;
  };
  const ofTalk = (Object.keys(commandRows) as CommandId[]).filter((id) => 'talk' in commandRows[id]);
  const standIns = start('commands of the chat', () => registerStandIns([...ofTalk, ...actions.map(({ command }) => command)], talk));
  start('chat view', () => createChatView(async () => (await talk()).chat));

  start('models', () => createModels(choosing));
  start('keys', () => createKeyManager({ keys, providers }));
  start('doctor', () => createDoctor({ settings, providers, keys, modelFor, traces, documents, version: (context.extension.packageJSON as { version: string }).version }));
  start('retention', () => createRetention({ ledger, clock, log, keepDays: () => settings.get('parley.ledger').keepDays }));
  start('history retention', () => createHistoryRetention({ store: conversations, exists: databaseExists, clock, log, wish: () => settings.get('parley.history') }));

  const budgets = () => budgetStates(settings.get('parley.budgets'), (period) => (period === 'session' ? spend.state().total : sums.in(period)?.cost));
  const conversation = () => talking?.shown.session.conversation();
  start('usage', () => createUsage({ spend, sums, budgets, cache, conversation, onDidChangeConversation: conversationChanged.event, settings, model: () => model().reference, onDidChangeModel, describe, memory: context.globalState, clock }));
  const comparable = createComparableModels({ providers, load: loadBundledCatalog, usage: ledger.usage, model: () => model().reference, clock });
  start('dashboard', () => createDashboard({
    context, prices, conversation, clock, log, budgets,
    query: ledger.usage,
    contextWindow: (reference) => describe(reference).contextWindow,
    countTokens: (text) => tokens.count(model().reference, text).tokens,
    models: comparable.all,
    likely: comparable.likely,
    onDidSpend: spend.onDidChange,
    attempts: () => spend.state().attempts,
  }));
  start('settings health', () => createSettingsHealth(settings, clock, log));
  return store;
}
