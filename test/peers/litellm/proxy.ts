// Starts a LiteLLM proxy on a free port of this machine, and ends it for sure.

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testEnvironment } from '../../vscode/support/environment.ts';
import { temporaryFolder } from '../../vscode/support/temporaryFolder.ts';
import { until } from '../../vscode/support/waiting.ts';

/** A running proxy. */
export interface Proxy {
  readonly url: string;
  /** What it printed. */
  readonly log: () => string;
  /** Ends it with all its helpers, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Starting it takes 15 s on an idle machine. */
const patience = 3 * 60_000;
const guard = join(import.meta.dirname, '../../vscode/support/guard.ts');

/** `python` is one that has LiteLLM. Resolves once the proxy answers. */
export async function startProxy(python: string, config: object): Promise<Proxy> {
  const home = temporaryFolder('litellm');
  const file = join(home, 'config.yaml');
  await writeFile(file, JSON.stringify(config)); // JSON is YAML, too
  const command = ['-c', 'from litellm import run_server; run_server()', '--config', file, '--host', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, [guard, JSON.stringify({ command: python, arguments: command, folders: [home] })], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: home,
    // Its list of prices comes with it; without this it would look for a newer one.
    env: testEnvironment(home, { LITELLM_LOCAL_MODEL_COST_MAP: 'True', PYTHONUNBUFFERED: '1', NO_COLOR: '1' }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => void (printed += piece.toString()));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  try {
    const url = await until('the proxy to listen', () => {
      if (child.exitCode !== null) throw new Error('It ended at once.');
      return /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
    }, patience);
    await until('the proxy to be ready', async () => (await fetch(`${url}/health/readiness`)).ok, patience);
    return { url, log: () => printed, stop };
  } catch (error) {
    await stop();
    throw new Error(`LiteLLM did not start:\n${printed.slice(-4_000)}`, { cause: error });
  }
}
