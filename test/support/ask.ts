// Runs `npm run ask`'s command as a process of its own, with exactly the environment a test gives it.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../house/sources.ts';

/** What the process said and how it ended. */
export interface AskResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface AskOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with everything on standard output so far, and a way to interrupt. */
  readonly onOutput?: (soFar: string, interrupt: () => void) => void;
}

export function ask(words: readonly string[], { environment = {}, input, onOutput }: AskOptions = {}): Promise<AskResult> {
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), ...words], { env: { PATH: process.env['PATH'] ?? '', ...environment } });
  let out = '';
  let err = '';
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    onOutput?.(out, () => {
      if (!interrupted) child.kill('SIGINT');
      interrupted = true;
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
