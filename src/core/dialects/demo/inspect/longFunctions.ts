// Functions too long to be seen at once.

import { type Finding, quoteOf } from './finding.ts';
import type { Names } from './names.ts';
import { numberOf, type Source } from './source.ts';

const long = 60;
const veryLong = 150;
const most = 3;

/** The longest functions, where their end is sure. */
export function findLongFunctions(source: Source, names: Names): readonly Finding[] {
  return names.pieces
    .flatMap((piece) => (piece.lastLine === undefined || (piece.kind !== 'function' && piece.kind !== 'method') ? [] : [{ piece, lastLine: piece.lastLine, length: piece.lastLine - piece.line + 1 }]))
    .filter(({ length }) => length > long)
    .toSorted((left, right) => right.length - left.length)
    .slice(0, most)
    .map(({ piece, lastLine, length }) => ({
      rule: 'long-function',
      severity: length > veryLong ? 'medium' : 'low',
      line: piece.line,
      lastLine,
      quote: quoteOf(source, piece.line),
      why: `\`${piece.name}\` runs over ${length} lines, to line ${numberOf(source, lastLine)}: nobody sees all of it at once.`,
    }));
}
