// Activation in a real extension host, against an empty extension in the same one.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { findServer } from '../vscode/support/findVscode.ts';
import { npm } from '../vscode/support/npm.ts';
import { installCopy } from '../vscode/support/installCopy.ts';
import { checkout } from '../vscode/support/paths.ts';
import { startServer } from '../vscode/support/server.ts';
import { fillWorkspace, temporaryFolder } from '../vscode/support/temporaryFolder.ts';
import { openProfile, remotePath, windowAddress } from '../vscode/support/window.ts';
import { type Figure, median, rounded } from './figure.ts';

const rounds = 6;
const goal = 15;

type Times = Readonly<Record<string, { readonly milliseconds: number; readonly rss: number }>>;

export async function* figures(): AsyncIterable<Figure> {
  const home = temporaryFolder('b');
  try {
    await npm(['run', '--silent', 'package', '--', '--out', join(home, 'parley.vsix')]);
    const extensions = await installBoth(home);
    const all: Times[] = [];
    // Whoever is first pays for the host's own warming up: that is a third one. The order of the others changes every round.
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? ['bench.empty', 'parley.parley'] : ['parley.parley', 'bench.empty'];
      all.push(await measure(home, extensions, ['bench.first', ...order]));
    }
    const of = (id: string): number => median(all.map((times) => times[id]?.milliseconds ?? Number.NaN));
    const [empty, parley] = [of('bench.empty'), of('parley.parley')];
    yield { name: 'activation, empty extension', value: rounded(empty), unit: 'ms' };
    yield { name: 'activation', value: rounded(parley), unit: 'ms', peer: 'empty extension', ratio: rounded(parley / empty) };
    yield { name: 'activation over empty', value: rounded(parley - empty), unit: 'ms', peer: `goal ${goal}`, ratio: rounded((parley - empty) / goal) };
    yield { name: 'activation memory', value: rounded(median(all.map((times) => times['parley.parley']?.rss ?? Number.NaN)) / 1e6), unit: 'MB' };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Both as installed extensions; Parley without the event that would start it by itself. */
async function installBoth(home: string): Promise<string> {
  const extensions = join(home, 'extensions');
  await mkdir(extensions, { recursive: true });
  await installCopy(checkout, extensions);
  for (const name of ['first', 'empty']) await installEmpty(name, extensions);
  const { version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const manifestFile = join(extensions, `parley.parley-${version}`, 'package.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as object;
  await writeFile(manifestFile, JSON.stringify({ ...manifest, activationEvents: [] }));
  return extensions;
}

async function installEmpty(name: string, extensions: string): Promise<void> {
  const folder = join(extensions, `bench.${name}-0.0.1`);
  await cp(join(import.meta.dirname, 'empty'), folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, name }));
}

/** One fresh extension host. */
async function measure(home: string, extensionsFolder: string, order: readonly string[]): Promise<Times> {
  const folder = join(home, 'sample');
  const result = join(home, 'result.json');
  const driver = join(home, 'driver');
  fillWorkspace(folder);
  await mkdir(driver, { recursive: true });
  await writeFile(join(driver, 'package.json'), JSON.stringify({ name: 'driver', publisher: 'bench', version: '0.0.1', engines: { vscode: '^1.106.0' }, type: 'module' }));
  await esbuild.build({ entryPoints: [join(import.meta.dirname, 'measure.ts')], outfile: join(driver, 'measure.js'), platform: 'node', format: 'esm' });
  const server = await startServer({ root: await findServer(), extensionsFolder, environment: { PARLEY_BENCH_EXTENSIONS: order.join(','), PARLEY_BENCH_RESULT: result } });
  const profile = await openProfile();
  try {
    const page = await profile.newPage();
    const ended = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', () => undefined);
    });
    await page.goto(windowAddress(server, folder, [['extensionDevelopmentPath', remotePath(server, driver)], ['extensionTestsPath', remotePath(server, join(driver, 'measure.js'))], ['skipWelcome', 'true']]));
    if ((await ended) !== 0) throw new Error(`The measurement failed.\n${server.log()}`);
    return JSON.parse(await readFile(result, 'utf8')) as Times;
  } finally {
    await profile.close();
    await server.dispose();
  }
}
