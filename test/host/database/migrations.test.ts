// A database of any older version is brought up to date with everything in it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { migrations } from '../../../src/host/database/migrations.ts';
import { ledgerAt, look, temporaryFolder, writer } from './support/stage.ts';
import { dollars, row } from './support/writer.ts';

const folder = temporaryFolder();
const at = Date.UTC(2026, 10, 20, 12);

/** What a version knew how to write. */
const rowOfVersion1 = `INSERT INTO ledger (at, source, task, model, input_fresh, output_text, cost, currency, provenance, price_entry, wasted, milliseconds, finish)
  VALUES (${at}, 'window', 'chat', 'openai/m', 100, 20, 0.0042, 'USD', 'computed', 'openai/m, 2026-11-20', 0, 1500, 'stop')`;

function databaseOf(version: number, path: string): void {
  const database = new DatabaseSync(path);
  for (const step of migrations.slice(0, version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${version}`);
  if (version > 0) for (let index = 0; index < 3; index += 1) database.exec(rowOfVersion1);
  database.close();
}

for (const version of migrations.keys()) {
  test(`version ${version} is brought to ${migrations.length} with its rows, and their sums are there`, async () => {
    const path = join(folder, `from-${version}.sqlite`);
    databaseOf(version, path);
    const kept = version === 0 ? 0 : 3;
    const ledger = ledgerAt(path);
    ledger.record(row({ at, cost: dollars(0.0001) }));
    const { attempts, cost, input } = await ledger.usage.totals({ from: at - 900_000, to: at + 900_000 });
    assert.deepEqual({ attempts, cost, fresh: input.fresh }, { attempts: kept + 1, cost: { amount: (kept * 42 + 1) / 10_000, complete: true, estimated: false }, fresh: kept * 100 });
    assert.deepEqual(await ledger.check(false), []);
    const [first] = await ledger.usage.following({ from: 0, to: at + 1 }, undefined, 1);
    if (kept > 0) assert.deepEqual(first, { ...row({ at, source: 'window', milliseconds: 1_500 }), id: 1, usage: first?.usage, cost: { provenance: 'computed', amount: 0.0042, currency: 'USD', entry: 'openai/m, 2026-11-20' } });
    assert.equal((await ledger.usage.latency({ from: at, to: at + 1 }))[0]?.whole.attempts, kept + 1);
    ledger.dispose();
  });
}

test('a window that still runs the older version goes on writing, and its rows count', async () => {
  const path = join(folder, 'older-window.sqlite');
  databaseOf(1, path);
  const older = new DatabaseSync(path);
  const insert = older.prepare(rowOfVersion1);
  const ledger = ledgerAt(path);
  await ledger.usage.totals({ from: 0, to: 1 });
  insert.run();
  older.close();
  assert.equal((await ledger.usage.totals({ from: 0, to: at + 900_000 })).attempts, 4);
  assert.deepEqual(await ledger.check(false), []);
  ledger.dispose();
});

test('processes that find an old database at once bring it up to date once', async () => {
  const path = join(folder, 'race.sqlite');
  databaseOf(1, path);
  const writers = [1, 2, 3, 4].map(() => writer(path, `ledger.record(row({ at: ${at} }));`));
  for (const [code] of await Promise.all(writers.map((process) => once(process, 'close')))) assert.equal(code, 0);
  const counts = await look(path, (database) => database.prepare("SELECT (SELECT count(*) FROM ledger) AS rows, (SELECT total(attempts) FROM usage_day WHERE dimension = 'model') AS counted").get());
  assert.deepEqual({ ...counts }, { rows: 7, counted: 7 });
});
