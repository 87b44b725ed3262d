// Shows code of an answer beside what it is about: the file it names, else what is open in the editor.

import { localize } from '../../../core/base/localize.ts';
import type { CodePiece } from '../../../shared/protocol.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import { proposedPath, safeRelativePath } from './fileNames.ts';

export interface DiffPorts<Source> {
  /** The file of the workspace with this path, if there is one. */
  readonly find: (path: string) => Promise<Source | undefined>;
  /** The selection or the whole text of the editor last used. */
  readonly active: () => Source | undefined;
  readonly nameOf: (source: Source) => string;
  /** Opens both, for reading; the answer is on the right. */
  readonly open: (source: Source, name: string, text: string, title: string) => Promise<void>;
}

/** Always ends with a comparison in sight, or with a sentence why there is none. */
export async function diffCode<Source>({ text, language, file }: CodePiece, { find, active, nameOf, open }: DiffPorts<Source>): Promise<void> {
  const path = file === undefined ? undefined : safeRelativePath(file);
  const source = (path === undefined ? undefined : await find(path)) ?? active();
  if (source === undefined) throw new RequestFailed({ code: 'failed', sentence: localize('There is nothing to compare with: open the file that this code is about.') });
  const name = nameOf(source);
  await open(source, proposedPath(path ?? name, language), text.endsWith('\n') ? text : `${text}\n`, `${name} \u2194 Answer`);
}
