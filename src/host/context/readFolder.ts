// A folder to go along with a question: the list of its files, and what they hold as far as that is not too much.

import type { Uri } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { looksSecret } from '../../core/context/secretNames.ts';
import { attachedPart } from '../../core/prompts/attached.ts';
import { realPlace, staysInside } from './realPlace.ts';
import { pathOf, readFile } from './readFile.ts';
import { type Content, longestText, unreadable } from './source.ts';
import { filesBelow } from './listedFiles.ts';

const mostNames = 1_000;
const mostRead = 100;
/** A larger file is named only, so that one does not take the place of all. */
const largestOfMany = 40_000;

export async function readFolder(uri: Uri): Promise<Content> {
  const path = pathOf(uri);
  const files = await filesBelow(uri, mostNames);
  if (files.length === 0) return unreadable(localize('There is nothing to read in {0}.', path));
  const read: string[] = [];
  let left = longestText;
  for (const file of files.slice(0, mostRead)) {
    if (left <= 0) break;
    // A link could lead to what nobody meant.
    if (looksSecret(file.path) || looksSecret((await realPlace(file.uri)).path) || !(await staysInside(file.uri))) continue;
    const content = await readFile(file.uri);
    if (!content.ok || content.part.type !== 'text' || content.part.text.length > Math.min(left, largestOfMany)) continue;
    read.push(content.part.text);
    left -= content.part.text.length;
  }
  const names = files.map((file) => file.path).join('\n');
  const rest = files.length - read.length;
  const note = rest === 0 ? undefined : files.length >= mostNames
    ? localize('{0} of {1} files or more go along whole, the others by name.', read.length, files.length)
    : localize('{0} of {1} files go along whole, the others by name.', read.length, files.length);
  const list = attachedPart({ name: `${path}/`, heading: `Files in the folder ${path}`, language: '', path: '', text: names, note });
  return { ok: true, part: { ...list, text: list.text + read.join('') }, note };
}
