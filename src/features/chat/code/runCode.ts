// Runs a command of an answer in a terminal: only in a workspace that is trusted, and only after a person has seen all of it.

import { localize } from '../../../core/base/localize.ts';
import type { CodePiece } from '../../../shared/protocol.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import { isShellLanguage } from '../../../shared/shellLanguages.ts';
import { commandOf, steersTerminal, visible } from './commandText.ts';

export interface RunPorts {
  readonly isTrusted: () => boolean;
  /** Asks with the whole text in sight; long ones are shown in the editor. */
  readonly confirm: (shown: string, isLong: boolean) => Promise<boolean>;
  /** Shows a text in the editor, to be read. */
  readonly show: (text: string) => Promise<void>;
  readonly run: (command: string) => void;
}

const mostLines = 20;
const mostSigns = 1_500;

/** True when it was handed to a terminal. Asks every time. */
export async function runCode({ text, language }: CodePiece, { isTrusted, confirm, show, run }: RunPorts): Promise<boolean> {
  if (!isShellLanguage(language)) throw refused(localize('Only commands for a shell can be run in the terminal.'));
  if (!isTrusted()) throw refused(localize('In Restricted Mode Parley runs no commands. Trust this workspace first, or copy the command and run it yourself.'));
  const command = commandOf(text, language);
  if (command === '') throw refused(localize('There is no command in this code.'));
  const shown = visible(command);
  if (steersTerminal(command)) {
    await show(shown);
    throw refused(localize('This code holds characters that would steer the terminal unseen, so Parley does not run it. The editor shows them by their numbers.'));
  }
  if (!(await confirm(shown, shown.length > mostSigns || shown.split('\n').length > mostLines))) return false;
  // Trust may have been taken away while the question was open.
  if (!isTrusted()) return false;
  run(command);
  return true;
}

function refused(sentence: string): RequestFailed {
  return new RequestFailed({ code: 'failed', sentence });
}
