// Which languages of a code block a terminal understands.

const shells = new Set(['bash', 'sh', 'zsh', 'fish', 'ksh', 'shell', 'console', 'shell-session', 'shellsession', 'sh-session', 'terminal', 'powershell', 'pwsh', 'ps1', 'bat', 'batch', 'cmd']);

/** True for code that can be run in a terminal as it stands. */
export function isShellLanguage(language: string): boolean {
  return shells.has(language.toLowerCase());
}

const sessions = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'terminal']);

/** True for what was copied from a terminal: prompts and output among the commands. */
export function isShellSession(language: string): boolean {
  return sessions.has(language.toLowerCase());
}
