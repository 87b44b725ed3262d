// Tells when something comes near to what is in view.

/** How far from the view is near, in heights of pages that people have. */
const margin = '1200px 0px';

/** Watches many elements of one scroller. */
export interface Nearness {
  /** Calls once, when the element is near; returns how to stop watching. */
  readonly watch: (element: Element, onNear: () => void) => () => void;
  readonly dispose: () => void;
}

export function createNearness(scroller: () => Element | null): Nearness {
  const watched = new Map<Element, () => void>();
  let observer: IntersectionObserver | undefined;

  function unwatch(element: Element): void {
    watched.delete(element);
    observer?.unobserve(element);
  }
  function onChange(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const onNear = isIntersecting ? watched.get(target) : undefined;
      if (!onNear) continue;
      unwatch(target);
      onNear();
    }
  }
  return {
    watch(element, onNear) {
      watched.set(element, onNear);
      // The scroller is there by the time its first child asks.
      observer ??= new IntersectionObserver(onChange, { root: scroller(), rootMargin: margin });
      observer.observe(element);
      return () => unwatch(element);
    },
    dispose: () => observer?.disconnect(),
  };
}
