// Rows of buttons that are one stop for the tab key: the arrows, Home and End go from button to button.

/** Serves every toolbar inside an element, drawn now or later; returns how to stop. */
export function serveToolbars(element: HTMLElement): () => void {
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const row = event.target.closest('[role=toolbar]');
    const buttons = row ? buttonsOf(row) : [];
    const at = buttons.findIndex((button) => button === event.target);
    const next = at === -1 || !row ? undefined : buttons[placeFor(event.key, at, buttons.length, getComputedStyle(row).direction === 'rtl')];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }
  function onFocusIn(event: FocusEvent) {
    const focused = event.target instanceof HTMLElement ? event.target : undefined;
    const row = focused?.closest('[role=toolbar]');
    if (row) for (const button of buttonsOf(row)) button.tabIndex = button === focused ? 0 : -1;
  }
  element.addEventListener('keydown', onKeyDown);
  element.addEventListener('focusin', onFocusIn);
  return () => {
    element.removeEventListener('keydown', onKeyDown);
    element.removeEventListener('focusin', onFocusIn);
  };
}

function buttonsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('button')];
}

function placeFor(key: string, at: number, count: number, rightToLeft: boolean): number {
  const step = rightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight': return (at + step + count) % count;
    case 'ArrowLeft': return (at - step + count) % count;
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return -1;
  }
}
