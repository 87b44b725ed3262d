// The command in a block of code: exactly what a terminal would get, and how a person gets to see all of it.

import { isShellSession } from '../../../shared/shellLanguages.ts';

/** What goes to the terminal. Of a session copied from one, what was typed there: its output is no command. */
export function commandOf(code: string, language: string): string {
  const text = code.replace(/\r\n?/g, '\n').replace(/^(?:[ \t]*\n)+|\s+$/g, '');
  const lines = text.split('\n');
  if (!isShellSession(language) || !lines.some((line) => prompt.test(line))) return text;
  return typedIn(lines).join('\n');
}

const prompt = /^(?:\([\w.-]+\) )?(?:[\w.-]+@[\w.-]+[^$#%]*)?[$%#] /;

/** The lines after a prompt, with those that carry on from a backslash. */
function typedIn(lines: readonly string[]): string[] {
  const typed: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    if (!goesOn && !prompt.test(line)) continue;
    const command: string = goesOn ? line.replace(/^> /, '') : line.replace(prompt, '');
    typed.push(command);
    goesOn = command.endsWith('\\');
  }
  return typed;
}

/** Signs that steer a terminal instead of standing in a command. */
const steering = /[^\P{Cc}\n\t]/u;

/** True when the text would press keys that nobody sees. */
export function steersTerminal(text: string): boolean {
  return steering.test(text);
}

/** The text with everything in sight: what has no shape is named by its number. */
export function visible(text: string): string {
  return text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}\u00a0\u3164\uffa0\u115f\u1160]/gu, (sign) => (sign === '\t' ? '\u21e5' : `\u27e8U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}\u27e9`));
}
