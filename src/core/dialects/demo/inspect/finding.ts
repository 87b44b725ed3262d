// A finding: something true about a line, with the reason why it matters.

import { redact } from '../../../base/redact.ts';
import { listed } from '../wording.ts';
import type { Names } from './names.ts';
import { lineAt, numberOf, type Source } from './source.ts';

/** How much a finding weighs: likely a bug, likely trouble, worth knowing. */
export type Severity = 'high' | 'medium' | 'low';

/** Something that stands out in the code. Never holds a secret. */
export interface Finding {
  /** Names the rule, such as `empty-catch`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Lines from 0, within what was inspected. */
  readonly line: number;
  readonly lastLine?: number;
  readonly quote: string;
  /** One or two sentences in Markdown. */
  readonly why: string;
}

/** Looks for one kind of thing. Must take time in proportion to the source, and be silent when not sure. */
export type FindingKind = (source: Source, names: Names) => readonly Finding[];

const longestQuote = 72;
const surroundings = 1_000;

/** A finding at an offset, quoting its line. */
export function findingAt(source: Source, offset: number, rule: string, severity: Severity, why: string): Finding {
  const line = lineAt(source, offset);
  return { rule, severity, line, quote: quoteOf(source, line, offset - (source.starts[line] ?? 0)), why };
}

/** A line as it can be quoted: trimmed, around `column` when it is long, secrets masked. */
export function quoteOf(source: Source, line: number, column = 0): string {
  const text = source.lines[line] ?? '';
  // Masked before it is cut, so that no cut can make a secret unrecognisable and let it through.
  const from = Math.max(0, column - surroundings);
  const near = redact(text.slice(from, column + surroundings)).trim();
  if (near.length <= longestQuote) return near.toWellFormed();
  const start = Math.max(0, Math.min(column - from - longestQuote / 3, near.length - longestQuote));
  const cut = near.slice(start, start + longestQuote).trim();
  return `${start > 0 ? '… ' : ''}${cut}${start + longestQuote < near.length ? ' …' : ''}`.toWellFormed();
}

const mostLinesNamed = 6;

/** Findings that say the same of several lines become one, which names the further lines. */
export function onePerReason(source: Source, findings: readonly Finding[]): readonly Finding[] {
  return [...Map.groupBy(findings, (finding) => `${finding.rule} ${finding.why}`).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const lines = [...new Set(others.map((finding) => finding.line))].filter((line) => line !== first.line);
    return [lines.length === 0 ? first : { ...first, why: `${first.why} ${alsoOn(source, lines)}` }];
  });
}

/** `Also on lines 3, 5 and 7.` */
export function alsoOn(source: Source, lines: readonly number[]): string {
  const named = lines.slice(0, mostLinesNamed).map((line) => String(numberOf(source, line)));
  return `Also on line${lines.length > 1 ? 's' : ''} ${listed([...named, ...lines.slice(mostLinesNamed).map(() => '')], mostLinesNamed)}.`;
}
