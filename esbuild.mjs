// Builds everything that ships and everything the tests run inside the editor; derives the manifest.
import { copyFile, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watch = flags.has('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** Some packages in a lazy chunk still call `require`, which an ES module does not have. */
const requireBanner = "import { createRequire as parleyCreateRequire } from 'node:module'; const require = parleyCreateRequire(import.meta.url);";

/** A large JSON file is read several times faster as text than as code. */
const jsonAsText = {
  name: 'json-as-text',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]catalog\.json$/ }, async ({ path }) => {
      const json = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(json)});`, loader: 'js' };
    });
  },
};

/**
 * What activation reads is one file. The bundler puts what several doors share into files by who shares it, dozens of them;
 * here each lazy door says that it needs all that is loaded at activation, which is there by then.
 */
const oneFileAtActivation = {
  name: 'one-file-at-activation',
  setup(bundler) {
    const source = resolve('src');
    bundler.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir, importer }) =>
      (kind === 'dynamic-import' && importer.startsWith(source) ? { path: resolve(resolveDir, path), namespace: 'lazy-door' } : undefined));
    bundler.onLoad({ filter: /./, namespace: 'lazy-door' }, ({ path }) => ({
      contents: `import ${JSON.stringify(join(source, 'extension.ts'))}; export * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  banner: { js: requireBanner },
};

/** The extension: what is imported lazily lands in chunks of its own, so activation stays small. */
const extension = {
  ...node,
  entryPoints: { extension: 'src/extension.ts', databaseWorker: 'src/host/database/worker.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  plugins: [jsonAsText, oneFileAtActivation],
};

const page = {
  ...common,
  entryPoints: { page: 'src/webview/main.tsx', dashboard: 'src/webview/dashboard/main.tsx' },
  outdir: 'dist/webview',
  format: 'iife',
  platform: 'browser',
  target: 'chrome128',
  tsconfig: 'src/webview/tsconfig.json',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** Scripts that the page loads when an answer first needs them; they come as they are to be run. */
async function copyLateScripts() {
  await mkdir('dist/webview', { recursive: true });
  await copyFile('node_modules/temml/dist/temml.min.js', 'dist/webview/temml.js');
  await copyFile('node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js', 'dist/webview/mermaid.js');
}

/** Suites that run inside the extension host; mocha stays outside so that all of them share one. */
async function hostSuites() {
  const entryPoints = {};
  for await (const file of glob('test/vscode/host/*.ts')) entryPoints[basename(file, '.ts')] = file;
  return { ...node, entryPoints, outdir: 'dist/test/host', external: ['vscode', 'mocha'], sourcemap: 'inline' };
}

async function writeManifest() {
  const { deriveManifest } = await import('./src/tables/manifest.ts');
  const manifest = JSON.parse(await readFile('package.json', 'utf8'));
  await writeFile('package.json', `${JSON.stringify(deriveManifest(manifest), null, 2)}\n`);
}

/** The manifest's words, and their translations, where the editor looks for them: beside the manifest. */
async function writeWords() {
  const { deriveWords } = await import('./src/tables/manifest.ts');
  await writeFile('package.nls.json', `${JSON.stringify(deriveWords(), null, 2)}\n`);
  for await (const path of glob('src/translations/package.nls.*.json')) await copyFile(path, basename(path));
}

/** The vocabularies of the tokenizers, as the extension reads them: a tenth of the time and memory of what they come in. */
async function writeRanks() {
  const { packVocabulary } = await import('./src/core/tokens/ranks/pack.ts');
  const { encodingNames } = await import('./src/core/tokens/ranks/rankSource.ts');
  await mkdir('dist/ranks', { recursive: true });
  for (const name of encodingNames) {
    const source = createRequire(import.meta.url).resolve(`tiktoken/encoders/${name}.json`);
    await writeFile(`dist/ranks/${name}.bin`, packVocabulary(JSON.parse(await readFile(source, 'utf8')).bpe_ranks));
  }
}

/** All sentences, for translators, and the translations there are. */
async function writeSentences() {
  const { bundleOf, sentencesIn } = await import('./src/tables/sentences.ts');
  await mkdir('dist/l10n', { recursive: true });
  const sentences = [];
  for await (const path of glob('src/**/*.{ts,tsx}')) sentences.push(...sentencesIn(path, await readFile(path, 'utf8')));
  await writeFile('dist/l10n/bundle.l10n.json', `${JSON.stringify(bundleOf(sentences), null, 2)}\n`);
  for await (const path of glob('src/translations/bundle.l10n.*.json')) await copyFile(path, join('dist/l10n', basename(path)));
}

async function build() {
  await rm('dist', { recursive: true, force: true });
  await writeRanks();
  await copyLateScripts();
  await writeSentences();
  await writeWords();
  const builds = production ? [extension, page] : [extension, page, await hostSuites()];
  if (watch) {
    for (const options of builds) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
    return;
  }
  const [built] = await Promise.all(builds.map((options) => esbuild.build(options)));
  await writeFile('dist/extension.meta.json', JSON.stringify(built?.metafile));
}

await (flags.has('--manifest') ? writeManifest() : build());
