// What of the conversation is in sight: told to the host now and then, and gone back to when the page is drawn anew.

import type { ScrollView } from '../../shared/protocol.ts';

export interface ReadingPlace {
  /** Goes to where the reader was, and stays there while turns around it are drawn. */
  readonly go: (place: ScrollView) => void;
  readonly dispose: () => void;
}

export interface ReadingPlacePorts {
  readonly scroller: HTMLElement;
  /** The turns' ids, in the order of their slots. */
  readonly turns: () => readonly string[];
  readonly isAtEnd: () => boolean;
  readonly tell: (place: ScrollView | undefined) => void;
}

const pause = 400;
/** What is drawn around the place takes a few frames to get its true height. */
const longestSettling = 1_500;

export function createReadingPlace({ scroller, turns, isAtEnd, tell }: ReadingPlacePorts): ReadingPlace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: { readonly place: ScrollView; readonly until: number } | undefined;

  const slots = (): readonly HTMLElement[] => [...scroller.querySelectorAll<HTMLElement>(':scope .slot')];

  function placeNow(): ScrollView | undefined {
    if (isAtEnd()) return undefined;
    const top = scroller.getBoundingClientRect().top;
    const ids = turns();
    // Slots stand one below the other, so the first in sight is found by halving.
    const all = slots();
    let low = 0;
    for (let high = all.length - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
      else low = middle + 1;
    }
    const turn = ids[low];
    const slot = all[low];
    return turn === undefined || !slot ? undefined : { turn, offset: Math.round(top - slot.getBoundingClientRect().top) };
  }

  function settle(): void {
    if (!settling) return;
    const { place, until } = settling;
    const slot = slots()[turns().indexOf(place.turn)];
    if (!slot || performance.now() > until) {
      settling = undefined;
      return;
    }
    const gap = slot.getBoundingClientRect().top + place.offset - scroller.getBoundingClientRect().top;
    if (Math.abs(gap) >= 1) scroller.scrollTop += gap;
    requestAnimationFrame(settle);
  }

  const onScroll = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(placeNow()), pause);
  };
  const onReader = (): void => void (settling = undefined);
  const byReader = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const;
  scroller.addEventListener('scroll', onScroll, { passive: true });
  for (const name of byReader) scroller.addEventListener(name, onReader, { passive: true });

  return {
    go(place) {
      settling = { place, until: performance.now() + longestSettling };
      settle();
    },
    dispose() {
      clearTimeout(timer);
      settling = undefined;
      scroller.removeEventListener('scroll', onScroll);
      for (const name of byReader) scroller.removeEventListener(name, onReader);
    },
  };
}
