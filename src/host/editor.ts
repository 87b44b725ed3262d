// What the editor holds: the code under discussion, and the place where an answer can go.

import { commands, type DocumentSymbol, type Position, Range, type Selection, SnippetString, type TextDocument, type TextEditor, window, workspace } from 'vscode';
import type { CodeToExplain } from '../core/prompts/explain.ts';

/** Longer pieces are cut, with a word about it. */
export const longestCode = 200_000;

/** The code a person means: the selection, else the innermost symbol around the cursor, else the whole file. */
export async function codeInFocus(editor: TextEditor): Promise<CodeToExplain> {
  const { document, selection } = editor;
  const range = selection.isEmpty ? ((await enclosingSymbol(document, selection.active)) ?? wholeOf(document)) : wholeLines(document, selection);
  return {
    language: document.languageId,
    path: document.isUntitled ? 'untitled' : workspace.asRelativePath(document.uri, false),
    code: document.getText(range).slice(0, longestCode),
    firstLine: range.start.line + 1,
    lastLine: range.end.line + 1,
  };
}

/** Half a line explains badly, so a selection grows to whole lines; a line in which nothing is selected is left out. */
function wholeLines(document: TextDocument, selection: Selection): Range {
  const last = selection.end.character === 0 && selection.end.line > selection.start.line ? selection.end.line - 1 : selection.end.line;
  return new Range(selection.start.line, 0, last, document.lineAt(last).text.length);
}

function wholeOf(document: TextDocument): Range {
  return document.validateRange(new Range(0, 0, document.lineCount, 0));
}

async function enclosingSymbol(document: TextDocument, position: Position): Promise<Range | undefined> {
  let symbols: unknown;
  try {
    symbols = await commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
  } catch {
    return undefined;
  }
  let level = Array.isArray(symbols) ? (symbols as Partial<DocumentSymbol>[]) : [];
  let found: Range | undefined;
  for (;;) {
    const inner = level.find((symbol) => symbol.range?.contains(position));
    // A name on one line, such as a variable, is too small to explain on its own.
    if (!inner?.range || (found && inner.range.isSingleLine)) return found;
    found = inner.range;
    level = inner.children ?? [];
  }
}

/** Puts text at the cursor of the editor last used; false when there is none that can be written to. */
export async function insertAtCursor(text: string): Promise<boolean> {
  const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
  if (!editor) return false;
  await window.showTextDocument(editor.document, editor.viewColumn);
  return editor.insertSnippet(new SnippetString().appendText(text), editor.selection);
}
