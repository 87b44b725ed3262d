// Makes access at its first use and keeps it, so that an identity that was found costs no second search.

import type { Access } from '../provider.ts';

/** What `make` brings, made once. A load that failed is tried again. */
export function once(make: () => Promise<Access>): () => Promise<Access> {
  let made: Promise<Access> | undefined;
  return () => {
    made ??= make().catch((failure: unknown) => {
      made = undefined;
      throw failure;
    });
    return made;
  };
}
