// Conversations to files and back: a person chooses which, where, and in which form.

import { Uri, window, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { Clock } from '../../core/base/clock.ts';
import { readFile, writeFile, type Imported } from '../../core/conversation/exchange/file.ts';
import type { ConversationStore } from '../../core/conversation/store.ts';
import { recordOf } from '../../core/conversation/turnRecord.ts';
import { commandButton, notify } from '../../host/notify.ts';

export interface ExchangePorts {
  readonly store: Pick<ConversationStore, 'load' | 'keepTurn' | 'change'>;
  readonly workspace: () => string | undefined;
  readonly clock: Clock;
}

/** What is larger would hold up the editor while it is read. */
const largestFile = 50_000_000;

/** Exports one conversation; the ending of the file's name decides how. */
export async function exportConversation({ store }: ExchangePorts, id: string): Promise<void> {
  const kept = await store.load(id);
  if (!kept || kept.conversation.turns.size === 0) return notify('info', localize('There is nothing in this conversation yet.'));
  const name = kept.card.title.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'conversation';
  const target = await window.showSaveDialog({
    title: localize('Export Conversation'),
    defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), `${name}.md`),
    filters: { Markdown: ['md'], [localize('JSON, with all branches')]: ['json'] },
  });
  if (!target) return;
  const text = /\.json$/i.test(target.path) ? writeFile([kept]) : (await import('../../core/conversation/exchange/markdown.ts')).conversationMarkdown(kept.card, kept.conversation);
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (failure) {
    return notify('error', localize('The file could not be written: {0}', failure instanceof Error ? failure.message : String(failure)));
  }
  await notify('info', localize('"{0}" is exported.', kept.card.title), commandButton(localize('Open file'), 'vscode.open', target));
}

/** Imports what was exported as JSON: always as copies, and all or nothing of a file. Answers with their ids. */
export async function importConversations(ports: ExchangePorts): Promise<readonly string[]> {
  const [file] = (await window.showOpenDialog({ title: localize('Import Conversations'), openLabel: localize('Import'), filters: { JSON: ['json'] } })) ?? [];
  if (!file) return [];
  if ((await workspace.fs.stat(file)).size > largestFile) {
    await notify('error', localize('This file has more than {0} MB. Export its conversations one by one.', largestFile / 1_000_000));
    return [];
  }
  const read = readFile(new TextDecoder().decode(await workspace.fs.readFile(file)), () => crypto.randomUUID(), ports.clock.now());
  if (!read.ok) {
    await notify('error', read.problem);
    return [];
  }
  return await keepAll(ports, read.conversations);
}

async function keepAll(ports: ExchangePorts, conversations: readonly Imported[]): Promise<readonly string[]> {
  const begun: string[] = [];
  try {
    for (const one of conversations) {
      begun.push(one.conversation.id);
      await keepOne(ports, one);
    }
    return begun;
  } catch (failure) {
    for (const id of begun) await ports.store.change(id, { deleted: true }).catch(() => undefined);
    await notify('error', localize('The conversations could not be kept: {0}', failure instanceof Error ? failure.message : String(failure)));
    return [];
  }
}

/** Keeps a conversation out of a file as a new one. */
async function keepOne({ store, workspace: here }: ExchangePorts, { card, conversation }: Imported): Promise<void> {
  const { id, head, mode, ways } = conversation;
  const where = { id, workspace: here(), head, mode, ways: Object.fromEntries(ways ?? []) };
  for (const turn of conversation.turns.values()) await store.keepTurn(where, recordOf(turn));
  await store.change(id, { title: { text: card.title, by: card.titledBy }, pinned: card.pinned, archived: card.archived });
}
