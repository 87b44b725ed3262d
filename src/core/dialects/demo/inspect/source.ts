// The code under inspection, cut to a size that can be looked at in a blink, with the views every finding kind needs.

import type { Breathe } from '../answer.ts';
import { type Brackets, findBrackets } from './brackets.ts';
import type { Language } from './languages.ts';
import { mask } from './mask.ts';

/** No more than this is inspected, so that no step holds the editor up. What was left out is said. */
export const inspectedLines = 2_000;
/** See `inspectedLines`. */
export const inspectedCharacters = 80_000;

/** Code with what is known about where it stands. */
export interface Snippet {
  readonly code: string;
  readonly language: Language;
  readonly path: string | undefined;
  /** The number its first line has in the file. */
  readonly firstLine: number;
}

/** A snippet ready for inspection. Lines are counted from 0 here; only words for people use `numberOf`. */
export interface Source extends Snippet {
  /** What is inspected of `code`; the other views are as long as this. */
  readonly text: string;
  readonly lines: readonly string[];
  /** Code without strings and comments. */
  readonly masked: string;
  readonly maskedLines: readonly string[];
  readonly comments: string;
  readonly commentLines: readonly string[];
  readonly starts: readonly number[];
  readonly brackets: Brackets;
  /** How many lines were given. */
  readonly totalLines: number;
  /** True when not everything given is inspected. */
  readonly isCut: boolean;
}

/** Prepares a snippet; `breathe` runs between the steps. */
export async function createSource(snippet: Snippet, breathe: Breathe): Promise<Source> {
  const { text, isCut } = bounded(snippet.code.replace(/\r?\n$/, ''));
  const lines = text.split('\n');
  await breathe();
  const { code: masked, comments } = mask(text, snippet.language.family);
  await breathe();
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return {
    ...snippet,
    text,
    lines,
    masked,
    maskedLines: masked.split('\n'),
    comments,
    commentLines: comments.split('\n'),
    starts,
    brackets: findBrackets(masked),
    totalLines: isCut ? countLines(snippet.code.replace(/\r?\n$/, '')) : lines.length,
    isCut,
  };
}

function bounded(code: string): { text: string; isCut: boolean } {
  let end = 0;
  for (let line = 0; line < inspectedLines; line++) {
    const next = code.indexOf('\n', end);
    if (next === -1 || next > inspectedCharacters) {
      const whole = next === -1 && code.length <= inspectedCharacters;
      return { text: plainBreaks(whole || end === 0 ? code.slice(0, inspectedCharacters) : code.slice(0, end - 1)), isCut: !whole };
    }
    end = next + 1;
  }
  return { text: plainBreaks(code.slice(0, end - 1)), isCut: true };
}

function plainBreaks(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function countLines(code: string): number {
  let count = 1;
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) count++;
  return count;
}

/** The line (from 0) that holds an offset. */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number people know a line by: its number in the file. */
export function numberOf(source: Source, line: number): number {
  return source.firstLine + line;
}
