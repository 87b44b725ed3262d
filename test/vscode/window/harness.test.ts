// That tests can work in a real window: everything here holds in any VS Code, without Parley.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { useWindow } from '../support/useWindow.ts';

describe('a window of VS Code', () => {
  const editor = useWindow({
    extension: false,
    workspace: { settings: { 'editor.tabSize': 3 }, git: true },
    settings: { user: { 'files.insertFinalNewline': true }, machine: { 'editor.rulers': [77] } },
  });

  it('opens a file by its name', async () => {
    await editor.window.openFile('cart.ts');
    assert.match(await editor.window.visibleText(), /export class Cart \{/);
  });

  it('tells in the status bar where the cursor is', async () => {
    await editor.window.placeCursor(11, 3);
    const cursor = await editor.window.statusBarItem('status.editor.selection');
    assert.equal(await cursor.text(), 'Ln 11, Col 3');
    await editor.window.selectLines(11, 15);
    assert.match(await cursor.text(), /^Ln 15, Col 4 \(\d+ selected\)$/);
  });

  it('offers commands for the selection in the context menu', async () => {
    assert.ok((await editor.window.contextMenuItems()).includes('Rename Symbol'));
  });

  it('runs a command of the palette and answers its questions', async () => {
    await editor.window.runCommand('Change Language Mode');
    await editor.window.quickPick('Plain Text');
    const language = await editor.window.statusBarItem('status.editor.mode');
    assert.equal(await language.text(), 'Plain Text');
    assert.equal(await editor.window.hasCommand('Nobody: Has This Command'), false);
  });

  it('writes what is typed to the disk', async () => {
    await editor.window.openFile('README.md');
    await editor.window.placeCursor(1, 1);
    await editor.window.typeText('Typed. ');
    await editor.window.save();
    assert.match(await readFile(join(editor.folder, 'README.md'), 'utf8'), /^Typed\. # Sample/);
  });

  it('changes its theme', async () => {
    for (const [name, type] of [['Default Light Modern', 'vs'], ['Default High Contrast', 'hc-black'], ['Default Dark Modern', 'vs-dark']] as const) {
      await editor.window.setTheme(name);
      assert.ok(await editor.window.page.locator(`.monaco-workbench.${type}`).isVisible());
    }
  });

  it('lets the side bar be made narrow and wide', async () => {
    assert.ok(Math.abs((await editor.window.setPanelWidth(460)) - 460) < 6);
    assert.ok(Math.abs((await editor.window.setPanelWidth(220)) - 220) < 6);
  });

  it('reads a notification and closes it', async () => {
    await editor.window.runCommand('Git: Pull');
    const notification = await editor.window.notification('no remotes');
    assert.deepEqual(await editor.window.notifications(), [notification.text]);
    await notification.close();
    assert.deepEqual(await editor.window.notifications(), []);
  });

  it('keeps what is open over a reload', async () => {
    await editor.window.reload();
    assert.match(await editor.window.visibleText(), /^Typed\./);
  });
});
