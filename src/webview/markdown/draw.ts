// Html of the parser to elements of the page.

import { dressCode } from './codeBlock.ts';
import { offerDiagram } from './diagramBar.ts';
import { dressFootnotes } from './footnoteButtons.ts';
import { drawMath } from './math.ts';
import { sanitize } from './sanitize.ts';
import { words } from '../words.ts';

/** Draws one block. */
export function drawBlock(html: string): HTMLElement {
  const block = dress(sanitize(html)).firstElementChild;
  if (!(block instanceof HTMLElement)) return document.createElement('p');
  if (!block.dir) block.dir = 'auto';
  return block;
}

/** Items need their kind of parent to be parsed. */
const homes: Readonly<Record<string, readonly [start: string, end: string]>> = {
  TBODY: ['<table><tbody>', '</tbody></table>'],
  P: ['<p>', '</p>'],
  BLOCKQUOTE: ['<blockquote>', '</blockquote>'],
};

/** Draws items of a list, rows of a table, blocks of a quote, pieces of a paragraph. */
export function drawItems(html: readonly string[], parent: Element): Element[] {
  if (html.length === 0) return [];
  const [start, end] = homes[parent.tagName] ?? ['<ul>', '</ul>'];
  const fragment = dress(sanitize(start + html.join('') + end));
  return [...(fragment.querySelector(homes[parent.tagName] ? parent.tagName : 'ul')?.children ?? [])];
}

/** After the sanitiser, what we trust is added: heads and buttons of code, room for wide tables, formulas, footnotes. */
function dress(fragment: DocumentFragment): DocumentFragment {
  for (const pre of fragment.querySelectorAll('pre')) {
    const block = dressCode(pre);
    offerDiagram(block);
    pre.replaceWith(block);
  }
  for (const table of fragment.querySelectorAll('table')) makeScrollable(table);
  dressFootnotes(fragment);
  drawMath(fragment.querySelectorAll<HTMLElement>('.math'));
  return fragment;
}

function makeScrollable(table: HTMLTableElement): void {
  const scroller = document.createElement('div');
  scroller.className = 'table-scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', words.table);
  table.replaceWith(scroller);
  scroller.append(table);
}
