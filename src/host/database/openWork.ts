// What is under way: attempts that have not ended and money put aside for calls, each with the process that owns it.
//
// A process says now and then that it lives. What one leaves behind that does so no more is put in order by whoever looks
// next: its attempts go into the ledger as interrupted, with the cost they had come to, and its money is free again.

import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { hostname } from 'node:os';
import type { LedgerRow } from '../../core/money/ledger.ts';
import type { Grant, Wish } from '../../core/money/budget/till.ts';
import { type LedgerColumns, columnsOf, insertRow } from './ledgerTable.ts';
import type { OwnedWork } from './openTurns.ts';
import { lowerReservation, releaseReservation, reserve } from './reservations.ts';
import { inTransaction } from './transaction.ts';

/** The step that brings it into a database of version 2. */
export const openWorkStep = `
  CREATE TABLE owner (id TEXT PRIMARY KEY, host TEXT NOT NULL, process INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE reservation (id TEXT PRIMARY KEY, owner TEXT NOT NULL, amount_pico INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE open_attempt (id TEXT PRIMARY KEY, owner TEXT NOT NULL, row TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/** How often an owner says that it lives, and how long it is believed. */
export const beatEvery = 10_000;
export const livesFor = 35_000;
/** A machine may sleep in the middle of an answer. One whose process is seen to be there is believed longer. */
const sleepsFor = 60 * 60_000;

export interface OpenWorkPorts {
  readonly now: () => number;
  readonly host: string;
  readonly process: number;
  /** Whether a process of this host is there. */
  readonly isThere: (process: number) => boolean;
}

export const thisProcess: OpenWorkPorts = { now: () => Date.now(), host: hostname(), process: process.pid, isThere: isRunning };

/** Only that there is no such process says that it is gone. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (failure) {
    return !(failure instanceof Error && 'code' in failure && failure.code === 'ESRCH');
  }
}

export interface OpenWork {
  /** An attempt goes out, or has come so far: its row as it would be, were this the end. */
  readonly open: (attempt: string, row: LedgerRow) => void;
  /** The attempt ended: its row and the end of its being open are one. Somebody may have taken it for dead and booked it. */
  readonly book: (attempt: string, row: LedgerColumns) => void;
  readonly reserve: (wish: Wish) => Grant;
  readonly spent: (id: string, amount: number) => void;
  readonly release: (id: string) => void;
  /** This process, as others see it. */
  readonly owner: string;
  /** Something else of this process is under way, within a transaction of the caller. */
  readonly claim: () => void;
  /** Says that this process lives, if anybody has to know, and puts the work of the dead in order. */
  readonly beat: () => void;
  /** What is still open ends here. */
  readonly close: () => void;
}

/** `owned` is work of other kinds, which begins with a claim. */
export function createOpenWork(database: DatabaseSync, { now, host, process: ownProcess, isThere }: OpenWorkPorts, owned?: OwnedWork): OpenWork {
  const owner = randomUUID();
  const opened = new Set<string>();
  const reserved = new Set<string>();
  let known = false;

  /** Within a transaction of the caller. */
  function live(): void {
    database.prepare('INSERT INTO owner VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET expires = excluded.expires').run(owner, host, ownProcess, now() + livesFor);
    known = true;
  }

  function isDead(one: Readonly<Record<string, unknown>>): boolean {
    const expired = Number(one['expires']) <= now();
    if (one['host'] !== host || one['process'] === ownProcess) return expired;
    return !isThere(Number(one['process'])) || Number(one['expires']) + sleepsFor <= now();
  }

  function bury(dead: string): void {
    // One that cannot be kept must not keep the others from it.
    const insert = database.prepare(insertRow.replace('INSERT', 'INSERT OR IGNORE'));
    for (const { row } of database.prepare('SELECT row FROM open_attempt WHERE owner = ?').all(dead)) insert.run(JSON.parse(String(row)) as LedgerColumns);
    owned?.bury(dead);
    for (const table of ['open_attempt', 'reservation']) database.prepare(`DELETE FROM ${table} WHERE owner = ?`).run(dead);
    database.prepare('DELETE FROM owner WHERE id = ?').run(dead);
  }

  function lookForDead(): void {
    for (const one of database.prepare('SELECT id, host, process, expires FROM owner WHERE id <> ?').all(owner)) if (isDead(one)) bury(String(one['id']));
  }

  function inOne<T>(work: () => T): T {
    return inTransaction(database, 'BEGIN IMMEDIATE', work);
  }

  return {
    open(attempt, row) {
      inOne(() => {
        if (!known) live();
        database.prepare('INSERT INTO open_attempt VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET row = excluded.row').run(attempt, owner, JSON.stringify(columnsOf(row)));
      });
      opened.add(attempt);
    },
    book(attempt, row) {
      inOne(() => {
        const { changes } = database.prepare('DELETE FROM open_attempt WHERE id = ?').run(attempt);
        if (changes > 0 || !opened.has(attempt)) database.prepare(insertRow).run(row);
      });
      opened.delete(attempt);
    },
    reserve(wish) {
      const grant = reserve(database, owner, wish, () => {
        live();
        lookForDead();
      });
      if (grant.amount > 0) reserved.add(wish.id);
      return grant;
    },
    spent: (id, amount) => lowerReservation(database, id, amount),
    release(id) {
      releaseReservation(database, id);
      reserved.delete(id);
    },
    owner,
    claim() {
      if (!known) live();
    },
    beat() {
      const others = database.prepare('SELECT count(*) AS others FROM owner WHERE id <> ?').get(owner)?.['others'];
      const busy = opened.size + reserved.size > 0 || owned?.isBusy() === true;
      if (!busy && !known && others === 0) return;
      inOne(() => {
        if (busy) live();
        else if (known) bury(owner);
        known = busy;
        lookForDead();
      });
    },
    close() {
      if (known) inOne(() => bury(owner));
    },
  };
}
