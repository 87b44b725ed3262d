// The source tree as the house tests look at it: files, their text without comments and strings, their imports.

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** One source file. `imports` are paths from the root for our own files, bare names for packages. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly target: string;
  readonly own: boolean;
  /** Loaded on first use rather than at once. */
  readonly lazy: boolean;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

const statement = /(?:^|[;\n])\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every TypeScript file under `folder`. */
export function readSources(folder = 'src'): readonly Source[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }).map((path) => readSource(path, readFileSync(join(root, path), 'utf8'))).toSorted((a, b) => a.path.localeCompare(b.path));
}

export function readSource(path: string, text: string): Source {
  const code = text.replaceAll(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
  const resolved = (specifier: string): Pick<Import, 'target' | 'own'> =>
    specifier.startsWith('.')
      ? { target: relative(root, resolve(root, dirname(path), specifier)), own: true }
      : { target: specifier, own: false };
  return {
    path,
    text,
    imports: [
      ...Array.from(code.matchAll(statement), (match) => ({ ...resolved(match[2] ?? ''), lazy: false, typeOnly: match[1] !== undefined })),
      ...Array.from(code.matchAll(dynamic), (match) => ({ ...resolved(match[1] ?? ''), lazy: true, typeOnly: false })),
    ],
  };
}

/** The room a file is in: `core`, `features/chat`, `extension.ts`. */
export function roomOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'features' ? `${first}/${second}` : first;
}
