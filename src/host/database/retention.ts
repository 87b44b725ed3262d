// Lets go of rows of the ledger that are older than the user wants kept. What they summed up to stays.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import type { StoredLedger } from './ledger.ts';

export interface RetentionPorts {
  readonly ledger: Pick<StoredLedger, 'purge'>;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 keeps every row for ever. */
  readonly keepDays: () => number;
}

const day = 86_400_000;
/** Long after the start, so that opening a window costs nothing. */
const firstLook = 10 * 60_000;

/** Looks once a day. */
export function createRetention({ ledger, clock, log, keepDays }: RetentionPorts): Disposable {
  async function look(): Promise<void> {
    const days = keepDays();
    timer = clock.after(day, () => void look());
    if (days <= 0) return;
    try {
      const purged = await ledger.purge(clock.now() - days * day);
      if (purged > 0) log.info('Old rows of the ledger were let go of.', { rows: purged, keepDays: days });
    } catch (failure) {
      log.warn('Old rows of the ledger could not be let go of.', { reason: String(failure) });
    }
  }
  let timer = clock.after(firstLook, () => void look());
  return { dispose: () => timer.dispose() };
}
