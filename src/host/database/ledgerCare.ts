// Keeps the ledger in order: lets go of old rows, checks the sums against the rows, builds them anew. All in small steps.

import type { DatabaseSync } from 'node:sqlite';
import { day, insertSum, selectSum, sums, sumTables } from './sums.ts';
import { inTransaction } from './transaction.ts';

/** Deletes at most `limit` rows from before the UTC day of `before`; says how many. Their sums stay. */
export function purgeRows(database: DatabaseSync, before: number, limit: number): number {
  const horizon = Math.floor(before / day) * day;
  return inTransaction(database, 'BEGIN IMMEDIATE', () => {
    database.prepare('UPDATE ledger_purge SET before = max(before, ?)').run(horizon);
    const { changes } = database.prepare('DELETE FROM ledger WHERE id IN (SELECT id FROM ledger WHERE at < ? ORDER BY at LIMIT ?)').run(horizon, limit);
    return Number(changes);
  });
}

/** The UTC days whose rows are all there, from the first to the last. */
export function wholeDays(database: DatabaseSync): number[] {
  const { first, last } = database.prepare('SELECT min(at) AS first, max(at) AS last FROM ledger WHERE at >= (SELECT before FROM ledger_purge)').get() ?? {};
  if (typeof first !== 'number' || typeof last !== 'number') return [];
  const start = Math.floor(first / day);
  return Array.from({ length: Math.floor(last / day) - start + 1 }, (_, index) => (start + index) * day);
}

/** True when every sum of a UTC day is what its rows add up to. */
export function isTrueDay(database: DatabaseSync, start: number): boolean {
  const inDay = [start, start + day] as const;
  return inTransaction(database, 'BEGIN', () => sumTables.every((table) => {
    const own = sums.filter((sum) => sum.table === table);
    const columns = [...Object.keys(own[0]?.keys ?? {}), ...Object.keys(own[0]?.measures ?? {})].join(', ');
    const kept = `SELECT ${columns} FROM ${table} WHERE start >= ? AND start < ?`;
    const counted = own.map((sum) => `SELECT * FROM (${selectSum(sum)})`).join(' UNION ALL ');
    const places = own.flatMap(() => inDay);
    const differs = (a: string, b: string, values: readonly number[]): boolean => database.prepare(`SELECT 1 FROM (SELECT * FROM (${a}) EXCEPT SELECT * FROM (${b})) LIMIT 1`).get(...values) !== undefined;
    return !differs(kept, counted, [...inDay, ...places]) && !differs(counted, kept, [...places, ...inDay]);
  }));
}

/** Builds the sums of a UTC day anew from its rows, unless some of them are gone. */
export function rebuildDay(database: DatabaseSync, start: number): void {
  inTransaction(database, 'BEGIN IMMEDIATE', () => {
    if (start < Number(database.prepare('SELECT before FROM ledger_purge').get()?.['before'])) return;
    for (const table of sumTables) database.prepare(`DELETE FROM ${table} WHERE start >= ? AND start < ?`).run(start, start + day);
    for (const sum of sums) database.prepare(insertSum(sum)).run(start, start + day);
  });
}
