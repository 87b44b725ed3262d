// The code inside a block: short code is coloured at once, long code piece by piece, when somebody comes near it.

import { whenThereIsTime } from '../frames.ts';
import { highlight } from './highlight.ts';

/** Colouring so many characters fits into a frame. */
const atOnce = 1_500;
const linesPerPiece = 40;
/** A piece with longer lines than people write is left plain. */
const longestPiece = 8_000;

/** Shows code in an element; `open` code goes on growing and has no colours yet. */
export function fillCode(target: HTMLElement, code: string, language: string, open: boolean): void {
  if (code.length <= atOnce) {
    const html = open ? undefined : highlight(code, language);
    if (html === undefined) target.textContent = code;
    else target.innerHTML = html;
    return;
  }
  for (const text of pieces(code)) {
    const piece = target.appendChild(document.createElement('span'));
    piece.textContent = text;
    if (!open && text.length <= longestPiece) colourWhenNear(piece, language);
  }
}

/** Cut where code most likely begins anew: after a blank line, before one that is not indented. */
function pieces(code: string): string[] {
  const lines = code.split(/(?<=\n)/);
  const found: string[] = [];
  let start = 0;
  lines.forEach((line, index) => {
    const length = index - start;
    const begins = lines[index - 1]?.trim() === '' && /^[^\s})\]]/.test(line);
    if (length < linesPerPiece || (!begins && length < 2 * linesPerPiece)) return;
    found.push(lines.slice(start, index).join(''));
    start = index;
  });
  found.push(lines.slice(start).join(''));
  return found;
}

const languages = new WeakMap<Element, string>();
let near: IntersectionObserver | undefined;

function colourWhenNear(piece: Element, language: string): void {
  languages.set(piece, language);
  near ??= new IntersectionObserver(colourNear, { rootMargin: '600px' });
  near.observe(piece);
}

function colourNear(entries: readonly IntersectionObserverEntry[], observer: IntersectionObserver): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    whenThereIsTime(() => {
      const html = highlight(target.textContent, languages.get(target) ?? '');
      if (html !== undefined) target.innerHTML = html;
    });
  }
}
