// Lets go for good of conversations that were deleted long enough ago, and of old ones where the user wants that.

import type { Clock } from '../../core/base/clock.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import type { Log } from '../../core/base/log.ts';
import type { ConversationStore } from '../../core/conversation/store.ts';

export interface HistoryRetentionPorts {
  readonly store: Pick<ConversationStore, 'empty' | 'forget'>;
  /** False while nothing was ever kept. */
  readonly exists: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  /** `keepDays` 0 keeps those that are not deleted for ever. */
  readonly wish: () => { readonly keepDays: number; readonly keepDeletedDays: number };
}

const day = 86_400_000;
/** Long after the start, so that opening a window costs nothing. */
const firstLook = 11 * 60_000;

/** Looks once a day. */
export function createHistoryRetention({ store, exists, clock, log, wish }: HistoryRetentionPorts): Disposable {
  async function look(): Promise<void> {
    timer = clock.after(day, () => void look());
    const { keepDays, keepDeletedDays } = wish();
    try {
      if (!(await exists())) return;
      const deleted = await store.empty(clock.now() - keepDeletedDays * day);
      const old = keepDays > 0 ? await store.forget(clock.now() - keepDays * day) : 0;
      if (deleted + old > 0) log.info('Conversations were let go of.', { deleted, old });
    } catch (failure) {
      log.warn('Conversations could not be let go of.', { reason: String(failure) });
    }
  }
  let timer = clock.after(firstLook, () => void look());
  return { dispose: () => timer.dispose() };
}
