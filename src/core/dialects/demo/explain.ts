// Explains code from what inspection found: what it is, its pieces, how they fit, what stands out.

import { fileKind } from './fileKind.ts';
import type { Inspection } from './inspect/inspect.ts';
import { isCode } from './inspect/languages.ts';
import type { Piece } from './inspect/names.ts';
import { numberOf, type Source } from './inspect/source.ts';
import { readName } from './nameReading.ts';
import { findingLine, honestEnd } from './review.ts';
import { code, counted, listed, sentence } from './wording.ts';

const mostPieces = 8;
const mostFindings = 8;
const mostCallers = 6;

/** The explanation as Markdown. */
export function explain(inspection: Inspection): string {
  const parts = [summary(inspection), pieces(inspection), fit(inspection), standsOut(inspection), honestEnd];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What it is and how large, in a few sentences. */
export function summary(inspection: Inspection): string {
  const { source, size, names } = inspection;
  const name = source.path === undefined ? 'This' : code(source.path);
  const kind = fileKind(inspection);
  const sentences = [`${name} is ${source.language.label}${kind === undefined ? '' : `, ${kind}`}: ${extent(inspection)}.`];
  if (source.isCut) sentences.push(`That is more than I look at in one go, so I looked at ${source.lines.length > 1 ? `the first ${counted(source.lines.length, 'line')}` : 'its beginning'} only.`);
  if (size.looksGenerated) sentences.push('Its lines are so long that it is likely bundled or generated, so I only measured it.');
  const modules = [...new Set(names.imports.map((each) => each.module))].filter((module) => module !== '');
  if (modules.length > 0) sentences.push(`It uses ${listed(modules.map(code), 5)}.`);
  const exported = names.pieces.filter((piece) => piece.exported && piece.kind !== 'method').map((piece) => code(piece.name));
  if (exported.length > 0) sentences.push(`It offers ${listed(exported, 6)} to others.`);
  const keys = topLevelKeys(inspection);
  if (keys.length > 0) sentences.push(`Its keys at the top are ${listed(keys.map(code), 12)}.`);
  return sentences.join(' ');
}

function extent({ source, size }: Inspection): string {
  const parts = [counted(source.totalLines, 'line')];
  if (source.firstLine > 1) parts[0] = `${parts[0] ?? ''} (${source.firstLine} to ${source.firstLine + source.totalLines - 1})`;
  if (!source.isCut && size.blank > 0) parts.push(counted(size.blank, 'of them blank', 'of them blank'));
  if (!source.isCut && size.comments > 0) parts.push(counted(size.comments, 'with nothing but a comment', 'with nothing but comments'));
  return listed(parts);
}

function pieces({ source, names }: Inspection): string {
  const shown = names.pieces.filter((piece) => piece.isOuter || piece.kind === 'method');
  const items = shown.slice(0, mostPieces).map((piece) => `- ${describe(source, piece)}`);
  if (items.length === 0) return isCode(source.language.family) ? '### The pieces\n\nNothing in here has a name that I recognise: statements that run one after the other.' : '';
  const left = shown.length - items.length;
  return ['### The pieces', '', ...items, ...(left > 0 ? [`- and ${counted(left, 'more')}`.replace(/mores$/, 'more')] : [])].join('\n');
}

function describe(source: Source, piece: Piece): string {
  const number = (line: number): number => numberOf(source, line);
  const place = piece.lastLine === undefined || piece.lastLine === piece.line ? `line ${number(piece.line)}` : `lines ${number(piece.line)} to ${number(piece.lastLine)}`;
  const name = piece.owner === undefined || piece.kind !== 'method' ? piece.name : `${piece.owner}${source.language.family === 'c' ? '::' : '.'}${piece.name}`;
  if (piece.kind !== 'function' && piece.kind !== 'method') return `${code(name)}, a ${piece.kind} (${place}).`;
  const isConstructor = piece.name === piece.owner || piece.name === 'constructor' || piece.name === '__init__' || piece.name === 'initialize';
  const facts = [
    isConstructor ? 'the constructor' : undefined,
    piece.asynchronous ? 'asynchronous' : undefined,
    piece.returns === undefined || piece.returns === 'void' || piece.returns === 'None' ? undefined : `gives back ${code(piece.returns)}`,
  ].filter((fact) => fact !== undefined);
  const reading = isConstructor ? undefined : readName(piece.name);
  const told = facts.length === 0 ? '' : `: ${listed(facts)}`;
  return `${code(`${name}(${piece.parameters ?? ''})`)} (${place})${told}.${reading === undefined ? '' : ` Going by its name, it ${reading}.`}`;
}

function fit({ callers }: Inspection): string {
  if (callers.length === 0) return '';
  const lines = callers.slice(0, mostCallers).map(({ piece, calls }) => `${code(piece.name)} calls ${listed(calls.map((called) => code(called.name)), 5)}`);
  const left = callers.length - lines.length;
  return `### How they fit\n\n${sentence(lines.join('; '))}${left > 0 ? `; and so on for ${counted(left, 'further function')}` : ''}.`;
}

function standsOut(inspection: Inspection): string {
  const { source, findings, depth } = inspection;
  const shown = findings.slice(0, mostFindings).toSorted((left, right) => left.line - right.line);
  const items = shown.map((finding) => `- ${findingLine(source, finding)}`);
  const left = findings.length - shown.length;
  if (left > 0) items.push(`- and ${left} more of less weight: type **review** to see all of them.`);
  const deepestPlace = depth === undefined || depth.depth < 2 || findings.some((finding) => finding.rule === 'deep-nesting') ? '' : ` The deepest place is line ${numberOf(source, depth.line)}, ${depth.depth} blocks inside ${code(depth.within)}.`;
  if (items.length === 0) return `### What stands out\n\nNothing that plain inspection can see, which does not mean that nothing is wrong.${deepestPlace}`;
  return ['### What stands out', '', ...items, ...(deepestPlace === '' ? [] : ['', deepestPlace.trim()])].join('\n');
}

function topLevelKeys({ source }: Inspection): string[] {
  if (source.language.family !== 'json' || source.isCut) return [];
  try {
    const value: unknown = JSON.parse(source.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).slice(0, 50) : [];
  } catch {
    // A part of a file, or JSON with comments: nothing to say then.
    return [];
  }
}
