// Bundles browser code for a test, so that no test depends on an earlier build.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';

/** The checkout. */
export const root = join(import.meta.dirname, '../../..');

/** What was built, and where. */
export interface BuiltPage {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds an entry file into `page.js` and `page.css` of a new folder, as the extension's own build does. */
export async function buildPage(entry = 'src/webview/main.tsx'): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-page-'));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { page: entry },
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome128',
    tsconfig: 'src/webview/tsconfig.json',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'warning',
  });
  await copyFile(join(root, 'node_modules/temml/dist/temml.min.js'), join(folder, 'temml.js'));
  await copyFile(join(root, 'node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js'), join(folder, 'mermaid.js'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
