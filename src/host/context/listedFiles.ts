// The files of the workspace, but for what is hidden or ignored: listed once, and again only when it may have changed.

import { RelativePattern, type Uri, workspace, type WorkspaceFolder } from 'vscode';
import { createIgnoreRules } from '../../core/context/ignoreRules.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';

/** One file, by the path people know it by. */
export interface ListedFile {
  readonly uri: Uri;
  readonly path: string;
}

export interface WorkspaceFiles extends Disposable {
  /** What was found last, at once where there is something; a newer list is fetched meanwhile. */
  list(): Promise<FileList>;
}

export interface FileList {
  readonly files: readonly ListedFile[];
  /** True when there are more than are listed. */
  readonly isCut: boolean;
}

const mostFiles = 20_000;
const mostIgnoreFiles = 300;
const largestIgnoreFile = 200_000;
/** An older list is fetched anew. */
const fresh = 15_000;
/** So many are looked at before others have their turn. */
const slice = 2_000;

export function createWorkspaceFiles(now: () => number): WorkspaceFiles {
  const store = new DisposableStore();
  let listed: FileList | undefined;
  let listedAt = 0;
  let listing: Promise<FileList> | undefined;
  const forget = (): void => void (listedAt = 0);
  for (const event of [workspace.onDidCreateFiles, workspace.onDidDeleteFiles, workspace.onDidRenameFiles]) store.add(event(forget));
  store.add(workspace.onDidChangeWorkspaceFolders(() => (listed = undefined)));

  async function fetch(): Promise<FileList> {
    try {
      listed = await listFiles(workspace.workspaceFolders ?? []);
      listedAt = now();
      return listed;
    } finally {
      listing = undefined;
    }
  }
  return {
    async list() {
      if (!listed || now() - listedAt > fresh) listing ??= fetch();
      return listed ?? listing ?? { files: [], isCut: false };
    },
    dispose: () => store.dispose(),
  };
}

/** The files inside a folder, in the order of their paths. */
export async function filesBelow(folder: Uri, most: number): Promise<readonly ListedFile[]> {
  const home = workspace.getWorkspaceFolder(folder);
  const uris = await workspace.findFiles(new RelativePattern(folder, '**/*'), undefined, most);
  const files = uris.map((uri) => ({ uri, path: pathBelow(uri, folder) })).toSorted(byPath);
  const isIgnored = home ? await ignoredIn(home) : () => false;
  return files.filter(({ uri }) => !home || !isIgnored(pathBelow(uri, home.uri)));
}

async function listFiles(folders: readonly WorkspaceFolder[]): Promise<FileList> {
  const files: ListedFile[] = [];
  let isCut = false;
  for (const folder of folders) {
    const uris = await workspace.findFiles(new RelativePattern(folder, '**/*'), undefined, mostFiles);
    const isIgnored = await ignoredIn(folder);
    isCut ||= uris.length >= mostFiles;
    for (let start = 0; start < uris.length; start += slice) {
      for (const uri of uris.slice(start, start + slice)) {
        const path = pathBelow(uri, folder.uri);
        if (!isIgnored(path)) files.push({ uri, path: folders.length > 1 ? `${folder.name}/${path}` : path });
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { files: files.slice(0, mostFiles).toSorted(byPath), isCut };
}

/** What the ignore files of a workspace folder say. */
async function ignoredIn(folder: WorkspaceFolder): Promise<(path: string) => boolean> {
  const uris = await workspace.findFiles(new RelativePattern(folder, '**/.gitignore'), undefined, mostIgnoreFiles);
  const files = await Promise.all(uris.map(async (uri) => {
    const bytes = await workspace.fs.readFile(uri).then((read) => read, () => new Uint8Array());
    const path = pathBelow(uri, folder.uri);
    return { folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))), text: bytes.byteLength > largestIgnoreFile ? '' : Buffer.from(bytes).toString('utf8') };
  }));
  return createIgnoreRules(files);
}

function pathBelow(uri: Uri, folder: Uri): string {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : uri.path;
}

function byPath(a: ListedFile, b: ListedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
