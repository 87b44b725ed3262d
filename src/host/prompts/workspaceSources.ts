// The files behind instructions, modes and saved prompts, through the editor: also where a workspace is on another machine.

import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { FileSystemError, FileType, RelativePattern, Uri, workspace } from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import { localize } from '../../core/base/localize.ts';
import { oneLine } from '../../core/prompts/modes.ts';
import { longestPromptFile } from '../../core/prompts/savedPrompt.ts';
import { type FoundText, pathIn, type PromptPlace, type PromptSources, workspaceInstructions } from './promptPlace.ts';

export interface WorkspaceSources extends PromptSources, Disposable {
  /** Where a file is. */
  locate(place: PromptPlace, path: string): Uri;
}

/** Bytes: larger files are not even read. A little more than what is used of them. */
const largest = longestPromptFile * 4;
const watched = '{AGENTS.md,.github/copilot-instructions.md,.parley/instructions.md,.parley/prompts/*.md,.parley/modes/*.md}';
const ownPlace: PromptPlace = { id: 'own', own: true, name: '' };

/** `ownFolder` is the person's own place. */
export function createWorkspaceSources(ownFolder: Uri): WorkspaceSources {
  const store = new DisposableStore();
  const folders = () => workspace.workspaceFolders ?? [];
  const placesOfWorkspace = (): readonly PromptPlace[] => folders().map(({ uri, name }) => ({ id: uri.toString(), own: false, name: folders().length > 1 ? oneLine(name) : '' }));
  const rootOf = ({ id, own }: PromptPlace): Uri => (own ? ownFolder : Uri.parse(id, true));
  const locate = (place: PromptPlace, path: string): Uri => Uri.joinPath(rootOf(place), path);

  function watchFolder(base: Uri, pattern: string, changed: () => void): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(base, pattern));
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }

  return {
    locate,
    places: () => [...(workspace.isTrusted ? placesOfWorkspace() : []), ownPlace],
    async read(place, path) {
      const uri = locate(place, path);
      const label = oneLine(pathIn(place, path));
      try {
        const { type, size } = await workspace.fs.stat(uri);
        if ((type & FileType.File) === 0) return undefined;
        if (size > largest) return { leftOut: localize('{0} is left out: it is far too large.', label) };
        if (!place.own && !(await isInside(uri, rootOf(place), (type & FileType.SymbolicLink) !== 0))) return { leftOut: localize('{0} is left out: it is a link to a file outside of the workspace.', label) };
        return textOf(await workspace.fs.readFile(uri), label);
      } catch (failure) {
        if (isMissing(failure)) return undefined;
        return { leftOut: localize('{0} is left out: it could not be read.', label) };
      }
    },
    async list(place, folder) {
      try {
        const entries = await workspace.fs.readDirectory(locate(place, folder));
        return entries.filter(([name, type]) => (type & FileType.Directory) === 0 && /\.md$/i.test(name)).map(([name]) => name).toSorted();
      } catch {
        return [];
      }
    },
    async isHolding() {
      if (workspace.isTrusted) return false;
      const wishes = placesOfWorkspace().flatMap((place) => ['.parley', ...workspaceInstructions.map(({ path }) => path)].map((path) => locate(place, path)));
      return (await Promise.all(wishes.map((uri) => workspace.fs.stat(uri).then(() => true, () => false)))).includes(true);
    },
    watch(changed) {
      let watchers = new DisposableStore();
      const watchAll = (): void => {
        watchers.dispose();
        watchers = new DisposableStore();
        for (const { uri } of folders()) watchers.add(watchFolder(uri, watched, changed));
      };
      watchAll();
      store.add({ dispose: () => watchers.dispose() });
      store.add(workspace.onDidChangeWorkspaceFolders(() => {
        watchAll();
        changed();
      }));
      store.add(workspace.onDidGrantWorkspaceTrust(changed));
      // A folder that is not there yet would be looked for again and again.
      void workspace.fs.createDirectory(ownFolder).then(() => store.add(watchFolder(ownFolder, '**/*.md', changed)), () => undefined);
    },
    dispose: () => store.dispose(),
  };
}

function isMissing(failure: unknown): boolean {
  return failure instanceof FileSystemError && (failure.code === 'FileNotFound' || failure.code === 'FileNotADirectory');
}

/** What is no text is not sent as if it were one. */
function textOf(bytes: Uint8Array, label: string): FoundText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return { text };
  } catch {
    // Said below.
  }
  return { leftOut: localize('{0} is left out: it is not text in UTF-8.', label) };
}

/** A link in a workspace, of a file or of a folder above it, may lead anywhere, such as to somebody's keys. Where that cannot be told a link is not followed. */
async function isInside(uri: Uri, root: Uri, isLink: boolean): Promise<boolean> {
  if (uri.scheme !== 'file') return !isLink;
  const [target, home] = await Promise.all([realpath(uri.fsPath), realpath(root.fsPath)]);
  return target.startsWith(home.endsWith(sep) ? home : home + sep);
}
