// Clicks inside drawn markdown: links and the buttons of code. One listener serves every block.

import type { Actions } from '../host/connection.ts';
import { codeAround, type CodeAction, toggleFold } from '../markdown/codeBlock.ts';
import type { PageState } from '../state/pageState.ts';
import { words } from '../words.ts';

const shownFor = 1_500;

/** Listens; returns how to stop. A link never leaves the page by itself: the host is asked to open it. */
export function answerClicks(element: HTMLElement, state: PageState, actions: Actions): () => void {
  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (link) {
      event.preventDefault();
      // The editor listens further out and would open it a second time.
      event.stopPropagation();
      if (event.button === 0 || event.button === 1) actions.openLink(link.getAttribute('href') ?? '');
    }
    const button = event.target.closest<HTMLElement>('[data-action]');
    if (button) void press(button, button.dataset['action'] as CodeAction, state, actions);
  }
  element.addEventListener('click', onClick);
  element.addEventListener('auxclick', onClick);
  return () => {
    element.removeEventListener('click', onClick);
    element.removeEventListener('auxclick', onClick);
  };
}

const told: Readonly<Record<Exclude<CodeAction, 'fold'>, string>> = {
  copy: words.copied,
  insertAtCursor: words.inserted,
  saveCode: words.saved,
  diffCode: words.compared,
  runCode: words.started,
};

async function press(button: HTMLElement, action: CodeAction, state: PageState, actions: Actions): Promise<void> {
  if (action === 'fold') {
    toggleFold(button);
    return;
  }
  const code = codeAround(button);
  const done = await (action === 'copy' || action === 'insertAtCursor' ? actions[action](code.text) : actions[action](code));
  if (!done) return;
  state.announcement.value = told[action];
  button.classList.add('done');
  setTimeout(() => {
    button.classList.remove('done');
    state.announcement.value = '';
  }, shownFor);
}
