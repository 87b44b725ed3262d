// Gives a conversation another name. A person's lasts: no model replaces it.

import { window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { Card, ConversationStore } from '../../core/conversation/store.ts';

export async function rename(store: Pick<ConversationStore, 'change'>, { id, title }: Pick<Card, 'id' | 'title'>): Promise<void> {
  const text = await window.showInputBox({ title: localize('Rename Conversation'), value: title, validateInput: (value) => (value.trim() === '' ? localize('A title has at least one letter.') : undefined) });
  if (text !== undefined) await store.change(id, { title: { text, by: 'person' } });
}
