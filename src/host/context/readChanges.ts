// What changed since the last commit, as the editor's own git extension tells it.

import { extensions, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { cutText } from '../../core/context/cutText.ts';
import { attachedPart } from '../../core/prompts/attached.ts';
import { type Content, longestText, unreadable } from './source.ts';

/** The little of the extension's interface that is used here. */
interface GitRepository {
  readonly rootUri: { readonly path: string };
  diff(cached?: boolean): Promise<string>;
}

interface GitExtension {
  getAPI(version: 1): { readonly repositories: readonly GitRepository[] };
}

/** True when there may be changes to ask for. */
export function knowsChanges(): boolean {
  return workspace.isTrusted && (workspace.workspaceFolders?.length ?? 0) > 0 && extensions.getExtension('vscode.git') !== undefined;
}

export async function readChanges(): Promise<Content> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return unreadable(localize('The git extension of the editor is switched off.'));
  let diff: string;
  try {
    const { repositories } = (await extension.activate()).getAPI(1);
    if (repositories.length === 0) return unreadable(localize('There is no git repository here.'));
    const diffs = await Promise.all(repositories.map(async (repository) => [await repository.diff(true), await repository.diff(false)]));
    diff = diffs.flat().filter((one) => one.trim() !== '').join('\n');
  } catch {
    return unreadable(localize('Git could not tell what has changed.'));
  }
  if (diff === '') return unreadable(localize('Nothing has changed since the last commit; new files count once they are added.'));
  const { text, note } = cutText(diff, longestText);
  return { ok: true, part: attachedPart({ name: localize('Changes'), heading: 'Changes that are not committed', language: 'diff', path: '', text, note }), note };
}
