// The pieces of a file by name: functions, methods, classes, types, constants, and what it imports.

import { redact } from '../../../base/redact.ts';
import { bodyOf, type Body } from './bodies.ts';
import { findImports, type Import } from './imports.ts';
import { indentedBodies } from './indentation.ts';
import { namePatterns, type NamePattern, type PieceKind } from './namePatterns.ts';
import { lineAt, type Source } from './source.ts';

/** Something that has a name. Lines from 0. */
export interface Piece {
  readonly kind: PieceKind;
  readonly name: string;
  readonly line: number;
  /** Where it ends, where that is sure. */
  readonly lastLine: number | undefined;
  /** Offsets of its body, where sure. */
  readonly body: Body | undefined;
  readonly exported: boolean;
  readonly asynchronous: boolean;
  /** As written, white space joined; undefined for what takes none. */
  readonly parameters: string | undefined;
  readonly returns: string | undefined;
  /** The class it belongs to. */
  readonly owner: string | undefined;
  /** True when it stands in no function. */
  readonly isOuter: boolean;
}

/** Everything that was found by name. */
export interface Names {
  readonly pieces: readonly Piece[];
  readonly imports: readonly Import[];
}

/** A line longer than this is data or generated; its start is enough. */
const longestHeader = 400;

/** Finds the pieces of a source and what it imports. */
export function findNames(source: Source): Names {
  const patterns = namePatterns[source.language.family] ?? [];
  const indented = source.language.family === 'python' || source.language.family === 'ruby' ? indentedBodies(source) : undefined;
  const pieces: Piece[] = [];
  const open: Piece[] = [];
  for (const [line, whole] of source.maskedLines.entries()) {
    const text = whole.length > longestHeader ? whole.slice(0, longestHeader) : whole;
    if (text.trim() === '') continue;
    const start = source.starts[line] ?? 0;
    while (open.length > 0 && (open.at(-1)?.body?.end ?? -1) < start) open.pop();
    const piece = pieceAt(source, patterns, line, text, open, indented);
    if (piece === undefined) continue;
    pieces.push(piece);
    if (piece.body !== undefined) open.push(piece);
  }
  return { pieces, imports: findImports(source) };
}

function pieceAt(source: Source, patterns: readonly NamePattern[], line: number, text: string, open: readonly Piece[], indented: ReadonlyMap<number, Body> | undefined): Piece | undefined {
  const start = source.starts[line] ?? 0;
  const around = open.at(-1);
  const aroundClass = around !== undefined && (around.kind === 'class' || around.kind === 'type') ? around : undefined;
  const isOuter = open.every((piece) => piece.kind === 'class' || piece.kind === 'type');
  for (const { kind, place, pattern, arrow, needsBody } of patterns) {
    if (place === 'outermost' && (around !== undefined || /^\s/.test(text) || source.brackets.depthAtStart[line] !== 0)) continue;
    if (place === 'outside functions' && !isOuter) continue;
    if (place === 'in a class' && (aroundClass === undefined || !isMember(source, line, aroundClass))) continue;
    const match = pattern.exec(text);
    const name = match?.groups?.['name'];
    if (match === null || name === undefined) continue;
    const isFunction = kind === 'function' || kind === 'method';
    const value = arrow === true ? match.groups?.['value'] : undefined;
    const nameEnd = start + (value === undefined ? match[0].lastIndexOf(name) + name.length : match[0].length - value.length);
    const found = isFunction || kind === 'class' || kind === 'type' ? bodyOf(source, kind, nameEnd, arrow === true) : undefined;
    if (isFunction && found === undefined && (needsBody === true || arrow === true)) continue;
    const body = indented === undefined ? found?.body : indented.get(line);
    if (needsBody === true && found?.isComplete !== true) continue;
    const owner = match.groups?.['owner'] ?? (isFunction ? aroundClass?.name : undefined);
    return {
      kind: isFunction && owner !== undefined ? 'method' : kind,
      name,
      line,
      lastLine: body === undefined ? (found?.isComplete === true ? lineAt(source, found.end) : undefined) : lineAt(source, body.end),
      body,
      exported: match.groups?.['exported'] !== undefined,
      asynchronous: match.groups?.['asynchronous'] !== undefined,
      parameters: isFunction ? short(found?.parameters) : undefined,
      returns: isFunction ? short(found?.returns ?? match.groups?.['returns']?.replaceAll(/\b(?:static|inline|extern|virtual|constexpr|explicit)\b/g, '')) : undefined,
      owner,
      isOuter,
    };
  }
  return undefined;
}

/** Directly in the class, not in something inside it. */
function isMember(source: Source, line: number, around: Piece): boolean {
  if (around.body === undefined) return false;
  const first = lineAt(source, around.body.start) + 1;
  return line >= first && source.brackets.depthAtStart[line] === source.brackets.depthAtStart[first] && source.brackets.openAtStart[line] === source.brackets.openAtStart[first];
}

function short(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const joined = redact(text.slice(0, 600)).replaceAll(/\s+/g, ' ').trim().replace(/,$/, '');
  return joined.length > 90 ? `${joined.slice(0, 88).toWellFormed()}…` : joined;
}
