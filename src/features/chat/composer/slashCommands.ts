// What `/` offers: a few commands of ours, and whatever others bring, such as saved prompts.

import { commands } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import type { SavedPrompts as KeptPrompts } from '../../../host/prompts/savedPrompts.ts';

/** One command of ours. */
interface OwnCommand {
  readonly name: string;
  readonly icon: string;
  readonly description: string;
  readonly command: string;
}

/** What the list shows, of ours and of others. */
export interface ListedCommand {
  readonly name: string;
  readonly icon: string;
  readonly description: string;
  /** True when words may follow it. */
  readonly takesMore: boolean;
}

/** Whoever has saved prompts. */
export type SavedPrompts = Pick<KeptPrompts, 'list' | 'question' | 'commandIn'>;

const ours = (): readonly OwnCommand[] => [
  { name: 'new', icon: 'add', description: localize('Begin a new conversation'), command: 'parley.chat.new' },
  { name: 'history', icon: 'history', description: localize('Find an earlier conversation'), command: 'parley.chat.history' },
  { name: 'model', icon: 'symbol-misc', description: localize('Switch the model'), command: 'parley.model.switch' },
  { name: 'mode', icon: 'person', description: localize('Switch the mode of this conversation'), command: 'parley.mode.switch' },
  { name: 'think', icon: 'lightbulb', description: localize('Set how hard models think'), command: 'parley.chat.think' },
  { name: 'prompt', icon: 'bookmark', description: localize('Write a saved prompt, a command of your own'), command: 'parley.prompt.new' },
  { name: 'usage', icon: 'graph', description: localize('Open the usage dashboard'), command: 'parley.usage.open' },
  { name: 'keys', icon: 'key', description: localize('Manage keys'), command: 'parley.keys.manage' },
  { name: 'settings', icon: 'gear', description: localize('Open the settings'), command: 'parley.settings.open' },
];

/** All there are, saved prompts first. One with a name of ours is what a person made, so it counts. */
export async function listCommands(saved: Pick<SavedPrompts, 'list'>): Promise<readonly ListedCommand[]> {
  const theirs = (await saved.list().catch(() => [])).map(({ name, description, argument, broken }): ListedCommand => ({ name, icon: broken ? 'warning' : 'bookmark', description, takesMore: argument !== undefined }));
  const names = new Set(theirs.map(({ name }) => name));
  return [...theirs, ...ours().filter(({ name }) => !names.has(name)).map((command) => ({ ...command, takesMore: false }))];
}

/** Runs a message that is nothing but a command of ours; false when it is none. */
export async function runOwnCommand(text: string): Promise<boolean> {
  const name = /^\/(\S+)$/.exec(text.trim())?.[1];
  const found = ours().find((one) => one.name === name);
  if (found) await commands.executeCommand(found.command);
  return found !== undefined;
}
