// Cuts a parsed text into its top-level blocks, and long blocks into their items.

import type { Token } from 'markdown-it';
import type { ParseEnvironment } from './parseEnvironment.ts';
import { markdown } from './parser.ts';

/** A stretch of lines that the parser took for one thing. */
export interface Stretch {
  readonly type: string;
  readonly startLine: number;
  /** The line after its last one. */
  readonly endLine: number;
}

/** An item of a list, a row of a table, a block of a quote, a piece of a very long paragraph. */
export interface Item extends Stretch {
  readonly html: string;
}

/** One top-level block: a paragraph, a list, a table, a fence. No html in it is sanitised yet. */
export interface Block extends Stretch {
  /** The block; of what has items without them. */
  readonly html: string;
  /** A long block is drawn anew only where these changed. */
  readonly items: readonly Item[];
  /** The place of the first of these items in the whole block. */
  readonly firstItem: number;
}

/** A text in blocks. */
export interface ParsedText {
  readonly blocks: readonly Block[];
  readonly environment: ParseEnvironment;
}

/** Parses a text that starts at the top level. `references` are the link definitions known before it. */
export function parseBlocks(source: string, references: ParseEnvironment['references'], finished: boolean): ParsedText {
  const environment: ParseEnvironment = { references: { ...references }, definitions: [], lines: countLines(source), finished };
  const tokens = markdown.parse(source, environment);
  const blocks = rangesAt(tokens, 0).map(([start, end]) => toBlock(tokens.slice(start, end), environment));
  return { blocks, environment };
}

type Range = readonly [start: number, end: number];

/** Where the blocks of a level begin and end among tokens; definitions of links are nothing to see. */
function rangesAt(tokens: readonly Token[], level: number): Range[] {
  const ranges: Range[] = [];
  let first = 0;
  tokens.forEach((token, index) => {
    if (token.level !== level || token.type === 'reference_definition') return;
    if (token.nesting === 1) first = index;
    else ranges.push([token.nesting === 0 ? index : first, index + 1]);
  });
  return ranges;
}

function toBlock(tokens: Token[], environment: ParseEnvironment): Block {
  const render = (some: Token[]): string => markdown.renderer.render(some, markdown.options, environment).trim();
  const ranges = itemRanges(tokens);
  const [first, last] = [ranges[0], ranges.at(-1)];
  const items = ranges.map(([start, end]) => ({ ...stretchOf(tokens[start]), html: render(tokens.slice(start, end)) }));
  const html = first && last ? render([...tokens.slice(0, first[0]), ...tokens.slice(last[1])]) : render(tokens);
  return { ...stretchOf(tokens[0]), html, items, firstItem: 0 };
}

/** Where the items of a block are among its tokens. */
function itemRanges(tokens: readonly Token[]): readonly Range[] {
  switch (tokens[0]?.type) {
    case 'bullet_list_open':
    case 'ordered_list_open':
    case 'blockquote_open':
      return rangesAt(tokens.slice(1, -1), 1).map(([start, end]) => [start + 1, end + 1]);
    case 'table_open': {
      const body = tokens.findIndex((token) => token.type === 'tbody_open') + 1;
      return body === 0 ? [] : rangesAt(tokens.slice(body, -2), 2).map(([start, end]) => [start + body, end + body]);
    }
    case 'paragraph_open':
      return tokens.flatMap((token, index): Range[] => (token.type === 'long_piece' ? [[index, index + 1]] : []));
    default:
      return [];
  }
}

function stretchOf(token: Token | undefined): Stretch {
  const [startLine, endLine] = token?.map ?? [0, 0];
  return { type: blockType(token), startLine, endLine };
}

function blockType(token: Token | undefined): string {
  if (token?.type !== 'heading_open') return token?.type ?? '';
  return token.markup.startsWith('#') ? 'heading' : 'underlined_heading';
}

function countLines(source: string): number {
  const breaks = source.split('\n').length - 1;
  return source === '' || source.endsWith('\n') ? breaks : breaks + 1;
}
