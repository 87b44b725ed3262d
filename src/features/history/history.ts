// Old conversations: found, put in order, let go of; and what other windows add is seen when one comes back to this one.

import { commands, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Desk } from '../../core/conversation/desk.ts';
import type { ConversationStore } from '../../core/conversation/store.ts';
import { notify } from '../../host/notify.ts';
import { focusChat, listContext } from '../../tables/commands.ts';
import type { Listed, PickPorts } from './pickConversation.ts';

export interface HistoryPorts extends PickPorts {
  readonly store: Pick<ConversationStore, 'list' | 'change' | 'empty' | 'card' | 'load' | 'keepTurn'>;
  readonly desk: Pick<Desk, 'refresh'>;
}

export function createHistory(ports: HistoryPorts): Disposable {
  const store = new DisposableStore();
  let listed: Listed | undefined;
  const onDidList = (list: Listed | undefined): void => {
    listed = list;
    void commands.executeCommand('setContext', listContext, list !== undefined);
  };
  store.add(commands.registerCommand('parley.chat.history', async () => (await import('./pickConversation.ts')).pickConversation(ports, onDidList)));
  store.add(commands.registerCommand('parley.history.rename', () => listed?.rename()));
  store.add(commands.registerCommand('parley.history.delete', () => listed?.remove()));
  store.add(commands.registerCommand('parley.chat.rename', () => renameShown(ports)));
  store.add(commands.registerCommand('parley.chat.export', async () => (await import('./exchange.ts')).exportConversation(ports, ports.shown.session.id)));
  store.add(commands.registerCommand('parley.chat.import', () => bringIn(ports)));
  store.add(commands.registerCommand('parley.history.empty', () => empty(ports)));
  store.add(window.onDidChangeWindowState(({ focused }) => {
    if (focused) void ports.desk.refresh();
  }));
  return store;
}

async function empty({ store, clock }: HistoryPorts): Promise<void> {
  const forGood = localize('Delete for Good');
  const { cards } = await store.list({ deleted: true }, 1);
  if (cards.length === 0) return notify('info', localize('There are no deleted conversations.'));
  const chosen = await window.showWarningMessage(localize('Let go of all deleted conversations for good?'), { modal: true, detail: localize('Nobody can bring them back. What they cost stays in the usage dashboard.') }, forGood);
  if (chosen !== forGood) return;
  const gone = await store.empty(clock.now() + 1);
  await notify('info', gone === 1 ? localize('One conversation is gone.') : localize('{0} conversations are gone.', gone));
}

async function renameShown({ store, shown }: HistoryPorts): Promise<void> {
  const card = await store.card(shown.session.id);
  if (!card || card.turns === 0) return notify('info', localize('There is nothing in this conversation yet.'));
  await (await import('./rename.ts')).rename(store, card);
}

async function bringIn(ports: HistoryPorts): Promise<void> {
  const [first, ...more] = await (await import('./exchange.ts')).importConversations(ports);
  if (first === undefined) return;
  await ports.places.open(first);
  await commands.executeCommand(focusChat);
  await notify('info', more.length === 0 ? localize('One conversation was imported.') : localize('{0} conversations were imported.', more.length + 1));
}
