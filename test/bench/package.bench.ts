// What is shipped and what is read at activation, in bytes, against the goals.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { loadedAtOnce } from '../support/loadedAtOnce.ts';
import { npm } from '../vscode/support/npm.ts';
import { checkout } from '../vscode/support/paths.ts';
import { type Figure, rounded } from './figure.ts';

const goalActivation = 150_000;
const goalPackage = 5_000_000;

export async function* figures(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-package-'));
  try {
    const file = join(folder, 'parley.vsix');
    await npm(['run', '--silent', 'package', '--', '--out', file]);
    const metafile = JSON.parse(await readFile(join(checkout, 'dist/extension.meta.json'), 'utf8')) as Metafile;
    const { bytes } = loadedAtOnce(metafile, 'dist/extension.js');
    yield { name: 'activation chunk', value: bytes, unit: 'bytes', peer: `goal ${goalActivation}`, ratio: rounded(bytes / goalActivation) };
    const { size } = await stat(file);
    yield { name: 'vsix', value: size, unit: 'bytes', peer: `goal ${goalPackage}`, ratio: rounded(size / goalPackage) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
