// The programs the editor tests need on the machine; on Debian as root they are installed without asking.
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './run.ts';
import { say } from './say.ts';

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const chromiumPlaces = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** Letters, monospace and emoji, so that screenshots can be read. */
const fonts = ['fonts-dejavu-core', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** The Chromium to drive, if there is one: `PARLEY_CHROMIUM`, the usual places, then the PATH. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env['PARLEY_CHROMIUM'];
  if (named) return named;
  return (await firstRunnable(chromiumPlaces)) ?? (await onPath(chromiumNames));
}

/** The Chromium to drive, installed if it has to be; an error says what is missing. */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found) return found;
  await installWithApt('Chromium', ['chromium', ...fonts]);
  const installed = await findChromium();
  if (!installed) throw new Error('Chromium was installed but is not where it should be; set PARLEY_CHROMIUM.');
  return installed;
}

/** Sees to it that git can be run. */
export async function ensureGit(): Promise<void> {
  if (!(await onPath(['git', 'git.exe']))) await installWithApt('git', ['git']);
}

/** The first of these names that is a runnable file on the PATH. */
export function onPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return firstRunnable(folders.flatMap((folder) => names.map((name) => join(folder, name))));
}

async function firstRunnable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const runnable = await access(path, constants.X_OK).then(() => true, () => false);
    if (runnable) return path;
  }
  return undefined;
}

async function installWithApt(what: string, packages: readonly string[]): Promise<void> {
  const apt = await onPath(['apt-get']);
  if (!apt || process.getuid?.() !== 0) throw new Error(`${what} is missing; please install it (Debian: apt-get install ${packages.join(' ')}).`);
  say(`Installing ${what} with apt-get ...`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  await run(apt, ['update', ...patient], { environment });
  await run(apt, ['install', '-y', '--no-install-recommends', ...patient, ...packages], { environment });
}
