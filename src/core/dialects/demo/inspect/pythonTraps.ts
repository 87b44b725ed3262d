// Three traps of Python: defaults that are shared between calls, `except:` without a class, comparing with None by `==`.

import { type Finding, findingAt, onePerReason } from './finding.ts';
import { indentOf } from './indentation.ts';
import type { Source } from './source.ts';

const mostOfAKind = 40;

/** Traps that every Python programmer meets once. */
export function findPythonTraps(source: Source): readonly Finding[] {
  if (source.language.family !== 'python') return [];
  return onePerReason(source, [...mutableDefaults(source), ...bareExcepts(source), ...noneComparisons(source)]);
}

function mutableDefaults(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (const match of source.masked.matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\(/gm)) {
    if (findings.length >= mostOfAKind) break;
    const open = match.index + match[0].length - 1;
    const close = source.brackets.partner[open] ?? -1;
    if (close === -1 || close - open > 4_000) continue;
    for (const { text, offset } of topLevelParts(source.masked.slice(open + 1, close), open + 1)) {
      const found = /^\s*(\w+)\s*(?::[^=]{1,200})?=\s*(?:\[|\{|(?:list|dict|set)\(\s*\)\s*$)/.exec(text);
      if (found?.[1] === undefined) continue;
      const why = `The default of \`${found[1]}\` is made once, when \`def\` runs, and shared by every call that does not pass it: what one call adds, the next one finds. Use \`None\` and make it inside.`;
      findings.push(findingAt(source, offset + found[0].search(/\w/), 'mutable-default', 'high', why));
    }
  }
  return findings;
}

/** Splits parameters at the commas that stand in no bracket. */
function topLevelParts(text: string, offset: number): { text: string; offset: number }[] {
  const parts: { text: string; offset: number }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '(' || character === '[' || character === '{') depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    else if (character === undefined || (character === ',' && depth === 0)) {
      parts.push({ text: text.slice(start, at), offset: offset + start });
      start = at + 1;
    }
  }
  return parts;
}

function bareExcepts(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (const [line, text] of source.maskedLines.entries()) {
    if (findings.length >= mostOfAKind) break;
    if (!/^\s*except\s*:/.test(text) || raisesAgain(source, line)) continue;
    const why = '`except:` without a class also catches `KeyboardInterrupt` and `SystemExit`, so the program cannot be stopped here. `except Exception:` leaves those alone.';
    findings.push(findingAt(source, (source.starts[line] ?? 0) + text.search(/\S/), 'bare-except', 'medium', why));
  }
  return findings;
}

/** A handler that raises again swallows nothing. */
function raisesAgain(source: Source, header: number): boolean {
  const indent = indentOf(source.maskedLines[header] ?? '');
  if (/:\s*raise\b/.test(source.maskedLines[header] ?? '')) return true;
  for (let line = header + 1; line < Math.min(source.lines.length, header + 40); line++) {
    const text = source.maskedLines[line] ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) <= indent) return false;
    if (/^\s*raise\b/.test(text)) return true;
  }
  return false;
}

function noneComparisons(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (const match of source.masked.matchAll(/([!=]=)\s*None\b/g)) {
    if (findings.length >= mostOfAKind) break;
    const why = `There is one \`None\`, so ask with \`${match[1] === '==' ? 'is None' : 'is not None'}\`: \`${match[1] ?? ''}\` asks the object's own \`__eq__\`, which may answer anything.`;
    findings.push(findingAt(source, match.index, 'none-comparison', 'low', why));
  }
  return findings;
}
