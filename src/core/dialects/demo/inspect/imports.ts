// What a file imports, and under which local names, per language.

import type { Family } from './languages.ts';
import { lineAt, type Source } from './source.ts';

/** One import. `locals` are the names it brings into the file, where that can be told. */
export interface Import {
  readonly module: string;
  readonly locals: readonly string[];
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Matched on masked code at the start of a line; what it means is read off the text itself. */
const heads: Readonly<Partial<Record<Family, RegExp>>> = {
  script: /^[ \t]*(?:import\b(?!\s*[(.])|(?:const|let|var)\s+[^=\n]{1,200}=\s*require\()/gm,
  python: /^[ \t]*(?:from\s+[\w.]+\s+import\b|import\s+\w)/gm,
  go: /^import\b/gm,
  java: /^import\s/gm,
  csharp: /^[ \t]*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?[\w.]+\s*;/gm,
  c: /^[ \t]*#[ \t]*include\b/gm,
  rust: /^[ \t]*(?:pub\s+)?use\s/gm,
  php: /^use\s+[\w\\]/gm,
  ruby: /^[ \t]*require(?:_relative)?\b/gm,
  shell: /^[ \t]*(?:source|\.)\s/gm,
  braces: /^import\s/gm,
};

/** An import clause longer than this is none. */
const longestImport = 2_000;
const mostImports = 400;

/** All imports of a source, in order. */
export function findImports(source: Source): Import[] {
  const head = heads[source.language.family];
  if (head === undefined) return [];
  const imports: Import[] = [];
  let looked = 0;
  for (const match of source.masked.matchAll(head)) {
    if (++looked > mostImports) break;
    const start = match.index;
    const text = source.text.slice(start, start + longestImport);
    for (const { module, locals, length } of readImport(source.language.family, text)) {
      imports.push({ module: module.slice(0, 120), locals, line: lineAt(source, start + match[0].length - match[0].trimStart().length), start, end: start + length });
    }
  }
  return imports;
}

interface Reading {
  readonly module: string;
  readonly locals: readonly string[];
  readonly length: number;
}

function readImport(family: Family, text: string): Reading[] {
  switch (family) {
    case 'script': {
      const plain = /^\s*import\s+(?:type\s+)?(?:([^'";]{1,1500}?)\s*from\s*)?['"]([^'"\n]+)['"]/.exec(text);
      if (plain?.[2] !== undefined) return [{ module: plain[2], locals: scriptLocals(plain[1] ?? ''), length: plain[0].length }];
      const required = /^\s*(?:import|const|let|var)\s+([^=\n]{1,200}?)\s*=\s*require\(\s*['"]([^'"\n]+)['"]/.exec(text);
      return required?.[2] === undefined ? [] : [{ module: required[2], locals: scriptLocals((required[1] ?? '').replaceAll(':', ' as ')), length: required[0].length }];
    }
    case 'python':
      return pythonImport(text);
    case 'go': {
      const group = /^import\s*\(([^)]*)\)/.exec(text);
      const single = /^import\s+(?:[\w.]+\s+)?"([^"\n]+)"/.exec(text);
      const modules = group === null ? [single?.[1]] : Array.from((group[1] ?? '').matchAll(/"([^"\n]+)"/g), (each) => each[1]);
      return modules.flatMap((module) => (module === undefined ? [] : [{ module, locals: [], length: (group ?? single)?.[0].length ?? 0 }]));
    }
    case 'java': {
      const found = /^import\s+(?:static\s+)?([\w.]+(?:\.\*)?)\s*;/.exec(text);
      const local = found?.[1]?.split('.').at(-1);
      return found?.[1] === undefined || local === undefined ? [] : [{ module: found[1], locals: local === '*' ? [] : [local], length: found[0].length }];
    }
    default: {
      const found = simple[family]?.exec(text);
      return found?.[1] === undefined ? [] : [{ module: found[1].trim(), locals: [], length: found[0].length }];
    }
  }
}

const simple: Readonly<Partial<Record<Family, RegExp>>> = {
  csharp: /^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;/,
  c: /^\s*#\s*include\s*[<"]([^>"\n]+)[>"]/,
  rust: /^\s*(?:pub\s+)?use\s+([\w:]+)/,
  php: /^use\s+(?:function\s+|const\s+)?([\w\\]+)/,
  ruby: /^\s*require(?:_relative)?\s*\(?\s*['"]([^'"\n]+)['"]/,
  shell: /^\s*(?:source|\.)\s+["']?([^\s"';]+)/,
  braces: /^import\s+(?:static\s+)?['"]?([\w./:*]+)/,
};

/** `a, * as b, { c, type d as e }` brings a, b, c and e. */
function scriptLocals(clause: string): string[] {
  return clause
    .replaceAll(/\/\*[^*]*\*\/|\/\/[^\n]*/g, ' ')
    .split(/[,{}]/)
    .map((part) => /(?:^|\s)([\w$]+)\s*$/.exec(part.trim().slice(-200))?.[1])
    .filter((local) => local !== undefined);
}

function pythonImport(text: string): Reading[] {
  const from = /^\s*from\s+([\w.]+)\s+import\s+(?:\(([^)]*)\)|([^\n(]+))/.exec(text);
  if (from?.[1] !== undefined) return [{ module: from[1], locals: pythonLocals(from[2] ?? from[3] ?? '', 'last'), length: from[0].length }];
  const plain = /^\s*import\s+([^\n;]+)/.exec(text);
  if (plain?.[1] === undefined) return [];
  const clause = plain[1].replace(/#.*/, '');
  return clause.split(',').map((part) => ({ module: part.trim().split(/\s/, 1)[0] ?? '', locals: pythonLocals(part, 'first'), length: plain[0].length }));
}

/** `import a.b` brings a; `from x import b as c` brings c. */
function pythonLocals(clause: string, dotted: 'first' | 'last'): string[] {
  return clause
    .replaceAll(/#[^\n]*/g, ' ')
    .split(/[,;]/)
    .map((part) => /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*\\?\s*$/.exec(part))
    .map((found) => found?.[2] ?? found?.[1]?.split('.').at(dotted === 'first' ? 0 : -1))
    .filter((local): local is string => local !== undefined && local !== '*' && local !== '');
}
