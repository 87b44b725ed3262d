// The files people choose: where an export goes, a list of prompts, a provider's own figures.

import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Uri, window, workspace } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { csvOf, jsonOf, pagesOf } from '../../../core/money/export.ts';
import { longestPromptFile } from '../../../core/money/promptList.ts';
import { ImportFailed } from '../../../core/money/reconcile/importFailed.ts';
import { daysOf, reconcile } from '../../../core/money/reconcile/reconcile.ts';
import { readUsageExport } from '../../../core/money/reconcile/usageExport.ts';
import type { UsageQuery } from '../../../core/money/usageQuery.ts';
import { commandButton, notify } from '../../../host/notify.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { RangeName, ReconciliationView } from '../../../shared/usageProtocol.ts';
import type { PromptFile } from './comparison.ts';
import { rangeOf } from './ranges.ts';
import { reconciliationView } from './reconciliation.ts';

/** Saves the rows of a range; the file has its name only once it is whole. */
export async function exportRange(query: UsageQuery, name: RangeName, now: number): Promise<void> {
  const target = await window.showSaveDialog({
    title: localize('Export Usage'),
    defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), `parley-usage-${new Date(now).toISOString().slice(0, 10)}.csv`),
    filters: { CSV: ['csv'], JSON: ['json'] },
  });
  if (!target) return;
  if (target.scheme !== 'file') throw new RequestFailed({ code: 'failed', sentence: localize('Usage can be saved to a folder on the machine that runs Parley only.') });
  const { range, words } = rangeOf(name, now);
  const pages = pagesOf(query, range);
  try {
    await writeWhole(target.fsPath, /\.json$/i.test(target.path) ? jsonOf(pages) : csvOf(pages));
  } catch (failure) {
    throw new RequestFailed({ code: 'failed', sentence: localize('The file could not be written: {0}', failure instanceof Error ? failure.message : String(failure)) });
  }
  void notify('info', name === 'all' ? localize('The requests in the ledger are in {0}.', target.fsPath) : localize('The requests {0} are in {1}.', words, target.fsPath), commandButton(localize('Open file'), 'vscode.open', target));
}

async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  try {
    for await (const piece of pieces) await file.write(piece);
    await file.close();
    await rename(partial, path);
  } catch (failure) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw failure;
  }
}

export async function openPrompts(): Promise<PromptFile | undefined> {
  const [file] = (await window.showOpenDialog({ title: localize('Prompts to Price'), openLabel: localize('Price'), filters: { Prompts: ['txt', 'md', 'jsonl', 'json', 'ndjson'], [localize('All files')]: ['*'] } })) ?? [];
  if (!file) return undefined;
  const { size } = await workspace.fs.stat(file);
  if (size > longestPromptFile) throw new RequestFailed({ code: 'too-long', sentence: localize('This file has more than {0} MB. Choose a shorter list of prompts.', longestPromptFile / 1_000_000) });
  return { name: file.path.slice(file.path.lastIndexOf('/') + 1), text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
}

/** A provider's export against the ledger; undefined when no file was chosen. */
export async function openExport(query: UsageQuery): Promise<ReconciliationView | undefined> {
  const [file] = (await window.showOpenDialog({ title: localize('A Provider\'s Usage or Cost Export'), openLabel: localize('Compare'), filters: { CSV: ['csv', 'tsv', 'txt'], [localize('All files')]: ['*'] } })) ?? [];
  if (!file) return undefined;
  try {
    const theirs = await readUsageExport(file.scheme === 'file' ? createReadStream(file.fsPath, 'utf8') : [new TextDecoder().decode(await workspace.fs.readFile(file))]);
    return reconciliationView(file.path.slice(file.path.lastIndexOf('/') + 1), reconcile(theirs, await query.byDay('model', daysOf(theirs))));
  } catch (failure) {
    if (failure instanceof ImportFailed) throw new RequestFailed({ code: 'failed', sentence: failure.message });
    throw failure;
  }
}
