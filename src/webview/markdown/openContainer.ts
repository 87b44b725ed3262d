// A list, a table or a quote that is long and still open: its finished items are never parsed again.
//
// A stand-in of a line or two takes their place in the source, so that what follows is parsed as their continuation.

import { type Block, parseBlocks, type ParsedText } from './blocks.ts';
import { type Cut, lineStarts } from './cuts.ts';

/** What is kept of the finished items of an open block. */
export interface OpenContainer {
  readonly type: string;
  /** The source of the finished items. */
  readonly source: string;
  readonly finished: number;
  readonly standIn: string;
  /** How many items the stand-in makes. */
  readonly standInItems: number;
  /** True when the items of a list stand apart. */
  readonly loose: boolean;
}

const itemMark = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?=\s)/;
/** The parser gives up on a table after that many cells that its rows left out. */
const mostCells = 60_000;

/** Puts the finished items of a block aside; undefined where what follows could not be read without them. */
export function putAside(source: string, block: Block, cut: Cut, known: OpenContainer | undefined): OpenContainer | undefined {
  const starts = lineStarts(source);
  const finished = block.firstItem + cut.count;
  const start = known ? known.standIn.length : (starts[block.startLine] ?? 0);
  const kept = { type: block.type, source: (known?.source ?? '') + source.slice(start, cut.offset), finished };
  if (block.type === 'blockquote_open') return { ...kept, standIn: '', standInItems: 0, loose: false };
  if (block.type === 'table_open') {
    if (finished * block.html.split('<th').length > mostCells) return undefined;
    const standIn = known?.standIn ?? source.slice(starts[block.startLine], starts[block.startLine + 2]);
    return { ...kept, standIn, standInItems: 0, loose: false };
  }
  const mark = itemMark.exec(source.slice(cut.offset))?.[0];
  if (!mark) return undefined;
  const item = `${mark} x\n`;
  // One more item tells how the ones before it stand, whatever is in them.
  const loose = standsApart(parseBlocks(source.slice(0, cut.offset) + item, {}, false).blocks.at(-1)?.items.at(-1)?.html);
  return { ...kept, standIn: loose ? `${item}\n` : item, standInItems: 1, loose };
}

/** Parses what follows the finished items. Undefined when it changed how those are to be drawn: then all is parsed again. */
export function parseOpen(open: OpenContainer, source: string, references: ParsedText['environment']['references'], finished: boolean): ParsedText | undefined {
  const { blocks: [first, ...others], environment } = parseBlocks(source, references, finished);
  if (first?.type !== open.type || first.items.length < open.standInItems) return undefined;
  if (open.standInItems > 0 && standsApart(first.items[0]?.html) !== open.loose) return undefined;
  return { blocks: [{ ...first, items: first.items.slice(open.standInItems), firstItem: open.finished }, ...others], environment };
}

function standsApart(item: string | undefined): boolean {
  return item?.includes('<p>') ?? false;
}
