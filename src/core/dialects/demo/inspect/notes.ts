// Notes people left in comments: TODO, FIXME, HACK and the like.

import { type Finding, findingAt } from './finding.ts';
import { isCode } from './languages.ts';
import type { Source } from './source.ts';

const reasons: Readonly<Record<string, string>> = {
  TODO: 'Something is still to do here.',
  FIXME: 'Somebody knew that this is not right yet.',
  BUG: 'Somebody noted a bug here.',
  HACK: 'Somebody was not content with this solution.',
  XXX: 'Somebody marked this as doubtful.',
};

/** A mark begins its comment, or is followed by a colon or a bracket; a comment that speaks about such marks is none. */
const marked = /(?<=(?:\/\/|\/\*|#|\*|--)[/*!\s@[]{0,4})(?:TODO|FIXME|HACK|XXX)\b(?![,/|\w'"`])|\b(?:TODO|FIXME|HACK|XXX|BUG)(?=[:(])/g;
const mostNotes = 12;

/** Notes in comments. Where comments cannot be told from code, only the unmistakable ones. */
export function findNotes(source: Source): readonly Finding[] {
  if (source.language.family === 'prose') return [];
  const marks = isCode(source.language.family) ? marked : /\b(?:TODO|FIXME)(?=[:(])/g;
  const text = isCode(source.language.family) ? source.comments : source.text;
  const findings: Finding[] = [];
  for (const match of text.matchAll(marks)) {
    if (findings.length >= mostNotes) break;
    const finding = findingAt(source, match.index, 'note', match[0] === 'FIXME' || match[0] === 'BUG' ? 'medium' : 'low', reasons[match[0]] ?? '');
    if (findings.at(-1)?.line !== finding.line) findings.push(finding);
  }
  return findings;
}
