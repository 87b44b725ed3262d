// Puts the extension where installed extensions live, with the files that ship and nothing else.
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const ships = ['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'dist'];

/** Copies a built extension into an extensions folder that no server has used yet. */
export async function installCopy(extension: string, extensionsFolder: string): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  const { publisher, name, version } = Object.assign({ publisher: '', name: '', version: '' }, manifest);
  const home = join(extensionsFolder, `${publisher}.${name}-${version}`);
  await mkdir(home, { recursive: true });
  for (const part of ships) {
    const source = join(extension, part);
    await cp(source, join(home, part), { recursive: true, filter: (path) => isShipped(relative(extension, path)) }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
}

const isShipped = (path: string): boolean => !path.startsWith(join('dist', 'test')) && !basename(path).endsWith('.map');
