// Several statements as one: all of them or none.

import type { DatabaseSync } from 'node:sqlite';

/** `BEGIN` for reading, `BEGIN IMMEDIATE` for what writes, so that nobody else does meanwhile. */
export function inTransaction<T>(database: DatabaseSync, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  database.exec(begin);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (failure) {
    database.exec('ROLLBACK');
    throw failure;
  }
}
