// Nesting: how many blocks a reader has to keep in mind at once, inside a function.

import { type Finding, quoteOf } from './finding.ts';
import { indentOf, startsStatement } from './indentation.ts';
import { hasBraces } from './languages.ts';
import type { Names } from './names.ts';
import { lineAt, type Source } from './source.ts';

/** The deepest place of a source. `depth` counts the blocks around the line inside its function. */
export interface Depth {
  readonly depth: number;
  readonly line: number;
  readonly within: string;
}

const remarkable = 4;
const heavy = 6;

/** The deepest place inside a function; undefined where there is no function to be inside of. */
export function deepest(source: Source, names: Names): Depth | undefined {
  const functions = names.pieces.filter((piece) => piece.body !== undefined && piece.isOuter && (piece.kind === 'function' || piece.kind === 'method'));
  let found: Depth | undefined;
  for (const { name, body } of functions) {
    if (body === undefined) continue;
    const place = hasBraces(source.language.family) ? deepestBrace(source, body.start, body.end) : deepestIndent(source, body.start, body.end);
    if (place.depth > (found?.depth ?? 0)) found = { ...place, within: name };
  }
  return found;
}

/** Blocks more than four deep. */
export function findDeepNesting(source: Source, names: Names): readonly Finding[] {
  const place = deepest(source, names);
  if (place === undefined || place.depth < remarkable) return [];
  const why = `Stands ${place.depth} blocks deep inside \`${place.within}\`: whoever reads this has to keep all of them in mind. An early return or a function of its own would flatten it.`;
  return [{ rule: 'deep-nesting', severity: place.depth >= heavy ? 'medium' : 'low', line: place.line, quote: quoteOf(source, place.line), why }];
}

function deepestBrace(source: Source, start: number, end: number): { depth: number; line: number } {
  const open: boolean[] = [];
  let depth = 0;
  let most = 0;
  let at = start;
  for (let offset = start; offset < end; offset++) {
    const character = source.masked[offset];
    if (character === '{') {
      const counts = opensBlock(source.masked, offset);
      open.push(counts);
      if (counts) depth++;
      if (depth > most) {
        most = depth;
        at = offset;
      }
    } else if (character === '}' && open.pop() === true) depth--;
  }
  // The brace often stands alone; what is deepest is the statement after it.
  const inside = source.masked.slice(at + 1, end).search(/\S/);
  return { depth: most, line: lineAt(source, inside === -1 ? at : at + 1 + inside) };
}

const blockLine = /(?:^|[\s;{}])(?:if|for|foreach|while|switch|match|loop|else|catch|select|try|finally|do|unsafe|with|using|lock|guard|when)\b[^{]*$/;

/** Whether a brace opens a block of statements: not a literal, not a type. */
function opensBlock(masked: string, offset: number): boolean {
  const before = masked.slice(Math.max(0, offset - 160), offset).trimEnd();
  if (before.endsWith(')') || before.endsWith('=>') || before.endsWith('->')) return true;
  return blockLine.test(before.slice(before.lastIndexOf('\n') + 1));
}

function deepestIndent(source: Source, start: number, end: number): { depth: number; line: number } {
  const stack: number[] = [];
  let most = 0;
  const first = lineAt(source, start);
  let at = first;
  for (let line = first; line <= lineAt(source, end); line++) {
    if (!startsStatement(source, line)) continue;
    const indent = indentOf(source.maskedLines[line] ?? '');
    while ((stack.at(-1) ?? -1) >= indent) stack.pop();
    stack.push(indent);
    if (stack.length - 1 > most) {
      most = stack.length - 1;
      at = line;
    }
  }
  return { depth: most, line: at };
}
