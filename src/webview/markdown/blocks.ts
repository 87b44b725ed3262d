// Cuts a parsed text into its top-level blocks and finds where text that has arrived can no longer change.

import type { Token } from 'markdown-it';
import { markdown, type ParseEnvironment } from './parser.ts';

/** One top-level block: a paragraph, a list, a table, a fence. No html in it is sanitised yet. */
export interface Block {
  readonly type: string;
  /** The block; of a list or a table without its items. */
  readonly html: string;
  /** The items of a list, the rows of a table: a long one is drawn anew only where it changed. */
  readonly items: readonly string[];
  readonly startLine: number;
  /** The line after its last one. */
  readonly endLine: number;
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
  const blocks: Block[] = [];
  let first = 0;
  tokens.forEach((token, index) => {
    if (token.level === 0 && token.nesting === 1) first = index;
    if (token.level !== 0 || token.nesting === 1) return;
    blocks.push(toBlock(tokens.slice(token.nesting === 0 ? index : first, index + 1), environment));
  });
  return { blocks, environment };
}

function toBlock(tokens: Token[], environment: ParseEnvironment): Block {
  const [startLine, endLine] = tokens[0]?.map ?? [0, 0];
  const render = (some: Token[]): string => markdown.renderer.render(some, markdown.options, environment).trim();
  const ranges = itemRanges(tokens);
  const [first, last] = [ranges[0], ranges.at(-1)];
  const items = ranges.map(([start, end]) => render(tokens.slice(start, end)));
  const html = first && last ? render([...tokens.slice(0, first[0]), ...tokens.slice(last[1])]) : render(tokens);
  return { type: blockType(tokens[0]), html, items, startLine, endLine };
}

/** Where the items of a list or the rows of a table's body are among its tokens. */
function itemRanges(tokens: readonly Token[]): [number, number][] {
  const isTable = tokens[0]?.type === 'table_open';
  const [type, level] = isTable ? ['tr', 2] : ['list_item', 1];
  const ranges: [number, number][] = [];
  let inBody = !isTable;
  let start = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'tbody_open') inBody = true;
    if (!inBody || token.level !== level) return;
    if (token.type === `${type}_open`) start = index;
    else if (token.type === `${type}_close`) ranges.push([start, index + 1]);
  });
  return ranges;
}

function blockType(token: Token | undefined): string {
  if (token?.type !== 'heading_open') return token?.type ?? '';
  return token.markup.startsWith('#') ? 'heading' : 'underlined_heading';
}

function countLines(source: string): number {
  const breaks = source.split('\n').length - 1;
  return source === '' || source.endsWith('\n') ? breaks : breaks + 1;
}

/** A place before which nothing can change any more. */
export interface Cut {
  /** How many of the blocks lie before it. */
  readonly blocks: number;
  readonly line: number;
  /** The offset of that line in the source. */
  readonly offset: number;
}

/** Blocks whose first line alone decides that the block before them has ended. */
const startsByItself = new Set(['fence', 'heading', 'hr', 'blockquote_open', 'bullet_list_open', 'ordered_list_open']);
/** Blocks that end with their own last line, whatever follows. */
const endsByItself = new Set(['fence', 'heading', 'hr']);

/**
 * The last cut that more text cannot undo: the start of a block whose first line is complete, after a blank
 * line or where one of the two neighbours decides alone. Elsewhere a link definition, a lazy line or the second
 * line of a table may still move the border.
 */
export function findCut(source: string, blocks: readonly Block[]): Cut | undefined {
  const starts = lineStarts(source);
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index];
    const offset = block && starts[block.startLine];
    if (!block || !offset || starts[block.startLine + 1] === undefined) continue;
    const before = blocks[index - 1];
    const blank = source.slice(starts[block.startLine - 1], offset).trim() === '';
    const byNeighbour = before?.endLine === block.startLine && endsByItself.has(before.type);
    if (blank || byNeighbour || startsByItself.has(block.type)) return { blocks: index, line: block.startLine, offset };
  }
  return undefined;
}

/** Where each line starts; a line is complete when the next one has a start. */
export function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
