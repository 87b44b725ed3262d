// Runs a command in a terminal of its own, in the workspace's folder.

import { type Uri, window, workspace } from 'vscode';

const longestName = 30;

/** A new terminal each time: in one that is in use, the command would be typed into whatever runs there. */
export function runInTerminal(command: string): void {
  const cwd = homeFolder();
  const [line = ''] = command.split('\n');
  const name = `Parley: ${line.length > longestName ? `${line.slice(0, longestName)}\u2026` : line}`;
  const terminal = window.createTerminal({ name, ...(cwd && { cwd }) });
  terminal.show();
  terminal.sendText(command, true);
}

/** The folder of the file last used, else the first one. */
function homeFolder(): Uri | undefined {
  const active = window.activeTextEditor?.document.uri;
  const folder = (active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === 'file' ? folder.uri : undefined;
}
