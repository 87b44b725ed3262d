// Short words to a person, with buttons that do something.

import { commands, window } from 'vscode';

/** A button and what it runs. */
export interface NotifyButton {
  readonly label: string;
  readonly run: () => unknown;
}

/** A button that runs a command. */
export function commandButton(label: string, command: string, ...given: readonly unknown[]): NotifyButton {
  return { label, run: () => commands.executeCommand(command, ...given) };
}

type Level = 'info' | 'warning' | 'error';

/** Resolves once the person has answered or dismissed it. */
export async function notify(level: Level, sentence: string, ...buttons: readonly NotifyButton[]): Promise<void> {
  const show = { info: window.showInformationMessage, warning: window.showWarningMessage, error: window.showErrorMessage }[level];
  const chosen = await show(sentence, ...buttons.map(({ label }) => label));
  await buttons.find(({ label }) => label === chosen)?.run();
}
