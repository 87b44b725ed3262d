// What conversations take: loaded when the chat is opened, or when a command wants to talk, so that activation pays for none of it.

import { Uri } from 'vscode';
import type { Disposable } from '../core/base/disposable.ts';
import { createDesk } from '../core/conversation/desk.ts';
import { createKeeping } from '../core/conversation/keeper.ts';
import { createPlaces } from '../core/conversation/places.ts';
import { createShown } from '../core/conversation/shown.ts';
import { titleAfterFirstAnswer } from '../core/conversation/titles.ts';
import { createCostSoFar } from '../core/money/costSoFar.ts';
import { createFavourites } from '../core/money/favourites.ts';
import { joinSinks, ledgerSink } from '../core/money/ledger.ts';
import type { ExactCount } from '../core/pipeline/exactCount.ts';
import { later } from '../core/pipeline/later.ts';
import { createActions } from '../features/actions/actions.ts';
import { createChat } from '../features/chat/chat.ts';
import { effortFor } from '../features/chat/composer/effort.ts';
import type { ChooseModels } from '../features/chat/turns/turns.ts';
import { createHistory } from '../features/history/history.ts';
import { createPrompts } from '../features/prompts/prompts.ts';
import { askBudget } from '../host/askBudget.ts';
import { tellConnections } from '../host/connections.ts';
import { createPromptDoor } from '../host/prompts/promptDoor.ts';
import { retryOf, timeoutsOf } from '../tables/patience.ts';
import type { Ground } from './ground.ts';

/** Starts a feature; one that fails says so and leaves the others alone. */
export type Start = <F extends Disposable>(name: string, create: () => F) => F | undefined;

export type Talk = ReturnType<typeof composeTalk>;

export function composeTalk(ground: Ground, chooseModels: ChooseModels, start: Start) {
  const { store, context, clock, log, settings, providers, keys, fetch, editorModels, catalog, prices, spend, cache, usual, tokens, ledger, sums, origin, traces, describe, documents, databaseExists, conversations, names, model, onDidChangeModel } = ground;
  const client = later(async () => (await import('../core/pipeline/client.ts')).createClient({
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
  const prompts = store.add(createPromptDoor(
    async () => (await import('../host/prompts/openPrompts.ts')).openPrompts({ ownFolder: Uri.joinPath(context.globalStorageUri, 'own'), settings, clock, log }),
    (reason) => log.error('Instructions and saved prompts could not be loaded.', { reason }),
  ));
  const keeping = { store: conversations, clock, workspace: () => origin.workspace, onTrouble: (reason: string) => log.warn('A conversation could not be kept right now; it is tried again.', { reason }) };
  const desk = store.add(createDesk({
    load: (id) => conversations.load(id),
    keep: (session, revision) => createKeeping(keeping, session, revision),
    accompany: (session) => titleAfterFirstAnswer({ client, store: conversations, model: () => settings.get('parley.tasks')['title']?.trim() || undefined }, session),
    client,
    clock,
    newId: () => crypto.randomUUID(),
    modelFor: ground.modelFor,
    previewFor: ground.likeliest,
    thinking: (reference) => effortFor(settings.get('parley.chat.thinking'), describe(reference)),
    systemPrompt: (mode) => prompts.systemPrompt(mode),
    prepared: (signal) => prompts.prepared(signal),
  }));
  const shown = store.add(createShown(desk));
  const places = store.add(createPlaces({ ...keeping, desk, shown, memory: context.workspaceState }));

  const countExactly: ExactCount = async (call) => (await import('../core/pipeline/exactCount.ts')).createExactCount({ providers, keys: keys.source, fetch, editorModels })(call);
  const planning = {
    tokens, usual, describe,
    isFree: (reference: string) => providers.of(reference)?.provider.free === true,
    favourites: createFavourites({ usage: ledger.usage, exists: databaseExists, clock }),
    onDidCount: tokens.onDidChange,
    prompts: { prepared: () => prompts.prepared(new AbortController().signal), notes: (text: string) => prompts.notes(shown.session.conversation().mode, text) },
    onDidChangePrompt: prompts.onDidChange,
  };
  const chat = start('chat', () => createChat({ chooseModels, context, documents, settings, savedPrompts: prompts.saved, mode: (id) => prompts.modeView(id), desk, shown, places, names, prices, planning, countExactly, budgets: () => settings.get('parley.budgets'), model, onDidChangeModel, clock, log }));
  start('prompts', () => createPrompts({ prompts, shown, documents }));
  start('history', () => createHistory({ store: conversations, desk, places, shown, workspace: () => origin.workspace, clock }));
  start('actions', () => createActions(shown, places));
  return { chat, shown };
}
