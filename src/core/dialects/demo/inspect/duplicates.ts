// Lines that stand there twice: whole blocks, and the same assignment two times in a row.

import { type Finding, quoteOf } from './finding.ts';
import { isCode } from './languages.ts';
import { numberOf, type Source } from './source.ts';

/** A block must have this many lines that say something. */
const shortestBlock = 5;
const most = 3;

/** Repeated blocks and repeated assignments. */
export function findDuplicates(source: Source): readonly Finding[] {
  if (!isCode(source.language.family)) return [];
  return [...repeatedBlocks(source), ...repeatedLines(source)];
}

interface Telling {
  readonly line: number;
  readonly text: string;
}

/** Lines that say something: no blank ones, no lone brackets, no comments, no imports. */
function tellingLines(source: Source): Telling[] {
  const telling: Telling[] = [];
  for (const [line, text] of source.lines.entries()) {
    const trimmed = text.trim();
    const code = (source.maskedLines[line] ?? '').trim();
    if (code.length < 6 || !/\w{2}/.test(code) || /^(?:import|from|using|use|#include|package|require)\b/.test(code)) continue;
    telling.push({ line, text: trimmed.slice(0, 300) });
  }
  return telling;
}

function repeatedBlocks(source: Source): Finding[] {
  const lines = tellingLines(source);
  const seen = new Map<string, number>();
  const findings: Finding[] = [];
  for (let at = 0; at + shortestBlock <= lines.length && findings.length < most; ) {
    const key = lines.slice(at, at + shortestBlock).map((line) => line.text).join('\n');
    const before = seen.get(key);
    // Lines that repeat themselves at once are a table, not a copied block.
    if (before === undefined || at - before < shortestBlock || isMonotonous(lines, at)) {
      if (before === undefined) seen.set(key, at);
      at++;
      continue;
    }
    let length = shortestBlock;
    while (at + length < lines.length && before + length < at && lines[at + length]?.text === lines[before + length]?.text) length++;
    const [first, last] = [lines[at]?.line ?? 0, lines[at + length - 1]?.line ?? 0];
    const [from, to] = [lines[before]?.line ?? 0, lines[before + length - 1]?.line ?? 0];
    const why = `Lines ${numberOf(source, first)} to ${numberOf(source, last)} say the same as lines ${numberOf(source, from)} to ${numberOf(source, to)}: a change in one place is easily forgotten in the other. They may want to be one.`;
    findings.push({ rule: 'duplicate', severity: 'medium', line: first, lastLine: last, quote: quoteOf(source, first), why });
    at += length;
  }
  return findings;
}

function isMonotonous(lines: readonly Telling[], at: number): boolean {
  return new Set(lines.slice(at, at + shortestBlock).map((line) => line.text)).size < shortestBlock - 1;
}

function repeatedLines(source: Source): Finding[] {
  const findings: Finding[] = [];
  for (let line = 1; line < source.lines.length && findings.length < most; line++) {
    const text = source.lines[line] ?? '';
    if (text !== source.lines[line - 1] || text.length > 300) continue;
    const code = (source.maskedLines[line] ?? '').trim();
    if (!/^(?:(?:const|let|var|self\.|this\.)\s*)?[\w$.[\]]+\s*=(?![=>]).*[\w)\]'"`]\s*;?$/.test(code)) continue;
    const why = `Says the same as the line above it. If one of the two was meant to differ, it does not yet.`;
    findings.push({ rule: 'repeated-line', severity: 'low', line, quote: quoteOf(source, line), why });
  }
  return findings;
}
