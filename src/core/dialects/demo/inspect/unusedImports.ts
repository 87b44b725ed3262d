// Names that are imported and then not used in what was given.

import { type Finding, findingAt } from './finding.ts';
import type { Names } from './names.ts';
import type { Source } from './source.ts';

/** Names that can be used without being written. */
const usedUnseen = new Set(['React', 'h', 'Fragment', 'jsx', 'annotations']);
const most = 6;
/** With less code than this after the imports, the rest was likely left out. */
const leastCode = 3;

/** Imports whose name appears nowhere else, not even in a string or a comment. Silent where a name may be used unseen. */
export function findUnusedImports(source: Source, names: Names): readonly Finding[] {
  const { family } = source.language;
  const { imports } = names;
  const last = imports.at(-1);
  if ((family !== 'script' && family !== 'python' && family !== 'java') || last === undefined || source.isCut) return [];
  if (family === 'python' && (/\b__all__\b/.test(source.text) || source.path?.endsWith('__init__.py') === true)) return [];
  if (source.maskedLines.slice(last.line + 1).filter((line) => line.trim().length > 1).length < leastCode) return [];

  const rest = withoutImports(source, names);
  const used = new Set(rest.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  const findings: Finding[] = [];
  for (const { module, locals, line, start, end } of imports) {
    if (module === '__future__' || (family === 'python' && /^\s/.test(source.lines[line] ?? ''))) continue;
    if (/noqa|eslint-disable|ts-ignore/.test(source.lines[line] ?? '')) continue;
    for (const local of locals) {
      if (findings.length >= most || used.has(local) || usedUnseen.has(local) || local.startsWith('_')) continue;
      const offset = start + Math.max(0, source.text.slice(start, end).search(new RegExp(`(?<![\\w$])${local.replaceAll('$', '\\$')}(?![\\w$])`)));
      const elsewhere = family === 'python' ? ', unless other files import it from here' : '';
      const why = `\`${local}\` is imported and not used in the lines shown${elsewhere}.`;
      findings.push(findingAt(source, offset, 'unused-import', 'low', why));
    }
  }
  return findings;
}

function withoutImports(source: Source, names: Names): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of names.imports) {
    if (start < at) continue;
    parts.push(source.text.slice(at, start));
    at = end;
  }
  return [...parts, source.text.slice(at)].join('\n');
}
