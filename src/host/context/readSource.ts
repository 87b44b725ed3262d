// Reads whatever can go along with a question.

import { Uri } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { cutText } from '../../core/context/cutText.ts';
import { attachedPart } from '../../core/prompts/attached.ts';
import { readChanges } from './readChanges.ts';
import { readOpenFiles, readProblems } from './readEditor.ts';
import { readFile } from './readFile.ts';
import { readFolder } from './readFolder.ts';
import { type Content, longestText, type Source, unreadable } from './source.ts';

/** Never rejects: what cannot be read says so. `name` is what people know it by. */
export async function readSource(source: Source, name: string): Promise<Content> {
  try {
    return await read(source, name);
  } catch {
    return unreadable(localize('{0} cannot be read.', name));
  }
}

async function read(source: Source, name: string): Promise<Content> {
  switch (source.type) {
    case 'file':
      return readFile(Uri.parse(source.address, true));
    case 'folder':
      return readFolder(Uri.parse(source.address, true));
    case 'editors':
      return readOpenFiles();
    case 'problems':
      return readProblems();
    case 'changes':
      return readChanges();
    case 'text': {
      const { text, note } = cutText(source.text, longestText);
      return { ok: true, part: attachedPart({ ...source, name, text, note }), note };
    }
    case 'image':
      return { ok: true, part: { type: 'image', mediaType: source.mediaType, data: source.data } };
    case 'document':
      return { ok: true, part: { type: 'file', name, mediaType: source.mediaType, data: source.data }, note: 'Not every model reads PDF files.' };
  }
}
