// Lets a person choose how hard models think, for all conversations.

import { window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { type EffortSetting, efforts, effortWord } from './effort.ts';

export async function chooseEffort(current: EffortSetting, set: (effort: EffortSetting) => Promise<void>): Promise<void> {
  const items = efforts.map((effort) => ({ label: capital(effortWord(effort)), description: effort === current ? localize('in use') : '', effort }));
  const chosen = await window.showQuickPick(items, { title: localize('Thinking'), placeHolder: localize('How hard are models to think before they answer? More takes longer and costs more.') });
  if (chosen) await set(chosen.effort);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
