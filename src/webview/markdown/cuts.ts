// Finds where text that has arrived can no longer change.

import type { Block, Stretch } from './blocks.ts';
import { mayBecomeMath } from './mathRules.ts';

/** A place before which nothing can change any more. */
export interface Cut {
  /** How many of the blocks or items lie before it. */
  readonly count: number;
  readonly line: number;
  /** The offset of that line in the source. */
  readonly offset: number;
}

/** Blocks whose first line alone decides that the block before them has ended. */
const startsByItself = new Set(['fence', 'heading', 'hr', 'blockquote_open', 'bullet_list_open', 'ordered_list_open']);
/** Blocks that end with their own last line, whatever follows. */
const endsByItself = new Set(['fence', 'heading', 'hr']);
/** Blocks in which nothing is a formula that is still open. A line of any other may turn out to begin one, and end it there. */
const neverMath = new Set(['fence', 'code_block', 'math_block']);
const quoteMark = /^ {0,3}> ?/;

/**
 * The last cut between blocks that more text cannot undo: the start of a block whose first line is complete, after a
 * blank line or where one of the two neighbours decides alone. Elsewhere a link definition, a lazy line or the second
 * line of a table may still move the border.
 */
export function findCut(source: string, blocks: readonly Stretch[]): Cut | undefined {
  return lastCut(source, blocks, (line) => line);
}

/** The same between the items of one block. */
export function findItemCut(source: string, { type, items }: Block): Cut | undefined {
  switch (type) {
    case 'blockquote_open': {
      const cut = lastCut(source, items, (line) => line.replace(quoteMark, ''));
      return cut && quoteMark.test(source.slice(cut.offset, cut.offset + 5)) ? cut : undefined;
    }
    case 'bullet_list_open':
    case 'ordered_list_open':
    case 'table_open':
      return lastStart(source, items);
    default:
      return undefined;
  }
}

/** Where each line starts; a line is complete when the next one has a start. */
export function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastCut(source: string, blocks: readonly Stretch[], inner: (line: string) => string): Cut | undefined {
  const starts = lineStarts(source);
  const settled = settledBlocks(source, blocks, starts, inner);
  for (let index = settled; index >= 0; index--) {
    const block = blocks[index];
    const offset = block && starts[block.startLine];
    if (!block || !offset || starts[block.startLine + 1] === undefined) continue;
    const before = blocks[index - 1];
    const blank = inner(source.slice(starts[block.startLine - 1], offset)).trim() === '';
    const byNeighbour = before?.endLine === block.startLine && endsByItself.has(before.type);
    if (blank || byNeighbour || startsByItself.has(block.type)) return { count: index, line: block.startLine, offset };
  }
  return undefined;
}

/** The last block that is not after the beginning of a formula that may still go on. */
function settledBlocks(source: string, blocks: readonly Stretch[], starts: readonly number[], inner: (line: string) => string): number {
  const open = blocks.findIndex(({ type, startLine, endLine }) => !neverMath.has(type) && mayBecomeMath(source.slice(starts[startLine], starts[endLine])));
  if (open === -1) return blocks.length - 1;
  for (let line = blocks[open]?.endLine ?? 0; starts[line + 1] !== undefined; line++) {
    if (inner(source.slice(starts[line], starts[line + 1])).trim() === '') return blocks.length - 1;
  }
  return open;
}

/** Items and rows begin with their own first line. */
function lastStart(source: string, items: readonly Stretch[]): Cut | undefined {
  const starts = lineStarts(source);
  for (let index = settledBlocks(source, items, starts, (line) => line); index > 0; index--) {
    const line = items[index]?.startLine ?? 0;
    const offset = starts[line];
    if (offset && starts[line + 1] !== undefined) return { count: index, line, offset };
  }
  return undefined;
}
