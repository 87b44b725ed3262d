// Old rows go, a few at a time; what was spent stays known.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLog } from '../../../src/core/base/log.ts';
import { purgeRows } from '../../../src/host/database/ledgerCare.ts';
import { createRetention } from '../../../src/host/database/retention.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { ledgerAt, look, rowsIn, temporaryFolder } from './support/stage.ts';
import { dollars, row } from './support/writer.ts';

const folder = temporaryFolder();
const day = 86_400_000;

test('purging deletes rows from before the day, keeps their sums, and later checks do not miss them', async () => {
  const path = join(folder, 'purge.sqlite');
  const ledger = ledgerAt(path);
  const all = { from: 0, to: 10 * day };
  for (let index = 0; index < 5_000; index += 1) ledger.record(row({ at: (index % 5) * day + index, cost: dollars(0.01), conversation: 'c' }));
  const before = await ledger.usage.totals(all);
  assert.equal(await ledger.purge(3 * day + day / 2), 3_000);
  assert.equal(await ledger.purge(3 * day + day / 2), 0);
  assert.deepEqual((await rowsIn(path)).map(({ at }) => Number(at)).filter((at) => at < 3 * day), []);
  assert.deepEqual(await ledger.usage.totals(all), before);
  assert.equal((await ledger.usage.conversation('c')).attempts, 5_000);
  assert.deepEqual(await ledger.check(true), []);
  assert.deepEqual(await ledger.usage.totals(all), before);
  ledger.dispose();
});

test('a purge that was broken off leaves nothing to complain of, and the next one ends it', async () => {
  const path = join(folder, 'broken-off.sqlite');
  const ledger = ledgerAt(path);
  for (let index = 0; index < 50; index += 1) ledger.record(row({ at: Math.floor(index / 10) * day + index }));
  await ledger.flushed();
  assert.equal(await look(path, (database) => purgeRows(database, 3 * day, 5)), 5);
  assert.deepEqual(await ledger.check(true), []);
  assert.equal((await ledger.usage.totals({ from: 0, to: 5 * day })).attempts, 50);
  assert.equal(await ledger.purge(3 * day), 25);
  ledger.dispose();
});

test('a purge goes in steps that let others write in between', async () => {
  const path = join(folder, 'steps.sqlite');
  const ledger = ledgerAt(path);
  for (let index = 0; index < 4_100; index += 1) ledger.record(row({ at: index }));
  await ledger.flushed();
  await look(path, (database) => database.exec(`CREATE TABLE seen (n INTEGER); CREATE TRIGGER watch AFTER UPDATE ON ledger_purge BEGIN INSERT INTO seen SELECT count(*) FROM ledger; END`));
  await ledger.purge(day);
  ledger.dispose();
  assert.deepEqual(await look(path, (database) => database.prepare('SELECT n FROM seen').all().map(({ n }) => n)), [4_100, 2_100, 100]);
});

test('rows are kept for ever unless a number of days is set; then it is looked once a day', async () => {
  const clock = createFakeClock();
  const asked: number[] = [];
  let keepDays = 0;
  const retention = createRetention({ ledger: { purge: (before) => Promise.resolve(asked.push(before)) }, clock, log: silentLog, keepDays: () => keepDays });
  await clock.advance(day);
  assert.deepEqual(asked, []);
  keepDays = 30;
  await clock.advance(2 * day);
  assert.equal(asked.length, 2);
  assert.ok(asked.every((before) => before <= clock.now() - 30 * day && before > clock.now() - 33 * day));
  retention.dispose();
  await clock.advance(5 * day);
  assert.equal(asked.length, 2);
});
