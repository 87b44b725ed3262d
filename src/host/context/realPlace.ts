// Where a file really is: a link in a workspace may lead to anything on the machine.

import { realpath } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';

/** The place behind links; the same where there are none, or where that cannot be told. */
export async function realPlace(uri: Uri): Promise<Uri> {
  if (uri.scheme !== 'file') return uri;
  return realpath(uri.fsPath).then((path) => Uri.file(path), () => uri);
}

/** True when a place in the workspace is still in it behind its links. The workspace may itself be reached by one. */
export async function staysInside(uri: Uri): Promise<boolean> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return true;
  const [real, home] = await Promise.all([realPlace(uri), realPlace(folder.uri)]);
  return real.path === home.path || real.path.startsWith(`${home.path.replace(/\/$/, '')}/`);
}
