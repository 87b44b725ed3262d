// Chooses the mode of the conversation that is shown, or makes a new one.

import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { notify } from '../../host/notify.ts';
import type { PromptsPorts } from './ports.ts';
import { newMode } from './promptFile.ts';

interface ModeItem extends QuickPickItem {
  /** Undefined for what makes a new one. */
  readonly id?: string;
}

export async function switchMode(ports: PromptsPorts): Promise<void> {
  const { collection } = await ports.prompts.open();
  const { session } = ports.shown;
  await collection.read();
  const current = collection.mode(session.conversation().mode).id;
  const items: ModeItem[] = collection.modes().map(({ id, label, description, prompt }) => ({
    id,
    label,
    description: [id === current ? localize('in use') : '', description].filter((fact) => fact !== '').join(' \u00b7 '),
    detail: firstWords(prompt),
  }));
  items.push({ label: '', kind: QuickPickItemKind.Separator }, { label: `$(add) ${localize('Write a mode of your own')}` });
  const chosen = await window.showQuickPick(items, { title: localize('Switch Mode'), placeHolder: localize('What are models to be told in this conversation?'), matchOnDescription: true, matchOnDetail: true });
  if (!chosen) return;
  if (chosen.id === undefined) return newMode(ports);
  session.setMode(chosen.id);
  if (session.busy) await notify('info', localize('The mode {0} begins with the next answer.', chosen.label));
}

function firstWords(prompt: string): string {
  const words = prompt.replaceAll(/\s+/g, ' ').trim();
  return words.length > 120 ? `${words.slice(0, 119)}\u2026` : words;
}
