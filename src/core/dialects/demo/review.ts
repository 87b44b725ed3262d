// Reviews code: every finding, the heaviest first, with its line and why it matters.

import type { Finding, Severity } from './inspect/finding.ts';
import type { Inspection } from './inspect/inspect.ts';
import { numberOf, type Source } from './inspect/source.ts';
import { code, counted, listed } from './wording.ts';

/** Ends every answer about code. */
export const honestEnd =
  '*This was plain inspection: counting and matching, no model. It finds what has a shape, not what was meant. For a real explanation, add a key with* **Parley: Manage Keys** *and ask again.*';

const headings: Readonly<Record<Severity, string>> = { high: 'Likely a bug', medium: 'Likely trouble', low: 'Worth knowing' };
const mostOfASort = 15;

/** The review as Markdown; `summary` stands above it. */
export function review(inspection: Inspection, summary: string): string {
  const { source, findings } = inspection;
  if (findings.length === 0) return [summary, 'I found nothing to remark. Plain inspection sees shapes, not meaning, so that is no proof that all is well.', honestEnd].join('\n\n');
  const sections = (['high', 'medium', 'low'] as const).flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const items = own.slice(0, mostOfASort).map((finding) => `- ${findingLine(source, finding)}`);
    const more = own.length > mostOfASort ? [`- and ${own.length - mostOfASort} more`] : [];
    return [[`### ${headings[severity]} (${severity})`, '', ...items, ...more].join('\n')];
  });
  return [summary, total(findings), ...sections, honestEnd].join('\n\n');
}

function total(findings: readonly Finding[]): string {
  const sorts = (['high', 'medium', 'low'] as const)
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  return `**${counted(findings.length, 'finding')}**: ${listed(sorts)}.`.replace(/^\*\*\w/, (start) => start.toUpperCase());
}

/** One finding: where, the line itself, why it matters. */
export function findingLine(source: Source, finding: Finding): string {
  const first = numberOf(source, finding.line);
  const place = finding.lastLine === undefined ? `Line ${first}` : `Lines ${first} to ${numberOf(source, finding.lastLine)}`;
  return `**${place}**: ${finding.quote === '' ? '' : `${code(finding.quote)}. `}${finding.why}`;
}
