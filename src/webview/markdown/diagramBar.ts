// Under the code of a diagram: the button that draws it, and the drawing.

import { words } from '../words.ts';
import { drawDiagram } from './diagrams.ts';

/** Adds the button to a block whose code is a diagram. */
export function offerDiagram(block: HTMLElement): void {
  if (block.dataset['language']?.toLowerCase() !== 'mermaid' || block.classList.contains('open')) return;
  const bar = block.appendChild(document.createElement('div'));
  bar.className = 'diagram-bar';
  const button = bar.appendChild(document.createElement('button'));
  button.type = 'button';
  button.className = 'link-button';
  button.dataset['diagram'] = '';
  button.textContent = words.drawDiagram;
}

/** Serves these buttons wherever they are drawn inside an element; returns how to stop. */
export function serveDiagrams(element: HTMLElement): () => void {
  const onClick = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-diagram]') : undefined;
    if (button) void press(button);
  };
  element.addEventListener('click', onClick);
  return () => element.removeEventListener('click', onClick);
}

async function press(button: HTMLButtonElement): Promise<void> {
  const block = button.closest('.code-block');
  const bar = button.parentElement;
  if (!block || !bar || button.getAttribute('aria-disabled')) return;
  const source = block.querySelector('pre')?.textContent ?? '';
  button.setAttribute('aria-disabled', 'true');
  button.textContent = words.drawingDiagram;
  const figure = document.createElement('div');
  figure.className = 'diagram';
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', words.diagram);
  // A wide one is scrolled by the arrow keys.
  figure.tabIndex = 0;
  bar.querySelector('.diagram-failure')?.remove();
  try {
    await drawDiagram(source, figure);
    button.remove();
    bar.append(figure);
  } catch (failure) {
    button.removeAttribute('aria-disabled');
    button.textContent = words.drawDiagram;
    const sentence = bar.appendChild(document.createElement('p'));
    sentence.className = 'diagram-failure';
    sentence.setAttribute('role', 'alert');
    sentence.textContent = words.diagramNotDrawn(firstLines(failure));
  }
}

/** What the writer says about a source has its first lines to the point. */
function firstLines(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).split('\n', 4).join('\n').slice(0, 300);
}
