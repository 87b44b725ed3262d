// That the extension host the tests run in is a real one: language features, search, git, files.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

/** The little of the git extension that is asked here. */
interface GitExtension {
  getAPI(version: 1): { readonly repositories: readonly unknown[] };
}

/** Asks until the answer holds; language servers need their time. */
async function eventually<T>(ask: () => PromiseLike<T>, holds: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 25_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer) || Date.now() > end) return answer;
    await pause(50);
  }
}

async function sample(name: string): Promise<vscode.Uri> {
  const [file] = await vscode.workspace.findFiles(`**/${name}`);
  assert.ok(file, `${name} is in the workspace`);
  return file;
}

describe('the extension host', () => {
  it('has the sample workspace open and trusted', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('finds files by pattern', async () => {
    const found = await vscode.workspace.findFiles('src/*.{ts,py,go}');
    assert.deepEqual(found.map((file) => file.path.split('/').at(-1)).toSorted((one = '', other = '') => one.localeCompare(other)), ['cart.ts', 'report.py', 'server.go']);
  });

  it('knows the symbols of a TypeScript file', async () => {
    const file = await sample('cart.ts');
    await vscode.window.showTextDocument(file);
    const symbols = await eventually(
      () => vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', file),
      (found) => found?.some((symbol) => symbol.name === 'Cart') === true,
    );
    assert.deepEqual(symbols?.map((symbol) => symbol.name), ['Item', 'Cart', 'parseItem']);
  });

  it('edits a document and keeps the edit undoable', async () => {
    const editor = await vscode.window.showTextDocument(await sample('report.py'));
    const before = editor.document.getText();
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# first\n'));
    assert.equal(editor.document.getText(), `# first\n${before}`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
  });

  it('opens the git repository of the workspace', async () => {
    const git = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
    const repositories = await eventually(
      () => Promise.resolve(git?.getAPI(1).repositories ?? []),
      (found) => found.length > 0,
    );
    assert.equal(repositories.length, 1);
  });

  it('has sqlite and a fetch of its own', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(':memory:');
    assert.equal(database.prepare('SELECT 1 AS one').get()?.['one'], 1);
    database.close();
    assert.equal(typeof fetch, 'function');
  });
});
