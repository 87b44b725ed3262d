// A page that draws markdown for tests: whole, in pieces, and by the parser alone.

import { markdown } from '../../../src/webview/markdown/parser.ts';
import { sanitize } from '../../../src/webview/markdown/sanitize.ts';
import { StreamedMarkdown } from '../../../src/webview/markdown/streamedMarkdown.ts';

/** What the tests call in the browser. */
export interface MarkdownHarness {
  /** Draws piece by piece; the html at the end. */
  streamed(pieces: readonly string[], itemsAtOnce?: number): string;
  whole(text: string): string;
  /** What the parser makes of the whole text in one go, without anything of ours around its blocks. */
  reference(text: string): string;
  /** What the sanitiser leaves of html that the parser would never make. */
  sanitized(html: string): string;
  /** Html of a specification in the way we draw the same: images are links, boxes are pictures. */
  expected(html: string): string;
  /** The same text out of a drawn element: without groups, heads of code and other dress. */
  undressed(html: string): string;
}

function streamed(pieces: readonly string[], itemsAtOnce?: number): string {
  const container = document.createElement('div');
  const drawn = new StreamedMarkdown(container, itemsAtOnce);
  for (const piece of pieces) {
    drawn.grow(piece);
    drawn.paint();
  }
  drawn.finish();
  return container.innerHTML;
}

function whole(text: string): string {
  const container = document.createElement('div');
  const drawn = new StreamedMarkdown(container);
  drawn.grow(text);
  drawn.finish();
  return container.innerHTML;
}

function reference(text: string): string {
  const environment = { references: {}, definitions: [], lines: 0, finished: true };
  const holder = document.createElement('div');
  holder.append(sanitize(markdown.render(text, environment)));
  return plain(holder);
}

function undressed(html: string): string {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  for (const group of holder.querySelectorAll('.group, .table-scroller')) group.replaceWith(...group.childNodes);
  for (const head of holder.querySelectorAll('.code-head')) head.remove();
  for (const block of holder.querySelectorAll('.code-block')) block.replaceWith(...block.childNodes);
  return plain(holder);
}

/** Tags and words only, without what formulas are drawn as: attributes and colours are not the parser's matter. */
function plain(holder: Element): string {
  for (const button of holder.querySelectorAll('.footnote-button')) button.replaceWith(...button.childNodes);
  for (const formula of holder.querySelectorAll('.math')) formula.replaceChildren();
  for (const span of holder.querySelectorAll('pre span')) span.replaceWith(...span.childNodes);
  holder.normalize();
  for (const element of holder.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) if (name !== 'href') element.removeAttribute(name);
  }
  for (const parent of [holder, ...holder.querySelectorAll('ul, ol, li, blockquote, table, thead, tbody, tr')]) {
    for (const child of [...parent.childNodes]) if (child instanceof Text && child.data.trim() === '') child.remove();
  }
  return holder.innerHTML;
}

function sanitized(html: string): string {
  const holder = document.createElement('div');
  holder.append(sanitize(html));
  return holder.innerHTML;
}

function expected(html: string): string {
  // A document of its own: nothing in it is loaded.
  const holder = new DOMParser().parseFromString(`<div>${html}</div>`, 'text/html').querySelector('div') ?? document.createElement('div');
  for (const image of holder.querySelectorAll('img')) {
    const label = [Object.assign(document.createElement('span'), { className: 'codicon' }), (image.getAttribute('alt') ?? '').trim() || 'Image'];
    if (image.closest('a')) image.replaceWith(...label);
    else {
      const link = document.createElement('a');
      link.setAttribute('href', image.getAttribute('src') ?? '');
      link.append(...label);
      image.replaceWith(link);
    }
  }
  for (const [found, ours] of [['del', 's'], ['input', 'span']] as const) {
    for (const element of holder.querySelectorAll(found)) {
      const made = document.createElement(ours);
      made.append(...element.childNodes);
      element.replaceWith(made);
    }
  }
  return plain(holder);
}

const harness: MarkdownHarness = { streamed, whole, reference, sanitized, expected, undressed };
Object.assign(window, { harness });
