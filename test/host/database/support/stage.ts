// A ledger in a folder of its own, and processes that write to it.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after } from 'node:test';
import type { StoredLedger } from '../../../../src/host/database/ledger.ts';
import { openDatabase } from '../../../../src/host/database/openDatabase.ts';
import { root } from '../../../house/sources.ts';
import { openLedger } from './writer.ts';

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-database-'));
  // A thread that is about to end may still let go of its files.
  after(() => rm(folder, { recursive: true, maxRetries: 10 }));
  return folder;
}

export const never = (): void => assert.fail('there should be no trouble');

/** A ledger whose trouble fails the test, unless somebody listens. */
export function ledgerAt(path: string, onTrouble: (sentence: string) => void = never): StoredLedger {
  return openLedger(path, onTrouble);
}

/** Looks at a database by itself. */
export async function look<T>(path: string, use: (database: DatabaseSync) => T): Promise<T> {
  const database = await openDatabase(path, never);
  try {
    return use(database);
  } finally {
    database.close();
  }
}

export async function rowsIn(path: string): Promise<Record<string, unknown>[]> {
  return await look(path, (database) => database.prepare('SELECT * FROM ledger ORDER BY id').all());
}

/** A process that runs `body` with a `ledger` and a `row(more)`; trouble makes it fail. It goes on from `await signal()` when `signalAll` says so. */
export function writer(path: string, body: string): ChildProcess {
  const script = `
    const { openLedger, row } = await import(${JSON.stringify(pathToFileURL(join(root, 'test/host/database/support/writer.ts')))});
    const ledger = openLedger(${JSON.stringify(path)}, (sentence) => { throw new Error(sentence); });
    const signal = () => new Promise((resolve) => {
      process.stdin.once('data', resolve);
      process.stdout.write('ready');
    });
    ${body}
    await ledger.flushed();
    ledger.dispose();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Lets processes go on together, when all of them have come to their `await signal()`. */
export async function signalAll(processes: readonly ChildProcess[]): Promise<void> {
  await Promise.all(processes.flatMap(({ stdout }) => (stdout ? [once(stdout, 'data')] : [])));
  for (const { stdin } of processes) stdin?.end('go');
}
