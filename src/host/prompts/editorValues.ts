// What saved prompts have places for, out of the editor: code, the clipboard, and what a person types.

import { env, type TextEditor, window, workspace } from 'vscode';
import type { CodeToExplain } from '../../core/prompts/explain.ts';
import { codeInFocus, longestCode } from '../editor.ts';
import type { ValueSources } from './gatherValues.ts';

export const editorValues: ValueSources = {
  selection: async () => {
    const editor = editorInUse();
    return editor && (await codeInFocus(editor));
  },
  wholeFile: () => {
    const editor = editorInUse();
    return editor && wholeOf(editor);
  },
  clipboard: async () => env.clipboard.readText(),
  ask: async (title, prompt) => window.showInputBox({ title, prompt, ignoreFocusOut: true }),
};

/** While the chat has the keyboard, the editor that had it before. */
function editorInUse(): TextEditor | undefined {
  return window.activeTextEditor ?? window.visibleTextEditors[0];
}

function wholeOf({ document }: TextEditor): CodeToExplain {
  return {
    language: document.languageId,
    path: document.isUntitled ? 'untitled' : workspace.asRelativePath(document.uri, false),
    code: document.getText().slice(0, longestCode),
    firstLine: 1,
    lastLine: document.lineCount,
  };
}
