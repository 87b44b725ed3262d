// Reads one file to go along with a question: what is open and not saved counts as it stands in the editor.

import { FileSystemError, FileType, type Uri, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { cutText } from '../../core/context/cutText.ts';
import { decodeText, fileKind } from '../../core/context/fileKind.ts';
import { attachedPart } from '../../core/prompts/attached.ts';
import { type Content, longestText, unreadable } from './source.ts';

const largestRead = 20_000_000;
const largestDocument = 10_000_000;

/** The name of a place for people: below its workspace folder, else in full. */
export function pathOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri, (workspace.workspaceFolders?.length ?? 0) > 1);
  return path === uri.toString() ? uri.path : path;
}

/** The last part of a path. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.replace(/\/+$/, '').lastIndexOf('/') + 1) || uri.path;
}

export async function readFile(uri: Uri): Promise<Content> {
  const path = pathOf(uri);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return textContent(path, open.languageId, open.getText());
  let bytes: Uint8Array;
  try {
    const stat = await workspace.fs.stat(uri);
    if (stat.type & FileType.Directory) return unreadable(localize('{0} is a folder now.', path));
    if (stat.size > largestRead) return unreadable(localize('{0} has {1} MB; {2} MB is the most that can go along.', path, Math.ceil(stat.size / 1_000_000).toLocaleString('en-US'), largestRead / 1_000_000));
    bytes = await workspace.fs.readFile(uri);
  } catch (failure) {
    return unreadable(failure instanceof FileSystemError && failure.code === 'FileNotFound' ? localize('{0} is no longer there.', path) : localize('{0} cannot be read.', path));
  }
  const kind = fileKind(bytes);
  switch (kind.kind) {
    case 'image':
      return { ok: true, part: { type: 'image', mediaType: kind.mediaType, data: base64(bytes) } };
    case 'document':
      if (bytes.byteLength > largestDocument) return unreadable(localize('{0} is larger than {1} MB.', path, largestDocument / 1_000_000));
      return { ok: true, part: { type: 'file', name: nameOf(uri), mediaType: kind.mediaType, data: base64(bytes) }, note: 'Not every model reads PDF files.' };
    case 'text':
      return textContent(path, extensionOf(path), decodeText(bytes));
    case 'binary':
      return unreadable(localize('{0} is neither text nor an image nor a PDF.', path));
  }
}

function textContent(path: string, language: string, whole: string): Content {
  const { text, note } = cutText(whole, longestText);
  return { ok: true, part: attachedPart({ name: path, heading: `File ${path}`, language, path, text, note }), note };
}

/** Good enough as the language of a fence. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]{1,12})$/i.exec(path)?.[1] ?? '';
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
