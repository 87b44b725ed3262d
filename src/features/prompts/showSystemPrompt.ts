// Shows the system prompt of the next answer, word for word.

import { window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { textOf } from '../../core/model/message.ts';
import { notify } from '../../host/notify.ts';
import type { PromptsPorts } from './ports.ts';

/** What is left out or cut is said beside it, so that the document holds nothing but what is sent. */
export async function showSystemPrompt({ prompts, shown, documents }: PromptsPorts): Promise<void> {
  const { collection } = await prompts.open();
  const { notes } = await collection.read();
  const prompt = textOf(collection.systemPrompt(shown.session.conversation().mode).parts);
  await window.showTextDocument(documents.add(`${localize('System Prompt')}.md`, prompt), { preview: true });
  if (notes.length > 0) await notify('info', notes.join(' '));
}
