// The models a person uses most, as the ledger has it. Asked for often, so it is read seldom.

import type { Clock } from '../base/clock.ts';
import type { UsageQuery } from './usageQuery.ts';

export interface FavouritesPorts {
  readonly usage: Pick<UsageQuery, 'favourites'>;
  /** Whether anything was ever booked: what is not there need not be opened. */
  readonly exists: () => Promise<boolean>;
  readonly clock: Clock;
}

const kept = 300_000;
const month = 30 * 86_400_000;
/** One of them may be the one in use. */
const most = 3;

/** The first is used most. Nobody waits twice within five minutes. */
export function createFavourites({ usage, exists, clock }: FavouritesPorts): () => Promise<readonly string[]> {
  let last: { readonly at: number; readonly models: Promise<readonly string[]> } | undefined;
  const read = async (now: number): Promise<readonly string[]> => ((await exists()) ? usage.favourites({ from: now - month, to: now }, most) : []);
  return () => {
    const now = clock.now();
    if (!last || now - last.at >= kept) last = { at: now, models: read(now) };
    return last.models;
  };
}
