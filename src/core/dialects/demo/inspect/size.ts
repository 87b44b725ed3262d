// Size: lines, blank lines, comments, the longest line.

import { thousands } from '../wording.ts';
import { type Finding, quoteOf } from './finding.ts';
import { isCode } from './languages.ts';
import { numberOf, type Source } from './source.ts';

/** What can be counted. */
export interface Size {
  readonly lines: number;
  readonly blank: number;
  /** Lines that hold a comment and no code. */
  readonly comments: number;
  readonly longestLine: number;
  readonly longestLength: number;
  /** True for code no person writes by hand: bundled, minified, generated. */
  readonly looksGenerated: boolean;
}

/** Beyond this a line needs scrolling in most editors. */
const comfortableLine = 140;
const generatedLine = 2_000;
const generatedAverage = 250;

/** Counts. */
export function measure(source: Source): Size {
  let blank = 0;
  let comments = 0;
  let longestLine = 0;
  for (const [line, text] of source.lines.entries()) {
    if (text.trim() === '') blank++;
    else if ((source.maskedLines[line] ?? '').trim() === '' && (source.commentLines[line] ?? '').trim() !== '') comments++;
    if (text.length > (source.lines[longestLine] ?? '').length) longestLine = line;
  }
  const longestLength = (source.lines[longestLine] ?? '').length;
  const average = source.text.length / Math.max(1, source.lines.length - blank);
  return { lines: source.lines.length, blank, comments, longestLine, longestLength, looksGenerated: longestLength > generatedLine || average > generatedAverage };
}

/** The longest line, when it is too long to read. */
export function findLongLine(source: Source): readonly Finding[] {
  const { longestLine, longestLength } = measure(source);
  if (longestLength <= comfortableLine || !isCode(source.language.family)) return [];
  const others = source.lines.filter((line) => line.length > comfortableLine).length - 1;
  const more = others === 0 ? '' : others === 1 ? ' One more line is that long.' : ` ${others} more lines are that long.`;
  const why = `Line ${numberOf(source, longestLine)} is ${thousands(longestLength)} characters long: what stands at its end is easily missed.${more}`;
  return [{ rule: 'long-line', severity: 'low', line: longestLine, quote: quoteOf(source, longestLine), why }];
}
