// What is asked of the ledger, on its thread.

import type { DatabaseSync } from 'node:sqlite';
import type { LedgerRow } from '../../core/money/ledger.ts';
import { isTrueDay, purgeRows, rebuildDay, wholeDays } from './ledgerCare.ts';
import { columnsOf, followingRows, insertRow, type LedgerColumns, recentRows } from './ledgerTable.ts';
import type { OpenWork } from './openWork.ts';
import { findAnswer, forgetAnswers, keepAnswer } from './responseCache.ts';
import { conversationSums, daysIn, favouritesIn, latencyIn, slicesIn, totalsIn } from './usageTables.ts';

/** A function that lacks its first argument, the database. */
type Method<F> = F extends (database: DatabaseSync, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;

/** The methods, as the other thread calls them. */
export interface LedgerDesk {
  /** Keeps what cannot be written right now, and tries again with the next row. */
  record(row: LedgerRow, attempt?: string): void;
  /** An attempt goes out, or has come so far. */
  open: OpenWork['open'];
  reserve: OpenWork['reserve'];
  spent: OpenWork['spent'];
  release: OpenWork['release'];
  /** Throws when rows are still not written. */
  flush(): void;
  totals: Method<typeof totalsIn>;
  by: Method<typeof slicesIn>;
  byDay: Method<typeof daysIn>;
  conversation: Method<typeof conversationSums>;
  latency: Method<typeof latencyIn>;
  favourites: Method<typeof favouritesIn>;
  recent: Method<typeof recentRows>;
  following: Method<typeof followingRows>;
  purge: Method<typeof purgeRows>;
  wholeDays: Method<typeof wholeDays>;
  isTrueDay: Method<typeof isTrueDay>;
  rebuildDay: Method<typeof rebuildDay>;
  findAnswer: Method<typeof findAnswer>;
  keepAnswer: Method<typeof keepAnswer>;
  forgetAnswers: Method<typeof forgetAnswers>;
}

const mostWaiting = 10_000;

/** `onTrouble` hears once, in words, when rows begin to wait, and when one is lost. */
export function createLedgerDesk(database: DatabaseSync, onTrouble: (sentence: string) => void, openWork: OpenWork): LedgerDesk {
  const insert = database.prepare(insertRow);
  const waiting: { readonly row: LedgerColumns; readonly attempt: string | undefined }[] = [];
  let told = false;

  function write(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      try {
        if (next.attempt === undefined) insert.run(next.row);
        else openWork.book(next.attempt, next.row);
      } catch (failure) {
        if (!isItsOwnFault(failure)) throw failure;
        onTrouble(`A row of the ledger could not be kept: ${failure.message}`);
      }
      waiting.shift();
    }
    told = false;
  }

  return {
    record(row, attempt) {
      waiting.push({ row: columnsOf(row), attempt });
      try {
        write();
      } catch (failure) {
        if (!told) onTrouble(`The ledger cannot be written right now; its rows are kept and written later. ${failure instanceof Error ? failure.message : ''}`.trim());
        told = true;
        if (waiting.length > mostWaiting) waiting.shift();
      }
    },
    flush: write,
    open: openWork.open,
    reserve(wish) {
      // What is not in the ledger yet was spent all the same.
      write();
      return openWork.reserve(wish);
    },
    spent(id, amount) {
      write();
      openWork.spent(id, amount);
    },
    release(id) {
      write();
      openWork.release(id);
    },
    totals: (...rest) => totalsIn(database, ...rest),
    by: (...rest) => slicesIn(database, ...rest),
    byDay: (...rest) => daysIn(database, ...rest),
    conversation: (...rest) => conversationSums(database, ...rest),
    latency: (...rest) => latencyIn(database, ...rest),
    favourites: (...rest) => favouritesIn(database, ...rest),
    recent: (...rest) => recentRows(database, ...rest),
    following: (...rest) => followingRows(database, ...rest),
    purge: (...rest) => purgeRows(database, ...rest),
    wholeDays: (...rest) => wholeDays(database, ...rest),
    isTrueDay: (...rest) => isTrueDay(database, ...rest),
    rebuildDay: (...rest) => rebuildDay(database, ...rest),
    findAnswer: (...rest) => findAnswer(database, ...rest),
    keepAnswer: (...rest) => keepAnswer(database, ...rest),
    forgetAnswers: (...rest) => forgetAnswers(database, ...rest),
  };
}

/** SQLite's codes for a constraint, a wrong type and a text that is too long: the same row fails every time. */
function isItsOwnFault(failure: unknown): failure is Error {
  const code = failure instanceof Error && 'errcode' in failure ? Number(failure.errcode) & 0xff : 0;
  return code === 18 || code === 19 || code === 20;
}
