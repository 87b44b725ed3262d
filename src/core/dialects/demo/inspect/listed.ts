// Finds what a table lists: patterns over masked code with the reason why each matters, one finding per entry.

import { alsoOn, type Finding, findingAt, type Severity } from './finding.ts';
import { lineAt, type Source } from './source.ts';

/** One thing to look for. The pattern must be global and must never be wrong about what it matches. */
export interface Listed {
  readonly rule: string;
  readonly severity: Severity;
  readonly pattern: RegExp;
  readonly why: string;
  /** Holds only for languages of this label. */
  readonly only?: RegExp;
}

/** One finding per entry that occurs: the first place is quoted, the further ones are named. */
export function findListed(source: Source, table: readonly Listed[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { rule, pattern, severity, why, only } of table) {
    if (only?.test(source.language.label) === false) continue;
    const lines: number[] = [];
    let first: number | undefined;
    for (const match of source.masked.matchAll(pattern)) {
      const offset = match.index + match[0].search(/\S/);
      first ??= offset;
      const line = lineAt(source, offset);
      if (lines.at(-1) !== line) lines.push(line);
    }
    if (first === undefined) continue;
    findings.push(findingAt(source, first, rule, severity, lines.length > 1 ? `${why} ${alsoOn(source, lines.slice(1))}` : why));
  }
  return findings;
}
