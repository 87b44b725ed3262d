// Money put aside for calls on their way. One transaction looks at everything spent and everything put aside, and adds to it:
// however many windows and processes ask at once, together they get no more than there is.

import type { DatabaseSync } from 'node:sqlite';
import { type Grant, hair, type Wish } from '../../core/money/budget/till.ts';
import { inTransaction } from './transaction.ts';
import { totalsIn } from './usageTables.ts';

const picoPerDollar = 1e12;
/** No call takes more: what claims to is no price. */
const mostReserved = 100_000;

/** `look` runs first in the same transaction: what the dead held is free by then. */
export function reserve(database: DatabaseSync, owner: string, { id, wanted, least, caps }: Wish, look: () => void): Grant {
  return inTransaction(database, 'BEGIN IMMEDIATE', () => {
    look();
    const held = Number(database.prepare('SELECT total(amount_pico) AS held FROM reservation').get()?.['held']) / picoPerDollar;
    const lefts = caps.map(({ name, limit, from, to }) => ({ name, limit, left: Math.max(0, limit - totalsIn(database, { from, to }).cost.amount - held) }));
    const tightest = lefts.toSorted((one, other) => one.left - other.left)[0];
    const amount = Math.min(mostReserved, wanted, tightest?.left ?? Infinity);
    if (amount + hair < least) return { amount: 0, tightest };
    database
      .prepare('INSERT INTO reservation (id, owner, amount_pico) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET amount_pico = amount_pico + excluded.amount_pico')
      .run(id, owner, Math.floor(Math.max(0, amount) * picoPerDollar));
    return { amount, tightest };
  });
}

export function lowerReservation(database: DatabaseSync, id: string, amount: number): void {
  database.prepare('UPDATE reservation SET amount_pico = max(0, amount_pico - ?) WHERE id = ?').run(Math.floor(Math.min(mostReserved, Math.max(0, amount)) * picoPerDollar), id);
}

export function releaseReservation(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM reservation WHERE id = ?').run(id);
}
