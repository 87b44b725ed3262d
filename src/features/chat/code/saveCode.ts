// Saves code of an answer as a new file: a person says where, and nothing is replaced unasked.

import { localize } from '../../../core/base/localize.ts';
import type { CodePiece } from '../../../shared/protocol.ts';
import { numbered, proposedPath, safeRelativePath } from './fileNames.ts';

/** A place that a person chose. */
export interface ChosenPlace {
  readonly label: string;
  readonly isTaken: boolean;
  /** Replaces what is there in a way that can be undone. */
  write(text: string): Promise<void>;
}

export interface SavePorts {
  /** Whether the workspace has something under this path. */
  readonly exists: (path: string) => Promise<boolean>;
  /** Asks where to; undefined when the person thought better of it. */
  readonly askPlace: (path: string, title: string) => Promise<ChosenPlace | undefined>;
  readonly mayReplace: (label: string) => Promise<boolean>;
}

const mostTries = 100;

/** True when it was saved. */
export async function saveCode({ text, language, file }: CodePiece, { exists, askPlace, mayReplace }: SavePorts): Promise<boolean> {
  const wanted = proposedPath(file, language);
  let count = 1;
  while (count < mostTries && (await exists(numbered(wanted, count)))) count++;
  const named = file === undefined ? undefined : safeRelativePath(file);
  const title = named === undefined ? localize('Save Code as New File') : localize('Save Code as New File (the answer names {0})', named);
  const place = await askPlace(numbered(wanted, count), title);
  if (!place) return false;
  if (place.isTaken && !(await mayReplace(place.label))) return false;
  await place.write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
  return true;
}
