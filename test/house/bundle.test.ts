// What is loaded when the editor starts: small, and no SDK in it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import esbuild, { type Metafile } from 'esbuild';
import { loadedAtOnce } from '../support/loadedAtOnce.ts';
import { root } from './sources.ts';

async function buildExtension(entry: string): Promise<Metafile> {
  const { metafile } = await esbuild.build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    outdir: 'dist',
    external: ['vscode'],
    logLevel: 'silent',
  });
  return metafile;
}

const heavy = /node_modules\/(?:openai|@anthropic-ai|@google|tiktoken|gpt-tokenizer|@aws-sdk)\//;

test('no SDK and no tokenizer is in what activation loads, and that is at most 150 kB', async () => {
  const metafile = await buildExtension('src/extension.ts');
  const { bytes, inputs } = loadedAtOnce(metafile, 'dist/extension.js');
  assert.deepEqual([...inputs].filter((input) => heavy.test(input)), []);
  assert.ok(bytes <= 150_000, `${bytes} bytes`);
  assert.ok(Object.keys(metafile.inputs).some((input) => heavy.test(input)), 'the SDKs are in chunks of their own');
});

test('the engine bundles without the editor', async () => {
  const { inputs } = await buildExtension('src/core/pipeline/client.ts');
  assert.ok(Object.keys(inputs).length > 10);
  assert.ok(!Object.values(inputs).some(({ imports }) => imports.some(({ path }) => path === 'vscode')));
});

test('the lock file names no place to download from', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved"|https?:\/\/registry/);
});

test('the lock file knows every platform, not only the one it was written on', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const known = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}).filter((name) => !known.has(name)).map((name) => `${path}: ${name}`));
  assert.deepEqual(missing, []);
});
