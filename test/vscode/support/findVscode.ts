// Which VS Code the tests run in: one that is named, one that can be downloaded, or the server build.
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { say } from './say.ts';
import { ensureServerBuild } from './serverBuild.ts';

/** A VS Code to run: a desktop executable, or the `lib/vscode` folder of a server build. */
export type FoundVscode =
  | { readonly kind: 'desktop'; readonly executable: string }
  | { readonly kind: 'server'; readonly root: string };

const releases = 'https://update.code.visualstudio.com/api/releases/stable';

/** For tests inside the extension host: any VS Code will do. Says in one line which one it is. */
export async function findVscode(): Promise<FoundVscode> {
  const named = await fromEnvironment();
  if (named) return told(named, 'named by PARLEY_VSCODE');
  const downloaded = await download();
  if (downloaded) return told(downloaded, 'downloaded by @vscode/test-electron');
  return told({ kind: 'server', root: await ensureServerBuild() }, 'server build from the npm registry');
}

/** For tests that look at the window: the server build always, since a browser can drive it without a display. */
export async function findServer(): Promise<string> {
  const named = await fromEnvironment();
  return named?.kind === 'server' ? named.root : ensureServerBuild();
}

async function fromEnvironment(): Promise<FoundVscode | undefined> {
  const path = process.env['PARLEY_VSCODE'];
  if (!path) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`PARLEY_VSCODE names ${path}, which does not exist.`);
  if (!found.isDirectory()) return { kind: 'desktop', executable: path };
  for (const inside of ['.', 'lib/vscode', 'node_modules/code-server/lib/vscode']) {
    const main = join(path, inside, 'out/server-main.js');
    if (await isThere(main)) return { kind: 'server', root: dirname(dirname(main)) };
  }
  throw new Error(`PARLEY_VSCODE names the folder ${path}, which holds no server build of VS Code.`);
}

/** Tried only where a window can be shown; decides within ten seconds whether there is a route at all. */
async function download(): Promise<FoundVscode | undefined> {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY']);
  if (!hasDisplay) return undefined;
  try {
    const answer = await fetch(releases, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return undefined;
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    const cachePath = join(cacheFolder(), 'desktop');
    const executable = await downloadAndUnzipVSCode({ version: 'stable', cachePath, reporter: new SilentReporter() });
    return { kind: 'desktop', executable };
  } catch {
    return undefined; // no route, or a broken download: the server build does as well
  }
}

function told(found: FoundVscode, how: string): FoundVscode {
  say(`VS Code: ${how} (${found.kind === 'desktop' ? found.executable : found.root})`);
  return found;
}

const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);
