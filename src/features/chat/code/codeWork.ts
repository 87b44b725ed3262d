// What is done with the code of an answer. Loaded with the first of it.

import { commands, type TextEditor, type Uri, window, workspace } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { runInTerminal } from '../../../host/terminal.ts';
import type { VirtualDocuments } from '../../../host/virtualDocuments.ts';
import { askForPlace, exists, findInWorkspace, isTaken, writeAndShow } from '../../../host/workspaceFiles.ts';
import type { RequestHandlers } from '../../../shared/requestHandlers.ts';
import { diffCode, type DiffPorts } from './diffCode.ts';
import { runCode, type RunPorts } from './runCode.ts';
import { saveCode, type SavePorts } from './saveCode.ts';

export type CodeRequests = Pick<RequestHandlers, 'saveCode' | 'runCode' | 'diffCode'>;

export function createCodeWork(documents: VirtualDocuments): CodeRequests {
  const show = async (name: string, text: string): Promise<void> => {
    await window.showTextDocument(documents.add(name, text), { preview: true });
  };
  const running: RunPorts = {
    isTrusted: () => workspace.isTrusted,
    async confirm(shown, isLong) {
      const run = localize('Run in Terminal');
      if (!isLong) return (await window.showWarningMessage(localize('Run this in a terminal? A model wrote it.'), { modal: true, detail: shown }, run)) === run;
      await show(localize('Command to run.sh'), shown);
      return (await window.showWarningMessage(localize('Run the command that the editor shows? A model wrote it.'), run)) === run;
    },
    show: (text) => show('Command.sh', text),
    run: runInTerminal,
  };
  return {
    saveCode: async (piece) => ({ done: await saveCode(piece, saving) }),
    runCode: async (piece) => ({ done: await runCode(piece, running) }),
    async diffCode(piece) {
      await diffCode(piece, comparing(documents));
      return { done: true };
    },
  };
}

const saving: SavePorts = {
  exists: isTaken,
  async askPlace(path, title) {
    const uri = await askForPlace(path, title);
    return uri && { label: workspace.asRelativePath(uri), isTaken: await exists(uri), write: (text) => writeAndShow(uri, text) };
  },
  async mayReplace(label) {
    const replace = localize('Replace');
    return (await window.showWarningMessage(localize('{0} exists already. Replace all of it by this code?', label), { modal: true, detail: localize('Undo in its editor brings back what is there now.') }, replace)) === replace;
  },
};

/** Something to compare with: a file, or a piece of what an editor holds. */
interface Source {
  readonly name: string;
  readonly uri: Uri;
}

function comparing(documents: VirtualDocuments): DiffPorts<Source> {
  return {
    async find(path) {
      const uri = await findInWorkspace(path);
      return uri && { name: workspace.asRelativePath(uri), uri };
    },
    active() {
      const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
      return editor && sourceIn(editor, documents);
    },
    nameOf: ({ name }) => name,
    async open(source, name, text, title) {
      await commands.executeCommand('vscode.diff', source.uri, documents.add(name, text), title);
    },
  };
}

function sourceIn({ document, selection }: TextEditor, documents: VirtualDocuments): Source {
  const name = document.isUntitled ? 'untitled' : workspace.asRelativePath(document.uri);
  if (selection.isEmpty) return { name, uri: document.uri };
  const text = document.getText(selection);
  return { name: `${name}:${selection.start.line + 1}-${selection.end.line + 1}`, uri: documents.add(name, text.endsWith('\n') ? text : `${text}\n`) };
}
