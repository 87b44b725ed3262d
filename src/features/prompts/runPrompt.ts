// Runs a saved prompt in the conversation that is shown.

import { commands, type QuickPickItem, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { PromptFailed } from '../../host/prompts/promptFailed.ts';
import { commandButton, notify } from '../../host/notify.ts';
import { focusChat } from '../../tables/commands.ts';
import type { PromptsPorts } from './ports.ts';

interface PromptItem extends QuickPickItem {
  readonly name: string;
}

/** `given` is a name, where a key or another command chose already. */
export async function runPrompt(ports: PromptsPorts, given: unknown): Promise<void> {
  const { shown } = ports;
  const { saved } = await ports.prompts.open();
  const name = typeof given === 'string' ? given : await choose(ports);
  if (name === undefined) return;
  if (shown.session.busy) return notify('info', localize('An answer is still on its way. Stop it first, or wait for its end.'));
  try {
    const question = await saved.question(name, '');
    if (!question) {
      if (typeof given === 'string') await notify('info', localize('There is no saved prompt "{0}".', name));
      return;
    }
    await commands.executeCommand(focusChat);
    await shown.session.ask(question);
  } catch (failure) {
    if (!(failure instanceof PromptFailed)) throw failure;
    await notify('warning', failure.message, commandButton(localize('Show problems'), 'workbench.actions.view.problems'));
  }
}

async function choose({ prompts }: PromptsPorts): Promise<string | undefined> {
  const { collection, saved } = await prompts.open();
  const list = await saved.list();
  if (list.length === 0) {
    const [note] = collection.known().notes;
    await notify('info', note ?? localize('There are no saved prompts yet.'), commandButton(localize('New saved prompt'), 'parley.prompt.new'));
    return undefined;
  }
  const items: PromptItem[] = list.map(({ name, description, origin, broken }) => ({ name, label: `${broken ? '$(error) ' : ''}/${name}`, description, detail: origin }));
  return (await window.showQuickPick(items, { title: localize('Run Saved Prompt'), matchOnDescription: true }))?.name;
}
