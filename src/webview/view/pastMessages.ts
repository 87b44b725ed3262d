// Arrow keys at the edges of the message go through what was asked before. What was being written is kept.

import type { Actions } from '../host/connection.ts';

export interface PastMessages {
  /** Looks at an arrow key; answers it once the caret could not move. */
  readonly press: (event: KeyboardEvent, box: HTMLTextAreaElement) => void;
  /** Something else is being written now. */
  readonly leave: () => void;
}

export function createPastMessages(actions: Actions): PastMessages {
  let texts: readonly string[] | undefined;
  /** -1 is what was being written. */
  let at = -1;
  let own = '';
  let isShowing = false;

  function show(box: HTMLTextAreaElement, next: number, caret: 'start' | 'end'): void {
    if (!texts || next < -1 || next >= texts.length || next === at) return;
    if (at === -1) own = box.value;
    at = next;
    const text = at === -1 ? own : (texts[at] ?? '');
    isShowing = true;
    actions.type(text);
    box.value = text;
    isShowing = false;
    const place = caret === 'start' ? 0 : text.length;
    box.setSelectionRange(place, place);
  }

  async function go(box: HTMLTextAreaElement, by: 1 | -1): Promise<void> {
    const before = box.value;
    texts ??= await actions.pastMessages();
    // What was typed while they came is not taken away.
    if (box.value === before) show(box, at + by, by === 1 ? 'start' : 'end');
  }

  return {
    press(event, box) {
      const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
      if (by === undefined || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (box.selectionStart !== box.selectionEnd || (by === -1 && at === -1)) return;
      const caret = box.selectionStart;
      if (isOneLine(box)) {
        event.preventDefault();
        void go(box, by);
        return;
      }
      // Lines wrap, so only the box knows whether there is one more above or below.
      requestAnimationFrame(() => {
        if (box.selectionStart === caret && box.selectionEnd === caret) void go(box, by);
      });
    },
    leave() {
      if (isShowing) return;
      at = -1;
      texts = undefined;
    },
  };
}

function isOneLine(box: HTMLTextAreaElement): boolean {
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(box);
  return !box.value.includes('\n') && box.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) < parseFloat(lineHeight) * 2;
}
