// What can be chosen after `@` and `/`, found from a few letters.

import { Uri, window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { fuzzyFilter, fuzzyMatch } from '../../../core/context/fuzzy.ts';
import { knowsChanges } from '../../../host/context/readChanges.ts';
import { countProblems, currentSelection, openFiles } from '../../../host/context/readEditor.ts';
import { nameOf, pathOf } from '../../../host/context/readFile.ts';
import type { ListedFile, WorkspaceFiles } from '../../../host/context/listedFiles.ts';
import type { ComposerRequests, SuggestionView } from '../../../shared/composerProtocol.ts';
import { wholes } from './attach.ts';
import { listCommands, type SavedPrompts } from './slashCommands.ts';

type Suggestions = ComposerRequests['suggest']['result'];

interface Place {
  readonly id: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/** The suggestion that opens a dialog. */
export const chooseId = 'choose';

const most = 40;
/** So many names are looked at before others have their turn. */
const slice = 4_000;

export async function suggestCommands(query: string, saved: SavedPrompts): Promise<Suggestions> {
  const found = fuzzyFilter(query, await listCommands(saved), ({ name }) => name, most);
  return {
    items: found.map(({ item, match }) => ({
      id: item.name, icon: item.icon, label: `/${item.name}`, detail: item.description, insert: item.takesMore ? `/${item.name} ` : `/${item.name}`,
      matches: match.ranges.map(([start, end]) => [start + 1, end + 1] as const),
      ...(item.takesMore && { takesMore: true }),
    })),
  };
}

/** `isStale` becomes true when nobody waits for this any more. */
export async function suggestContext(query: string, files: WorkspaceFiles, isStale: () => boolean): Promise<Suggestions> {
  const wholesFound = fuzzyFilter(query, fixedItems(), ({ label }) => label, most).map(({ item, match }) => ({ ...item, matches: match.ranges }));
  if (query.trim() === '') return { items: [...wholesFound, ...openItems()].slice(0, most) };
  const { files: listed, isCut } = await files.list();
  const found = await findPlaces(query, placesOf(listed), isStale);
  return {
    items: [...wholesFound, ...found].slice(0, most),
    ...(isCut && { note: localize('This workspace has more files than are looked through. Drag the others here from the explorer.') }),
  };
}

function fixedItems(): readonly SuggestionView[] {
  const selection = currentSelection();
  const problems = countProblems();
  const open = openFiles().length;
  const { editors, problems: ofProblems, changes } = wholes;
  return [
    ...(selection ? [{ id: 'selection', icon: 'selection', label: localize('Selection'), detail: selection.detail, insert: localize('the selection') }] : []),
    ...(open > 0 ? [fixed('editors', 'files', editors().label, open === 1 ? localize('One file') : localize('{0} files', open))] : []),
    ...(problems > 0 ? [fixed('problems', 'warning', ofProblems().label, problems === 1 ? localize('One error or warning') : localize('{0} errors and warnings', problems))] : []),
    ...(knowsChanges() ? [fixed('changes', 'git-compare', changes().label, changes().detail)] : []),
    chooseItem(),
  ];
}

/** For whoever knows no name to type, or wants something from elsewhere. */
function chooseItem(): SuggestionView {
  return { id: chooseId, icon: 'folder-opened', label: localize('Choose files'), detail: localize('From anywhere, images too'), insert: '' };
}

function fixed(id: string, icon: string, label: string, detail: string): SuggestionView {
  return { id, icon, label, detail, insert: label };
}

/** Before anything is typed: what is in front of the person. */
function openItems(): readonly SuggestionView[] {
  const active = window.activeTextEditor?.document.uri.toString();
  return openFiles()
    .toSorted((a, b) => Number(b.toString() === active) - Number(a.toString() === active))
    .map((uri) => placeItem({ id: `f|${uri.toString()}`, path: pathOf(uri), isFolder: false }, ''));
}

/** Places are the same as long as the list is. */
const places = new WeakMap<readonly ListedFile[], readonly Place[]>();

function placesOf(files: readonly ListedFile[]): readonly Place[] {
  const known = places.get(files);
  if (known) return known;
  const folders = new Map<string, Place>();
  for (const { uri, path } of files) {
    let name = path;
    let place = uri.path;
    for (;;) {
      name = name.slice(0, Math.max(0, name.lastIndexOf('/')));
      place = place.slice(0, place.lastIndexOf('/'));
      if (name === '' || folders.has(name)) break;
      folders.set(name, { id: `d|${uri.with({ path: place }).toString()}`, path: `${name}/`, isFolder: true });
    }
  }
  const all = [...files.map(({ uri, path }): Place => ({ id: `f|${uri.toString()}`, path, isFolder: false })), ...folders.values()];
  places.set(files, all);
  return all;
}

async function findPlaces(query: string, all: readonly Place[], isStale: () => boolean): Promise<readonly SuggestionView[]> {
  let best: readonly { readonly item: Place; readonly match: { readonly score: number } }[] = [];
  for (let start = 0; start < all.length; start += slice) {
    if (isStale()) return [];
    const found = fuzzyFilter(query, all.slice(start, start + slice), ({ path }) => path, most);
    best = [...best, ...found].toSorted((a, b) => b.match.score - a.match.score).slice(0, most);
    if (start + slice < all.length) await new Promise((resolve) => setImmediate(resolve));
  }
  return best.map(({ item }) => placeItem(item, query));
}

function placeItem({ id, path, isFolder }: Place, query: string): SuggestionView {
  const name = nameOf(Uri.from({ scheme: 'file', path: `/${path}` }));
  const parent = path.slice(0, path.length - name.length).replace(/\/$/, '');
  return { id, icon: isFolder ? 'folder' : 'file', label: name, detail: parent, insert: name.replace(/\/$/, ''), matches: fuzzyMatch(query, name)?.ranges ?? [] };
}
