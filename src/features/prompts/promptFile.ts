// Makes and opens the files that people write: instructions, saved prompts, modes. What is there is never replaced.

import { type QuickPickItem, Range, Selection, type Uri, window, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { nameFrom } from '../../core/prompts/savedPrompt.ts';
import type { OpenPrompts } from '../../host/prompts/openPrompts.ts';
import { folderOf, ownInstructions, pathIn, type PromptPlace } from '../../host/prompts/promptPlace.ts';
import type { PromptsPorts } from './ports.ts';

interface PlaceItem extends QuickPickItem {
  readonly place: PromptPlace;
}

export async function editInstructions(ports: PromptsPorts): Promise<void> {
  const { places, locate } = await ports.prompts.open();
  const [own] = places().filter((place) => place.own);
  if (own) await openOrMake(locate(own, ownInstructions), '');
}

export async function newPrompt(ports: PromptsPorts): Promise<void> {
  await make(ports, 'prompts', localize('New Saved Prompt'), (name) => [
    '---',
    `name: ${name}`,
    `description: ${localize('What it is for')}`,
    '---',
    '',
    localize('Write here what is to be asked about {0}, and {1} for what is typed after the command.', '{{selection}}', '{{input}}'),
    '',
  ].join('\n'));
}

export async function newMode(ports: PromptsPorts): Promise<void> {
  await make(ports, 'modes', localize('New Mode'), (name) => ['---', `name: ${name}`, `description: ${localize('What it is for')}`, '---', '', localize('You are an assistant inside a code editor.'), ''].join('\n'));
}

async function make(ports: PromptsPorts, what: 'prompts' | 'modes', title: string, textFor: (name: string) => string): Promise<void> {
  const open = await ports.prompts.open();
  const place = await choosePlace(open, what, title);
  if (!place) return;
  const written = await window.showInputBox({
    title,
    prompt: what === 'prompts' ? localize('Its name: what is typed after the slash') : localize('Its name'),
    placeHolder: 'review',
    ignoreFocusOut: true,
    validateInput: (value) => (nameFrom(value) === '' ? localize('Write a name of letters, digits and hyphens.') : undefined),
  });
  if (written === undefined) return;
  const name = nameFrom(written);
  await openOrMake(open.locate(place, `${folderOf(place, what)}/${name}.md`), textFor(name));
}

/** Without a trusted folder there is nothing to choose. */
async function choosePlace({ places, locate }: OpenPrompts, what: 'prompts' | 'modes', title: string): Promise<PromptPlace | undefined> {
  const items = places().map((place): PlaceItem => ({
    place,
    label: place.own ? localize('For all of my work') : pathIn(place, folderOf(place, what)),
    description: place.own ? localize('on this machine') : localize('with this project'),
    detail: locate(place, folderOf(place, what)).fsPath,
  }));
  if (items.length <= 1) return items[0]?.place;
  return (await window.showQuickPick(items, { title, placeHolder: localize('Where is it to be kept?') }))?.place;
}

async function openOrMake(uri: Uri, text: string): Promise<void> {
  const isThere = await workspace.fs.stat(uri).then(() => true, () => false);
  if (!isThere) await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  if (isThere) return;
  const { lineCount } = editor.document;
  const last = editor.document.lineAt(Math.max(0, lineCount - 2)).range;
  editor.selection = new Selection(last.start, last.end);
  editor.revealRange(new Range(last.start, last.end));
}
