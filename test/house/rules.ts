// The rules of the house, each as a function from sources to what breaks it.

import type { Source } from './sources.ts';
import { roomOf } from './sources.ts';

/** Which rooms a room may see. What is not listed may see nothing of ours. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  shared: ['shared'],
  tables: ['tables', 'core'],
  webview: ['webview', 'shared'],
  host: ['host', 'tables', 'core', 'shared'],
  features: ['host', 'tables', 'core', 'shared'],
  cli: ['cli', 'core', 'tables', 'host'],
  'cli.ts': ['cli', 'core', 'tables', 'host'],
  compose: ['compose', 'core', 'shared', 'tables', 'host', 'features'],
  'compose.ts': ['compose', 'core', 'shared', 'tables', 'host', 'features'],
  'extension.ts': ['compose.ts'],
};

const mayUseVscode = /^(?:extension\.ts|compose\.ts|compose|host|features\/.*)$/;

/** A door that opens the wrong way. */
export function wrongDoors(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) => imports.flatMap(({ target, own }) => {
    const from = roomOf(path);
    if (!own) return target === 'vscode' && !mayUseVscode.test(from) ? [`${path} imports vscode`] : [];
    const to = roomOf(target);
    const allowed = mayImport[from.split('/')[0] ?? ''] ?? [];
    return from === to || allowed.includes(to.split('/')[0] ?? '') && !(from.startsWith('features/') && to.startsWith('features/')) ? [] : [`${path} (${from}) imports ${target} (${to})`];
  }));
}

/** Files that reach each other in a circle. Types count: a circle of words is a circle. */
export function cycles(sources: readonly Source[]): string[] {
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.filter(({ own }) => own).map(({ target }) => target)]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

/** Relative imports that name no file. */
export function danglingImports(sources: readonly Source[], exists: (path: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) => imports.filter(({ own, target }) => own && !exists(target)).map(({ target }) => `${path} imports ${target}`));
}

const longest = 300;

export function longFiles(sources: readonly Source[]): string[] {
  return sources.filter(({ text }) => text.trimEnd().split('\n').length > longest).map(({ path }) => path);
}

/** Lines that match, as `file:line`. Comments do not count. */
function linesWith(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line.replace(/(?:^|\s)\/\/.*|^\s*\*.*|\/\*.*?\*\//, '')) ? [`${path}:${index + 1}`] : [])));
}

export function anyTypes(sources: readonly Source[]): string[] {
  return linesWith(sources, /(?::|<|\bas|\||,|=)\s*any\b(?!\w*['"])|@ts-(?:ignore|nocheck|expect-error)/);
}

export function consoleUses(sources: readonly Source[]): string[] {
  return linesWith(sources.filter(({ path }) => path !== 'src/cli.ts'), /\bconsole\.\w+\(/);
}

export function defaultExports(sources: readonly Source[]): string[] {
  return linesWith(sources, /^\s*export default\b|\bas default\b/);
}

/** Files that only pass on what others export. */
export function barrels(sources: readonly Source[]): string[] {
  return sources.filter(({ path, text }) => /\/index\.tsx?$/.test(path) || /^\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+from\b/m.test(text)).map(({ path }) => path);
}

/** Files whose first line does not say what they are for. */
export function namelessFiles(sources: readonly Source[]): string[] {
  return sources.filter(({ text }) => !/^\/\/ \S.{10,}/.test(text)).map(({ path }) => path);
}

/** Files that reach `vscode`, at once or through others, starting from `entry`. */
export function reachesVscode(sources: readonly Source[], entry: string): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const queue = [entry];
  const found: string[] = [];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { target, own, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (own) queue.push(target);
      else if (target === 'vscode' && !typeOnly) found.push(path);
    }
  }
  return found;
}
