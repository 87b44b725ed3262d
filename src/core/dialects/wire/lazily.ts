// Loads a dialect at its first use and keeps it, so that what it learned about a server is not lost between calls.

import type { Dialect, LazyDialect } from '../../model/dialect.ts';

/** A dialect that `make` brings once. A load that failed is tried again. */
export function lazily(wire: string, make: () => Promise<Dialect>): LazyDialect {
  let made: Promise<Dialect> | undefined;
  return {
    wire,
    load() {
      made ??= make().catch((failure: unknown) => {
        made = undefined;
        throw failure;
      });
      return made;
    },
  };
}
