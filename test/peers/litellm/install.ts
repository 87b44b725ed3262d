// A LiteLLM proxy in a virtual environment of its own, installed once per machine.

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../vscode/support/paths.ts';
import { run } from '../../vscode/support/run.ts';
import { say } from '../../vscode/support/say.ts';
import { onPath } from '../../vscode/support/tools.ts';

/** Later ones need a certificate bundle that is not everywhere yet. */
const version = '1.106.0';
const oneHour = 60 * 60_000;

/** Why there can be no proxy on this machine, in one sentence. */
export class NotAvailable extends Error {
  override readonly name = 'NotAvailable';
}

/** The Python that has LiteLLM; installs it unless it is there. Rejects with NotAvailable where it cannot be had. */
export async function ensureLitellm(): Promise<string> {
  const home = join(cacheFolder(), `litellm-${version}`);
  if (!(await isComplete(home))) {
    const python = await findPython();
    say(`Installing LiteLLM ${version} (once per machine, about 90 s) ...`);
    await removeLeftovers();
    const draft = `${home}.${randomUUID().slice(0, 8)}`;
    try {
      await install(python, draft);
      // Two installs at once both finish; the first to arrive stays.
      await rename(draft, home).catch(async (failure: unknown) => {
        if (!(await isComplete(home))) throw failure;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return pythonIn(home);
}

async function findPython(): Promise<string> {
  const python = await onPath(['python3', 'python.exe']);
  if (!python) throw new NotAvailable('there is no python3 on the PATH');
  await run(python, ['-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))'], { timeout: 30_000 }).catch(() => {
    throw new NotAvailable(`${python} is older than 3.10 or cannot make a virtual environment (Debian: apt-get install python3-venv)`);
  });
  return python;
}

async function install(python: string, folder: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const quietly = ['install', '--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'];
  try {
    await run(python, ['-m', 'venv', folder], { timeout: 2 * 60_000 });
    await run(pythonIn(folder), ['-m', 'pip', ...quietly, `litellm[proxy]==${version}`], { timeout: 8 * 60_000 });
  } catch (failure) {
    throw new NotAvailable(`LiteLLM ${version} could not be installed (${lastWords(failure)})`, { cause: failure });
  }
  await writeFile(marker(folder), JSON.stringify({ version }));
}

/** What pip said last, without what it had looked through. */
function lastWords(failure: unknown): string {
  const lines = (failure instanceof Error ? failure.message : String(failure)).split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? 'for no reason told').replace(/^ERROR: /, '').slice(0, 200);
}

/** Half installs of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cacheFolder()).catch(() => [])) {
    if (!/^litellm-.*\.[0-9a-f]{8}$/.test(name)) continue;
    const path = join(cacheFolder(), name);
    const age = await stat(path).then((found) => Date.now() - found.mtimeMs, () => 0);
    if (age > oneHour) await rm(path, { recursive: true, force: true });
  }
}

const pythonIn = (folder: string): string => (process.platform === 'win32' ? join(folder, 'Scripts/python.exe') : join(folder, 'bin/python'));

const marker = (folder: string): string => join(folder, 'complete.json');

async function isComplete(folder: string): Promise<boolean> {
  return (await readFile(marker(folder), 'utf8').catch(() => '')) === JSON.stringify({ version });
}
