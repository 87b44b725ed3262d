// The package that people install: it is made, installed as they do it, and comes up in a window.
import assert from 'node:assert/strict';
import { cp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { npmEnvironment } from '../support/environment.ts';
import { findServer } from '../support/findVscode.ts';
import { npm } from '../support/npm.ts';
import { checkout } from '../support/paths.ts';
import { run } from '../support/run.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { useWindow } from '../support/useWindow.ts';

/** What a package is made of; built in a copy, so that the checkout keeps its own build. */
const sources = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'esbuild.mjs', 'tsconfig.json', 'media', 'src'];

describe('the packaged extension', () => {
  const home = temporaryFolder('p');
  const extensionsFolder = join(home, 'extensions');
  const copy = join(home, 'copy');
  const vsix = join(home, 'parley.vsix');

  before(async () => {
    for (const name of sources) await cp(join(checkout, name), join(copy, name), { recursive: true });
    await symlink(join(checkout, 'node_modules'), join(copy, 'node_modules'));
    await npm(['run', '--silent', 'package', '--', '--out', vsix], { folder: copy, environment: npmEnvironment() });
    const server = join(await findServer(), 'out/server-main.js');
    const folders = ['--extensions-dir', extensionsFolder, '--user-data-dir', join(home, 'data'), '--server-data-dir', join(home, 'server')];
    await run(process.execPath, [server, ...folders, '--accept-server-license-terms', '--install-extension', vsix]);
  }, { timeout: 300_000 });
  after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  const editor = useWindow({ extension: false, readyItem: 'parley.model', extensionsFolder });

  it('is installed under its own name', async () => {
    assert.deepEqual((await readdir(extensionsFolder)).filter((name) => name.startsWith('parley.parley-')).length, 1);
  });

  it('carries nothing that only its makers need', async () => {
    const [name = ''] = (await readdir(extensionsFolder)).filter((entry) => entry.startsWith('parley.parley-'));
    const inside = await readdir(join(extensionsFolder, name), { recursive: true });
    assert.deepEqual(inside.filter((path) => /^(src|test|node_modules)\b|^dist.test|\.(ts|tsx|map)$/.test(path)), []);
    assert.ok(inside.includes(join('dist', 'extension.js')));
  });

  it('comes up by itself and offers its commands', async () => {
    assert.notEqual(await (await editor.window.statusBarItem('parley.model')).text(), '');
    assert.ok(await editor.window.hasCommand('Parley: Switch Model'));
  });

  it('shows its page', async () => {
    await editor.window.openView('Parley');
    await editor.window.parleyFrame().getByRole('textbox', { name: 'Message' }).waitFor();
  });
});
