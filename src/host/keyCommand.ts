// Gets a key from a password manager, by a command of the user's own such as `op read op://Private/OpenAI/key`.

import { exec, type ExecException } from 'node:child_process';
import { localize } from '../core/base/localize.ts';
import { LlmError } from '../core/model/llmError.ts';

export interface KeyCommand {
  /** The setting it stands in, for what is said when it fails. */
  readonly setting: string;
  readonly provider: string;
  readonly command: string;
}

/** Rejects with an LlmError that says what the command said. */
export type RunKeyCommand = (wanted: KeyCommand) => Promise<string>;

/** Long enough for a person to unlock a vault. */
const patience = 60_000;
/** A password manager is not to ask for a finger at every question. */
const remembered = 600_000;
const longestKey = 16_384;

/** Several questions at once make the command run once. What it printed is kept in memory only, for ten minutes. */
export function createKeyCommands(now: () => number = () => Date.now()): RunKeyCommand {
  const kept = new Map<string, { readonly at: number; readonly key: Promise<string> }>();
  return async (wanted) => {
    const known = kept.get(wanted.command);
    if (known && now() - known.at < remembered) return known.key;
    const key = run(wanted);
    kept.set(wanted.command, { at: now(), key });
    try {
      return await key;
    } catch (failure) {
      kept.delete(wanted.command);
      throw failure;
    }
  };
}

function run({ setting, provider, command }: KeyCommand): Promise<string> {
  const failed = (reason: string): LlmError => new LlmError({ kind: 'auth', message: localize('The command in {0} gave no key: {1}', setting, reason), retryable: false, provider });
  return new Promise((resolve, reject) => {
    const child = exec(command, { timeout: patience, killSignal: 'SIGKILL', maxBuffer: longestKey, windowsHide: true }, (failure, stdout, stderr) => {
      const key = stdout.trim();
      if (!failure && key !== '' && !/\s/.test(key)) resolve(key);
      else if (failure) reject(failed(whatHappened(failure, stderr)));
      else reject(failed(key === '' ? 'it printed nothing.' : 'it printed more than one word.'));
    });
    // It has nobody to talk to; a question would wait for ever.
    child.stdin?.end();
  });
}

function whatHappened({ killed, code }: ExecException, stderr: string): string {
  if (killed === true || String(code).startsWith('ERR_')) return 'it did not end in time, or said too much.';
  return `${firstLine(stderr) || 'it said nothing'} (code ${code ?? 'unknown'}).`;
}

/** What a command complains about. Its output, where the key would be, is never shown. */
function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 200).replace(/[.\s]+$/, '');
}
