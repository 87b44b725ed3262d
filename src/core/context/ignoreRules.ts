// What git leaves alone: `.gitignore` files, each for its folder and what is below it.

import { compileGlob, type Glob } from './glob.ts';

/** One ignore file. `folder` is its place, with slashes and without one at the end; empty for the top. */
export interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

interface Rule {
  /** Undefined where the last name alone decides. */
  readonly parts: readonly (Glob | '**')[] | undefined;
  readonly name: Glob;
  readonly again: boolean;
  readonly foldersOnly: boolean;
}

const mostRules = 5_000;

/** Tells whether a file is ignored. Paths have slashes and begin at the top. What is inside an ignored folder cannot come back, as in git. */
export function createIgnoreRules(files: readonly IgnoreFile[]): (path: string) => boolean {
  const rules = new Map<string, readonly Rule[]>();
  let left = mostRules;
  for (const { folder, text } of files.toSorted((a, b) => a.folder.length - b.folder.length)) {
    const parsed = parse(text).slice(0, left);
    left -= parsed.length;
    rules.set(folder, parsed);
  }
  const folders = new Map<string, boolean>([['', false]]);

  function decide(path: string, isFolder: boolean): boolean {
    const segments = path.split('/');
    const name = segments.at(-1) ?? '';
    let ignored = false;
    let folder = '';
    for (let depth = 0; depth < segments.length; depth++) {
      for (const rule of rules.get(folder) ?? []) {
        if (rule.again === ignored && (isFolder || !rule.foldersOnly) && (rule.parts ? matches(rule.parts, segments, depth) : rule.name(name))) ignored = !rule.again;
      }
      folder = depth === 0 ? (segments[0] ?? '') : `${folder}/${segments[depth] ?? ''}`;
    }
    return ignored;
  }
  function folderIgnored(path: string): boolean {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const ignored = folderIgnored(parentOf(path)) || decide(path, true);
    folders.set(path, ignored);
    return ignored;
  }
  return (path) => folderIgnored(parentOf(path)) || decide(path, false);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function parse(text: string): readonly Rule[] {
  return text.split(/\r?\n/).flatMap((line): Rule[] => {
    const pattern = line.replace(/^\uFEFF/, '').replace(/(?<!\\)\s+$/, '');
    if (pattern === '' || pattern.startsWith('#') || pattern.length > 1_000) return [];
    const again = pattern.startsWith('!');
    const bare = again ? pattern.slice(1) : pattern;
    const trimmed = bare.replace(/\/+$/, '');
    if (trimmed === '') return [];
    const isAnchored = trimmed.includes('/');
    const segments = trimmed.replace(/^\//, '').split('/');
    const parts = segments.map((segment) => (segment === '**' ? '**' as const : compileGlob(segment)));
    return [{ parts: isAnchored ? parts : undefined, name: compileGlob(segments.at(-1) ?? ''), again, foldersOnly: trimmed !== bare }];
  });
}

/** `**` stands for any number of folders. Goes back only to the last one, so the time is bounded. */
function matches(parts: readonly (Glob | '**')[], segments: readonly string[], from: number): boolean {
  let part = 0;
  let segment = from;
  let lastAny = -1;
  let resume = from;
  while (segment < segments.length) {
    const one = parts[part];
    if (one === '**') {
      // At the end it wants something inside.
      if (part === parts.length - 1) return true;
      lastAny = part++;
      resume = segment;
    } else if (one !== undefined && one(segments[segment] ?? '')) {
      part++;
      segment++;
    } else if (lastAny !== -1) {
      part = lastAny + 1;
      segment = ++resume;
    } else return false;
  }
  return part === parts.length;
}
