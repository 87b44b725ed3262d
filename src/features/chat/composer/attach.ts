// Makes chips of what people choose, drop and paste. What lies outside the workspace or looks secret is asked about.

import { env, FileType, Uri, window, workspace } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { decodeText, fileKind } from '../../../core/context/fileKind.ts';
import { looksSecret } from '../../../core/context/secretNames.ts';
import { currentSelection, isKnownPlace } from '../../../host/context/readEditor.ts';
import { nameOf, pathOf } from '../../../host/context/readFile.ts';
import { realPlace, staysInside } from '../../../host/context/realPlace.ts';
import type { DroppedData } from '../../../shared/composerProtocol.ts';
import { mostAddresses } from '../../../shared/limits.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { Chip } from './prepared.ts';

/** A chip without its id. */
export type Attachable = Omit<Chip, 'id'>;

/** The suggestions that are no files. */
export const wholes = {
  editors: () => ({ kind: 'editors' as const, label: localize('Open editors'), detail: localize('The files that are open in tabs'), source: { type: 'editors' as const } }),
  problems: () => ({ kind: 'problems' as const, label: localize('Problems'), detail: localize('Errors and warnings the editor reports'), source: { type: 'problems' as const } }),
  changes: () => ({ kind: 'changes' as const, label: localize('Changes'), detail: localize('What is not committed yet'), source: { type: 'changes' as const } }),
};

function refused(sentence: string): RequestFailed {
  return new RequestFailed({ code: 'failed', sentence });
}

/** What a suggestion stands for; undefined when the person thought better of it. */
export async function attachSuggestion(id: string): Promise<Attachable | undefined> {
  if (id === 'selection') return attachSelection();
  if (id === 'editors' || id === 'problems' || id === 'changes') return wholes[id]();
  const [kind, address] = [id.slice(0, 2), id.slice(2)];
  if (kind !== 'f|' && kind !== 'd|') throw refused(localize('That is no longer there.'));
  return attachAddress(address);
}

function attachSelection(): Attachable {
  const selection = currentSelection();
  if (!selection) throw refused(localize('Nothing is selected in the editor now.'));
  return { kind: 'selection', ...selection };
}

/** Files from anywhere, chosen in a dialog: that they lie outside needs no asking. */
export async function chooseFiles(): Promise<readonly Attachable[]> {
  const chosen = await window.showOpenDialog({ title: localize('Attach Files'), openLabel: localize('Attach'), canSelectMany: true });
  const found: Attachable[] = [];
  for (const uri of (chosen ?? []).slice(0, mostAddresses)) {
    const one = await attachPlace(uri, true);
    if (one) found.push(one);
  }
  return found;
}

/** A file or folder by its address. Undefined when the person thought better of it. */
export async function attachAddress(address: string): Promise<Attachable | undefined> {
  return attachPlace(placeOf(address), false);
}

async function attachPlace(uri: Uri, isChosen: boolean): Promise<Attachable | undefined> {
  const path = pathOf(uri);
  const type = await workspace.fs.stat(uri).then((stat) => stat.type, () => undefined);
  if (type === undefined) throw refused(localize('{0} cannot be found from here.', path));
  const isFolder = (type & FileType.Directory) !== 0;
  // A link is asked about as what it leads to.
  const real = await realPlace(uri);
  const isInside = isChosen || (isKnownPlace(uri) && (await staysInside(uri)));
  if (!isInside && !(await ask(localize('{0} is outside of this workspace. Attach it?', nameOf(uri)), real.scheme === 'file' ? real.fsPath : real.toString(true)))) return undefined;
  if (!isFolder && (looksSecret(uri.path) || looksSecret(real.path)) && !(await ask(localize('{0} looks as if it holds keys or passwords. Attach it?', nameOf(uri)), localize('What is attached is sent to the provider of the model.')))) return undefined;
  return { kind: isFolder ? 'folder' : 'file', label: isFolder ? `${nameOf(uri)}/` : nameOf(uri), detail: path, source: { type: isFolder ? 'folder' : 'file', address: uri.toString() } };
}

/** Addresses come from the page: only those of files are taken, and in a remote window those of its machine. */
function placeOf(address: string): Uri {
  let uri: Uri | undefined;
  try {
    uri = Uri.parse(address, true);
  } catch {
    // Told below.
  }
  const schemes = new Set(['file', 'vscode-remote', 'vscode-vfs', ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
  if (!uri || !schemes.has(uri.scheme)) throw refused(localize('Only files and folders can be attached.'));
  return uri.scheme === 'vscode-remote' && env.remoteName !== undefined ? Uri.file(uri.path) : uri;
}

async function ask(question: string, detail: string): Promise<boolean> {
  const attach = localize('Attach');
  return (await window.showWarningMessage(question, { modal: true, detail: detail.slice(0, 1_000) }, attach)) === attach;
}

/** What the page read itself: from outside of the editor, or from the clipboard. */
export async function attachData({ kind, name, data }: DroppedData): Promise<Attachable | undefined> {
  const label = name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 200) || localize('Pasted');
  if (kind === 'text') return textChip(data, localize('Pasted text'), '');
  const bytes = Buffer.from(data, 'base64');
  const found = fileKind(bytes);
  if (found.kind !== 'image' && /\.(?:png|jpe?g|gif|webp)$/i.test(label)) throw refused(localize('{0} is not an image, whatever its name says.', label));
  if (bytes.length === 0) throw refused(localize('{0} is empty.', label));
  if (looksSecret(label) && !(await ask(localize('{0} looks as if it holds keys or passwords. Attach it?', label), localize('What is attached is sent to the provider of the model.')))) return undefined;
  switch (found.kind) {
    case 'image':
      return { kind: 'image', label, detail: localize('Image, {0}', found.mediaType.slice('image/'.length)), source: { type: 'image', mediaType: found.mediaType, data } };
    case 'document':
      return { kind: 'document', label, detail: localize('PDF file'), source: { type: 'document', mediaType: found.mediaType, data } };
    case 'text':
      return textChip(decodeText(bytes), label, label);
    case 'binary':
      throw refused(localize('{0} is neither text nor an image nor a PDF.', label));
  }
}

function textChip(text: string, label: string, path: string): Attachable {
  const lines = text.split('\n').length;
  const isFile = path !== '';
  return {
    kind: isFile ? 'file' : 'text',
    label,
    detail: lines === 1 ? localize('One line') : localize('{0} lines', lines.toLocaleString('en-US')),
    source: { type: 'text', origin: 'paste', text, language: isFile ? (/\.([a-z0-9]{1,12})$/i.exec(path)?.[1] ?? '') : '', path, heading: isFile ? `File ${label}` : 'Pasted text' },
  };
}

/** A smaller image for one that is too large. */
export function smallerImage(data: string): Chip['source'] {
  const found = fileKind(Buffer.from(data, 'base64'));
  if (found.kind !== 'image') throw refused(localize('The image could not be made smaller.'));
  return { type: 'image', mediaType: found.mediaType, data };
}
