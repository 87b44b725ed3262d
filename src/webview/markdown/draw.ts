// Html of one block to the element that stands in the page.

import { dressCode } from './codeBlock.ts';
import { sanitize } from './sanitize.ts';

/** Sanitises first, then adds what we trust: heads and buttons of code, room for wide tables, the direction of text. */
export function drawBlock(html: string): HTMLElement {
  const fragment = sanitize(html);
  for (const pre of fragment.querySelectorAll('pre')) pre.replaceWith(dressCode(pre));
  for (const table of fragment.querySelectorAll('table')) makeScrollable(table);
  const block = fragment.firstElementChild;
  if (!(block instanceof HTMLElement)) return document.createElement('p');
  if (!block.dir) block.dir = 'auto';
  return block;
}

function makeScrollable(table: HTMLTableElement): void {
  const scroller = document.createElement('div');
  scroller.className = 'table-scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', 'Table');
  table.replaceWith(scroller);
  scroller.append(table);
}
