// A complete VS Code from the npm registry alone: code-server carries one. It is installed once per machine, without
// compiling anything; the two native modules that matter are replaced by stand-ins, the rest is not needed.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { npmEnvironment } from './environment.ts';
import { npm } from './npm.ts';
import { cacheFolder } from './paths.ts';
import { say } from './say.ts';

const version = '4.139.1';
/** Raised when the way of installing changes, so that older trees are thrown away. */
const recipe = 1;
const oneHour = 60 * 60_000;

/** Installs the server build unless it is there; resolves with its `lib/vscode` folder. */
export async function ensureServerBuild(): Promise<string> {
  const home = join(cacheFolder(), `code-server-${version}`);
  if (!(await isComplete(home))) {
    say('Installing the server build of VS Code (once per machine, about 20 s) ...');
    await removeLeftovers(home);
    const draft = `${home}.${randomUUID().slice(0, 8)}`;
    try {
      await installInto(draft);
      await moveInto(draft, home);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return join(home, 'node_modules/code-server/lib/vscode');
}

async function installInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const editor = join(folder, 'node_modules/code-server/lib/vscode');
  await npmInstall(folder, `code-server@${version}`);
  await npmInstall(editor, '--omit=dev'); // not `npm ci`: the shrinkwrap is out of step with package.json
  await npmInstall(join(editor, 'extensions'), '--omit=dev'); // brings TypeScript, for the language features
  await standIn('spdlog', join(editor, 'node_modules/@vscode/spdlog/index.js'));
  await standIn('nativeWatchdog', join(editor, 'node_modules/@vscode/native-watchdog/index.js'));
  await writeFile(marker(folder), JSON.stringify({ version, recipe }));
}

async function standIn(name: string, file: string): Promise<void> {
  const source = join(import.meta.dirname, 'standIns', `${name}.ts`);
  await build({ entryPoints: [source], outfile: file, allowOverwrite: true, platform: 'node', format: 'cjs' });
}

function npmInstall(folder: string, ...parameters: readonly string[]): Promise<string> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  return npm(['install', ...parameters, ...quiet], { folder, environment: npmEnvironment() });
}

/** Two installs at once both finish; the first to arrive stays, the other is dropped. */
async function moveInto(draft: string, home: string): Promise<void> {
  for (;;) {
    try {
      return await rename(draft, home);
    } catch (error) {
      if (await isComplete(home)) return;
      const aside = `${home}.${randomUUID().slice(0, 8)}`;
      await rename(home, aside).catch(() => Promise.reject(error));
      await rm(aside, { recursive: true, force: true });
    }
  }
}

/** Half installs of runs that were killed. */
async function removeLeftovers(home: string): Promise<void> {
  const parent = dirname(home);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(home)}.`)) continue;
    const path = join(parent, name);
    const age = await stat(path).then((found) => Date.now() - found.mtimeMs, () => 0);
    if (age > oneHour) await rm(path, { recursive: true, force: true });
  }
}

const marker = (folder: string): string => join(folder, 'complete.json');

async function isComplete(folder: string): Promise<boolean> {
  const text = await readFile(marker(folder), 'utf8').catch(() => '');
  return text === JSON.stringify({ version, recipe });
}
