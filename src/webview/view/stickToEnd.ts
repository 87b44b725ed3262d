// Keeps the end of the conversation in view while the reader is there, and leaves a reader who scrolled up alone.

import type { Signal } from '@preact/signals';

/** Closer to the end than this counts as being there. */
const near = 24;

export interface EndKeeper {
  readonly jump: () => void;
  readonly dispose: () => void;
}

/** Watches the scroller and its content; `atEnd` tells whether the end is in view and followed. */
export function stickToEnd(scroller: HTMLElement, content: HTMLElement, atEnd: Signal<boolean>): EndKeeper {
  let lastTop = scroller.scrollTop;

  function jump() {
    atEnd.value = true;
    scroller.scrollTop = scroller.scrollHeight;
  }
  function onScroll() {
    const top = scroller.scrollTop;
    const distance = scroller.scrollHeight - top - scroller.clientHeight;
    // Only the reader scrolls upwards; a distance alone may come from text that has just grown.
    if (distance <= near) atEnd.value = true;
    else if (top < lastTop) atEnd.value = false;
    lastTop = top;
  }

  /** Parts that are drawn on the way would move the end away from under a plain scroll. */
  function onKey(event: KeyboardEvent) {
    const { target } = event;
    const isOthers = target instanceof HTMLElement && target.closest('[role=toolbar], textarea, input') !== null;
    if (event.key !== 'End' || event.shiftKey || event.altKey || isOthers) return;
    event.preventDefault();
    jump();
  }

  const sizes = new ResizeObserver(() => {
    if (atEnd.peek()) jump();
    else onScroll();
  });
  sizes.observe(content);
  sizes.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('keydown', onKey);
  return {
    jump,
    dispose() {
      sizes.disconnect();
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('keydown', onKey);
    },
  };
}
