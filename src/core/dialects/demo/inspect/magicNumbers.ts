// Numbers that stand in several places and have no name. Sparingly: only large ones, only when repeated.

import { type Finding, findingAt } from './finding.ts';
import { isCode } from './languages.ts';
import { lineAt, numberOf, type Source } from './source.ts';

/** What everybody knows: powers of two. */
const wellKnown = new Set(['1024', '2048', '4096', '8192', '16384', '32768', '65535', '65536']);
/** Anything that looks like a status code, a year or a round number. */
const common = /^[1-5]\d\d$|^(?:19|20)\d\d$|^[1-9]0+$/;
const namesANumber = /^\s*(?:export\s+)?(?:(?:public|private|protected|internal)\s+)?(?:static\s+|final\s+|readonly\s+)*(?:const|#\s*define|static|final|readonly|constexpr|enum)\b|^\s*[A-Z][A-Z0-9_]*\s*[:=]|^\s*(?:const|let|var|val)\s/;
const fewestPlaces = 2;
const most = 2;
/** A file with so many numbers is a table of data. */
const mostNumbers = 60;

/** Repeated numbers of three digits or more without a name. */
export function findMagicNumbers(source: Source): readonly Finding[] {
  if (!isCode(source.language.family) || source.language.family === 'shell') return [];
  const places = new Map<string, number[]>();
  let count = 0;
  for (const match of source.masked.matchAll(/(?<![\w.$#-])\d{1,3}(?:_?\d{3}){0,6}\d{0,3}(?:\.\d{1,10})?(?![\w.])/g)) {
    if (++count > mostNumbers) return [];
    const digits = match[0].replaceAll('_', '');
    if (digits.replace('.', '').length < 3 || wellKnown.has(digits) || common.test(digits)) continue;
    if (namesANumber.test((source.maskedLines[lineAt(source, match.index)] ?? '').slice(0, 200))) continue;
    const offsets = places.get(digits) ?? [];
    offsets.push(match.index);
    places.set(digits, offsets);
  }
  const findings: Finding[] = [];
  for (const [digits, offsets] of places) {
    const lines = [...new Set(offsets.map((offset) => lineAt(source, offset)))];
    const [first] = offsets;
    if (first === undefined || lines.length < fewestPlaces || findings.length >= most) continue;
    const others = lines.slice(1, 5).map((line) => numberOf(source, line)).join(', ');
    findings.push(findingAt(source, first, 'magic-number', 'low', `\`${digits}\` stands on ${lines.length} lines (again on ${others}) without a name that says what it is.`));
  }
  return findings;
}
