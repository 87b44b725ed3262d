// Files of the workspace by their path in it, and new ones where a person wants them.

import { FileType, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';

/** The file with this path below one of the workspace's folders; the first folder that has it counts. */
export async function findInWorkspace(path: string): Promise<Uri | undefined> {
  for (const folder of workspace.workspaceFolders ?? []) {
    const uri = Uri.joinPath(folder.uri, path);
    if ((await typeOf(uri)) === FileType.File) return uri;
  }
  return undefined;
}

/** Whether something would be in the way of a new file with this path. */
export async function isTaken(path: string): Promise<boolean> {
  const [folder] = workspace.workspaceFolders ?? [];
  return folder !== undefined && (await typeOf(Uri.joinPath(folder.uri, path))) !== undefined;
}

/** Asks where a new file goes to, beginning at this path of the workspace. */
export async function askForPlace(path: string, title: string): Promise<Uri | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const defaultUri = folder && Uri.joinPath(await nearestFolder(folder.uri, path), name);
  return window.showSaveDialog({ title, saveLabel: 'Save', ...(defaultUri && { defaultUri }) });
}

/** A dialog that is sent into a folder that is not there opens anywhere. */
async function nearestFolder(root: Uri, path: string): Promise<Uri> {
  const parts = path.split('/').slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    const folder = Uri.joinPath(root, ...parts);
    if ((await typeOf(folder)) === FileType.Directory) return folder;
  }
  return root;
}

/** Whether there is something at this place. */
export async function exists(uri: Uri): Promise<boolean> {
  return (await typeOf(uri)) !== undefined;
}

/** Writes a text and shows it. What was there before can be had back by Undo. */
export async function writeAndShow(uri: Uri, text: string): Promise<void> {
  if (await exists(uri)) {
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(0, 0, document.lineCount, 0), text);
    await workspace.applyEdit(edit);
    await document.save();
  } else await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await window.showTextDocument(uri, { preview: false });
}

async function typeOf(uri: Uri): Promise<FileType | undefined> {
  try {
    // Bits: a link to a file is both.
    return (await workspace.fs.stat(uri)).type & ~FileType.SymbolicLink;
  } catch {
    return undefined;
  }
}
