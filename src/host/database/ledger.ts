// The ledger on disk, shared by all windows.

import type { Ledger, LedgerRow } from '../../core/money/ledger.ts';
import type { Till } from '../../core/money/budget/till.ts';
import type { DayUsage, UsageQuery } from '../../core/money/usageQuery.ts';
import type { AnswerStore } from '../../core/pipeline/layers/cache.ts';
import type { Connection } from './connection.ts';

/** A ledger that can be asked, and looked after. */
export interface StoredLedger extends Ledger {
  readonly usage: UsageQuery;
  /** Where money is put aside for calls. */
  readonly till: Till;
  readonly answers: AnswerStore;
  /** Resolves when everything recorded so far is on disk, or cannot be. */
  flushed(): Promise<void>;
  /** Lets go of rows from before the UTC day of an instant, a few at a time; their sums stay. Says how many. */
  purge(before: number): Promise<number>;
  /** The UTC days whose sums are not what the rows add up to; with `mend` they are built anew. */
  check(mend: boolean): Promise<readonly number[]>;
}

/** A few milliseconds of another window's patience. */
const purgedAtOnce = 2_000;
/** Between two months of a chart, others get their turn. */
const daysAtOnce = 31;

/** Closes the connection with itself. */
export function createLedger({ ask, quietly, flushed, dispose }: Connection): StoredLedger {
  return {
    record(row, attempt) {
      ask('record', withoutRaw(row), attempt).catch(quietly);
    },
    open(attempt, row) {
      ask('open', attempt, withoutRaw(row)).catch(quietly);
    },
    till: {
      reserve: (wish) => ask('reserve', wish),
      spent: (id, amount) => void ask('spent', id, amount).catch(quietly),
      release: (id) => void ask('release', id).catch(quietly),
    },
    answers: {
      find: (key, since, now) => ask('findAnswer', key, since, now),
      keep: (key, answer, { now, since, mostBytes }) => void ask('keepAnswer', key, answer, now, since, mostBytes).catch(quietly),
      forget: () => ask('forgetAnswers'),
    },
    flushed,
    usage: {
      totals: (range) => ask('totals', range),
      by: (dimension, range) => ask('by', dimension, range),
      async byDay(dimension, days) {
        const all: DayUsage[] = [];
        for (let from = 0; from < days.length; from += daysAtOnce) all.push(...(await ask('byDay', dimension, days.slice(from, from + daysAtOnce))));
        return all;
      },
      conversation: (id) => ask('conversation', id),
      latency: (range) => ask('latency', range),
      favourites: (range, count) => ask('favourites', range, count),
      recent: (before, limit) => ask('recent', before, limit),
      following: (range, after, limit) => ask('following', range, after, limit),
    },
    async purge(before) {
      let purged = 0;
      for (let more = purgedAtOnce; more === purgedAtOnce; purged += more) more = await ask('purge', before, purgedAtOnce);
      return purged;
    },
    async check(mend) {
      const wrong: number[] = [];
      for (const start of await ask('wholeDays')) {
        if (await ask('isTrueDay', start)) continue;
        wrong.push(start);
        if (mend) await ask('rebuildDay', start);
      }
      return wrong;
    },
    dispose,
  };
}

/** What the vendor said verbatim is not kept, and may be long. */
function withoutRaw(row: LedgerRow): LedgerRow {
  return { ...row, usage: { ...row.usage, raw: undefined } };
}
