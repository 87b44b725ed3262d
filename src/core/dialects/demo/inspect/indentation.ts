// Bodies and depths of languages where indentation tells.

import type { Body } from './bodies.ts';
import type { Source } from './source.ts';

/** How far a line is indented; a tab counts up to the next eighth column. */
export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width++;
    else if (character === '\t') width += 8 - (width % 8);
    else break;
  }
  return width;
}

/** True for a line that begins a statement: not blank, not inside brackets, a string or a comment. */
export function startsStatement(source: Source, line: number): boolean {
  const text = source.maskedLines[line] ?? '';
  return text.trim() !== '' && (source.brackets.openAtStart[line] ?? 0) === 0 && source.brackets.depthAtStart[line] === 0;
}

/** By line of a header: the lines that are indented deeper than it. Linear: each line is opened and closed once. */
export function indentedBodies(source: Source): ReadonlyMap<number, Body> {
  const bodies = new Map<number, Body>();
  const open: { line: number; indent: number }[] = [];
  let lastStatement = 0;
  const close = (indent: number): void => {
    for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
      open.pop();
      if (lastStatement > top.line) bodies.set(top.line, bodyBetween(source, top.line, lastStatement));
    }
  };
  for (let line = 0; line < source.lines.length; line++) {
    if (!startsStatement(source, line)) {
      // A statement goes on over lines inside brackets; blank lines and comments belong to nobody.
      if ((source.maskedLines[line] ?? '').trim() !== '' && open.length > 0) lastStatement = line;
      continue;
    }
    const text = source.maskedLines[line] ?? '';
    const indent = indentOf(text);
    // In Ruby these go on with, or end, what began at the same indentation.
    const goesOn = source.language.family === 'ruby' && /^\s*(?:end|rescue|ensure|else|elsif|when|in)\b/.test(text);
    close(goesOn ? indent + 1 : indent);
    if (!goesOn) open.push({ line, indent });
    lastStatement = line;
  }
  close(0);
  return bodies;
}

function bodyBetween(source: Source, header: number, last: number): Body {
  const lastLine = source.lines[last] ?? '';
  return { start: source.starts[header + 1] ?? 0, end: (source.starts[last] ?? 0) + lastLine.length };
}
