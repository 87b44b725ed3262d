// `npm start`: Parley, built from this checkout, in a VS Code to try it in; stays until Ctrl+C.
import { spawn } from 'node:child_process';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { personalEnvironment } from './support/environment.ts';
import { findServer } from './support/findVscode.ts';
import { installCopy } from './support/installCopy.ts';
import { cacheFolder, checkout } from './support/paths.ts';
import { run } from './support/run.ts';
import { startServer } from './support/server.ts';
import { fillWorkspace } from './support/temporaryFolder.ts';
import { onPath } from './support/tools.ts';
import { windowAddress } from './support/window.ts';

const usualPort = 8371;
/** Kept between starts: keys, settings and conversations are still there the next time. */
const home = join(cacheFolder(), 'start');

const { values: options } = parseArgs({ options: { port: { type: 'string' }, folder: { type: 'string' } } });
const folder = options.folder ? resolve(process.env['INIT_CWD'] ?? '.', options.folder) : await exampleFolder();

console.log('Building Parley ...');
await run(process.execPath, [join(checkout, 'esbuild.mjs')], { folder: checkout });
const desktop = await onPath(['code', 'code.cmd']);
if (desktop) await startDesktop(desktop);
else await startInBrowser();

async function startDesktop(code: string): Promise<void> {
  console.log(`Parley opens in ${code}; close the window or press Ctrl+C to end.`);
  const child = spawn(code, ['--new-window', '--wait', `--extensionDevelopmentPath=${checkout}`, folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  await new Promise((ended) => void child.on('exit', ended).on('error', ended));
}

async function startInBrowser(): Promise<void> {
  const root = await findServer();
  const extensionsFolder = join(home, 'extensions');
  await rm(extensionsFolder, { recursive: true, force: true });
  await installCopy(checkout, extensionsFolder);
  const dataFolder = join(home, 'data');
  await firstSettings(join(dataFolder, 'User'));
  const port = options.port ? Number(options.port) : (await isFree(usualPort)) ? usualPort : 0;
  const server = await startServer({ root, port, dataFolder, extensionsFolder, developmentAllowed: false, wholeEnvironment: personalEnvironment() });
  let ending = false;
  const end = (): void => {
    ending = true;
    void server.dispose();
  };
  process.once('SIGINT', end).once('SIGTERM', end).once('SIGHUP', end);
  console.log(`Parley is ready: ${windowAddress(server, folder)}`);
  await server.ended;
  if (ending) return;
  console.error(`The server ended by itself.\n${server.log()}`);
  process.exitCode = 1;
}

/** A little code to try things on; what was changed in it stays. */
async function exampleFolder(): Promise<string> {
  const example = join(home, 'example');
  if (await isThere(example)) return example;
  fillWorkspace(example, { git: (await onPath(['git', 'git.exe'])) !== undefined });
  return example;
}

/** The first look should be Parley's, not a welcome page's; whatever the user changes afterwards stays. */
async function firstSettings(folderOfSettings: string): Promise<void> {
  const file = join(folderOfSettings, 'settings.json');
  if (await isThere(file)) return;
  await mkdir(folderOfSettings, { recursive: true });
  const settings = {
    'files.autoSave': 'off',
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
  };
  await writeFile(file, JSON.stringify(settings, null, 2));
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => void probe.close(() => answer(true)));
  });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
