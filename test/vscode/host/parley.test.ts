// Parley inside the extension host of a real VS Code.

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { actions } from '../../../src/tables/actions.ts';
import { commands } from '../../../src/tables/commands.ts';
import { settings } from '../../../src/tables/settings.ts';

const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension('parley.parley');
  assert.ok(found, 'Parley is installed');
  return found;
};

describe('Parley in the extension host', () => {
  it('starts by itself, without being asked', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command of the tables, and no other', async () => {
    await extension().activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('parley.'));
    const ofTheView = registered.filter((id) => id.startsWith('parley.chat.') && !(id in commands));
    assert.deepEqual(
      registered.filter((id) => !ofTheView.includes(id)).toSorted(),
      [...Object.keys(commands), ...actions.map(({ command }) => command)].toSorted(),
    );
    assert.ok(ofTheView.includes('parley.chat.focus'), 'the editor makes the command that focuses the view');
  });

  it('gives every setting the default of the tables', () => {
    for (const [key, row] of Object.entries(settings)) {
      const inspected = vscode.workspace.getConfiguration().inspect(key);
      assert.deepEqual(inspected?.defaultValue, row.fallback, key);
    }
  });

  it('keeps the address of a provider out of a workspace\'s reach', async () => {
    const configuration = vscode.workspace.getConfiguration();
    await assert.rejects(async () => configuration.update('parley.providers', { openai: { baseUrl: 'http://127.0.0.1:1/v1' } }, vscode.ConfigurationTarget.Workspace));
  });

  it('keeps budgets out of the reach of a workspace and of a machine', async () => {
    for (const target of [vscode.ConfigurationTarget.Workspace, vscode.ConfigurationTarget.WorkspaceFolder]) {
      await assert.rejects(async () => vscode.workspace.getConfiguration().update('parley.budgets', { day: 1_000_000 }, target));
    }
  });

  it('shows a diagnosis that can be read and not be edited', async () => {
    await vscode.commands.executeCommand('parley.doctor');
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.getText() ?? '', /^# Parley: diagnosis\n[^]*\| Parley \| \d+\.\d+\.\d+ \|[^]*## Last requests/);
    assert.equal(document?.languageId, 'markdown');
    assert.equal(document.isUntitled, false);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('opens the chat from its command', async () => {
    await vscode.commands.executeCommand('parley.chat.focus');
    await vscode.commands.executeCommand('parley.chat.new');
  });
});
