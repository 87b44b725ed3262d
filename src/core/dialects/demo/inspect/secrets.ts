// Keys that stand in the source. Only shapes that cannot be anything else; they are never quoted.

import { type Finding, findingAt } from './finding.ts';
import type { Source } from './source.ts';

const shapes = /\b(?:sk-(?:proj-|ant-)?[A-Za-z0-9_-]{24,80}|AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|AIza[A-Za-z0-9_-]{35}|xox[abpr]-[A-Za-z0-9-]{20,80})\b|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/g;
const most = 5;

/** Keys in the text, in whatever language. */
export function findSecrets(source: Source): readonly Finding[] {
  const findings: Finding[] = [];
  for (const match of source.text.matchAll(shapes)) {
    if (findings.length >= most) break;
    const isBlock = match[0].startsWith('-----');
    // Examples are made of words or of one letter; a real key mixes.
    if (!isBlock && (!/\d/.test(match[0]) || new Set(match[0]).size < 12 || /example|your|xxxx|1234567/i.test(match[0]))) continue;
    const finding = findingAt(source, match.index, 'secret', 'high', 'This has the shape of a real key. What is in the source is in every copy and in the history of the repository: take it out, and make a new one.');
    findings.push({ ...finding, quote: isBlock ? match[0] : finding.quote.replaceAll(match[0], '«key»') });
  }
  return findings;
}
