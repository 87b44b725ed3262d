// Runs a command to its end; quiet when it works, the whole output in the error when it does not.
import { spawn } from 'node:child_process';

/** How to run a command. */
export interface RunOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended and counts as failed. */
  readonly timeout?: number;
}

/** Resolves with what the command printed; rejects unless it ended with code 0. */
export function run(command: string, parameters: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, [...parameters], {
      cwd: options.folder,
      env: options.environment ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeout ?? 10 * 60_000,
      shell: process.platform === 'win32' && !command.includes('\\'),
    });
    const collect = (piece: Buffer): void => {
      output += piece.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => reject(new Error(`Could not start ${command}.`, { cause: error })));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${parameters.join(' ')} ended with ${signal ?? `code ${code}`}:\n${output.trimEnd()}`));
    });
  });
}
