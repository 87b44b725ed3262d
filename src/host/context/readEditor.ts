// What the editor shows to go along with a question: open files, problems, the selection.

import { type Diagnostic, DiagnosticSeverity, languages, TabInputText, type Uri, window, workspace } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { cutText } from '../../core/context/cutText.ts';
import { looksSecret } from '../../core/context/secretNames.ts';
import { attachedPart } from '../../core/prompts/attached.ts';
import { nameOf, pathOf, readFile } from './readFile.ts';
import { type Content, longestText, type Source, unreadable } from './source.ts';

const mostProblems = 300;
const severities: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** The files that are open in tabs, each once, but for those with secrets. */
export function openFiles(): readonly Uri[] {
  const uris = window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => (input instanceof TabInputText ? input.uri : undefined)).filter((uri) => uri !== undefined);
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()].filter((uri) => !looksSecret(uri.path));
}

export async function readOpenFiles(): Promise<Content> {
  const contents = await Promise.all(openFiles().map(readFile));
  const texts = contents.flatMap((content) => (content.ok && content.part.type === 'text' ? [content.part.text] : []));
  if (texts.length === 0) return unreadable(localize('No file with text is open now.'));
  const { text, note } = cutText(texts.join(''), longestText);
  return { ok: true, part: { type: 'text', text: note === undefined ? text : `${text}\n(${note})\n\n`, label: localize('Open editors') }, note };
}

/** Errors and warnings, those of the file in the editor first. */
export function readProblems(): Content {
  const active = window.activeTextEditor?.document.uri.toString();
  const all = languages.getDiagnostics()
    .toSorted(([a], [b]) => Number(b.toString() === active) - Number(a.toString() === active))
    .flatMap(([uri, diagnostics]) => diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning).map((diagnostic) => lineOf(uri, diagnostic)));
  if (all.length === 0) return unreadable(localize('There are no errors or warnings now.'));
  const note = all.length > mostProblems ? localize('Only the first {0} of {1} problems go along.', mostProblems, all.length.toLocaleString('en-US')) : undefined;
  return { ok: true, part: attachedPart({ name: localize('Problems'), heading: 'Problems the editor reports', language: '', path: '', text: all.slice(0, mostProblems).join('\n'), note }), note };
}

/** How many errors and warnings there are. */
export function countProblems(): number {
  return languages.getDiagnostics().reduce((sum, [, diagnostics]) => sum + diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning).length, 0);
}

function lineOf(uri: Uri, { range, severity, message, source, code }: Diagnostic): string {
  const which = [source, typeof code === 'object' ? code.value : code].filter((word) => word !== undefined && word !== '').join(' ');
  return `${pathOf(uri)}:${range.start.line + 1}:${range.start.character + 1} ${severities[severity]}: ${message.replaceAll(/\s*\n\s*/g, ' ').slice(0, 1_000)}${which === '' ? '' : ` (${which})`}`;
}

/** The selection as it is now, in whole lines. Undefined when nothing is selected. */
export function currentSelection(): { readonly source: Extract<Source, { type: 'text' }>; readonly label: string; readonly detail: string } | undefined {
  const editor = window.activeTextEditor ?? window.visibleTextEditors.find(({ selection }) => !selection.isEmpty);
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const { start, end } = selection;
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const text = document.getText(selection.with(start.with(undefined, 0), document.lineAt(lastLine).range.end));
  const path = document.isUntitled ? nameOf(document.uri) : pathOf(document.uri);
  const lines = start.line === lastLine ? `line ${start.line + 1}` : `lines ${start.line + 1}-${lastLine + 1}`;
  return {
    source: { type: 'text', origin: 'selection', text, language: document.languageId, path, heading: `From ${path}, ${lines}` },
    label: `${nameOf(document.uri)}:${start.line + 1}${start.line === lastLine ? '' : `-${lastLine + 1}`}`,
    detail: `${path}, ${lines}`,
  };
}

/** True when a place belongs to the workspace, or is open in the editor anyway. */
export function isKnownPlace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(uri) !== undefined || workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
