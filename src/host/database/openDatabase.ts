// Opens the one database that all windows share. A file that cannot be read is set aside under a new name, never deleted.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations.ts';

/** The file was written by a newer Parley; it is left as it is. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

/** `onSetAside` hears the new name of a file that could not be read. */
export async function openDatabase(path: string, onSetAside: (name: string) => void): Promise<DatabaseSync> {
  const { DatabaseSync: Database } = await import('node:sqlite');
  mkdirSync(dirname(path), { recursive: true });
  try {
    return prepare(new Database(path));
  } catch (failure) {
    if (!isUnreadable(failure)) throw failure;
    onSetAside(setAside(path));
    return prepare(new Database(path));
  }
}

function prepare(database: DatabaseSync): DatabaseSync {
  try {
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database);
    return database;
  } catch (failure) {
    database.close();
    throw failure;
  }
}

/** Brings an older file up to date. Two windows may try at once: the second finds the work done. */
function migrate(database: DatabaseSync): void {
  const version = (): number => Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version() > migrations.length) throw new NewerDatabase('This database was written by a newer version of Parley.');
  if (version() === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version())) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (failure) {
    database.exec('ROLLBACK');
    throw failure;
  }
}

/** SQLite's codes for "corrupt" and "not a database". */
function isUnreadable(failure: unknown): boolean {
  const code = failure instanceof Error && 'errcode' in failure ? Number(failure.errcode) & 0xff : 0;
  return code === 11 || code === 26;
}

function setAside(path: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const name = `${path}.unreadable-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, name + suffix);
  return name;
}
