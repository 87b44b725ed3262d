// Calls of footnotes as buttons that lead to the note, and notes that lead back.

import { words } from '../words.ts';

/** Makes what the sanitiser left of footnotes pressable. */
export function dressFootnotes(fragment: DocumentFragment): void {
  for (const call of fragment.querySelectorAll('sup.footnote-call')) {
    const label = call.textContent;
    call.replaceChildren(button(label, words.footnote(label)));
  }
  for (const place of fragment.querySelectorAll('.footnote > .footnote-label')) {
    const label = place.textContent;
    place.replaceChildren(button(label, words.backFrom(label)));
  }
}

/** Serves these buttons wherever they are drawn inside an element; returns how to stop. */
export function serveFootnotes(element: HTMLElement): () => void {
  const onClick = ({ target }: Event): void => {
    const pressed = target instanceof Element ? target.closest('.footnote-button') : undefined;
    const note = pressed?.closest<HTMLElement>('[data-note]');
    if (!note) return;
    const wanted = note.matches('.footnote') ? 'footnote-call' : 'footnote';
    // A label is a model's word: it is compared, and never part of a selector.
    const all = [...(note.closest('.markdown')?.getElementsByClassName(wanted) ?? [])];
    const found = all.find((other) => other.getAttribute('data-note')?.toLowerCase() === note.dataset['note']?.toLowerCase());
    found?.scrollIntoView({ block: 'nearest' });
    found?.querySelector<HTMLElement>('.footnote-button')?.focus();
  };
  element.addEventListener('click', onClick);
  return () => element.removeEventListener('click', onClick);
}

function button(label: string, name: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'footnote-button';
  made.textContent = label;
  made.setAttribute('aria-label', name);
  return made;
}
