// Whole answers, kept for when the same is asked again: by age and by size, the ones longest unused go first.

import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** The step that brings it into a database of version 3. */
export const responseCacheStep = `
  CREATE TABLE response (key TEXT PRIMARY KEY, at INTEGER NOT NULL, used INTEGER NOT NULL, bytes INTEGER NOT NULL, answer TEXT NOT NULL) STRICT;
  CREATE INDEX response_by_use ON response (used);`;

/** An answer from after `since`. It counts as used now. */
export function findAnswer(database: DatabaseSync, key: string, since: number, now: number): string | undefined {
  const found = database.prepare('UPDATE response SET used = ? WHERE key = ? AND at > ? RETURNING answer').get(now, key, since);
  return found && String(found['answer']);
}

/** Keeps an answer; what is from before `since`, or more than `mostBytes` in all, goes. */
export function keepAnswer(database: DatabaseSync, key: string, answer: string, now: number, since: number, mostBytes: number): void {
  const bytes = Buffer.byteLength(answer);
  inTransaction(database, 'BEGIN IMMEDIATE', () => {
    database.prepare('DELETE FROM response WHERE at <= ? OR key = ?').run(since, key);
    if (bytes > mostBytes) return;
    database.prepare('INSERT INTO response VALUES (?, ?, ?, ?, ?)').run(key, now, now, bytes, answer);
    database.prepare('DELETE FROM response WHERE key IN (SELECT key FROM (SELECT key, sum(bytes) OVER (ORDER BY used DESC, at DESC, key) AS total FROM response) WHERE total > ?)').run(mostBytes);
  });
}

/** Says how many there were. */
export function forgetAnswers(database: DatabaseSync): number {
  return Number(database.prepare('DELETE FROM response').run().changes);
}
