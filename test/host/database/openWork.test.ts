// Money put aside in one place by many: together they get no more than there is, and nothing stays behind.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDatabaseDesk } from '../../../src/host/database/databaseDesk.ts';
import { migrations } from '../../../src/host/database/migrations.ts';
import { livesFor, type OpenWorkPorts } from '../../../src/host/database/openWork.ts';
import { look, never, rowsIn, signalAll, temporaryFolder, writer } from './support/stage.ts';
import { dollars, row } from './support/writer.ts';

const folder = temporaryFolder();
const at = Date.UTC(2026, 10, 20, 12);
const day = { name: 'day', from: at - 3_600_000, to: at + 3_600_000 };
const cents = (count: number): number => count / 100;

function inMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const step of migrations) database.exec(step);
  return database;
}

/** A desk as another process on this host, or on another, has it. */
function deskOf(database: DatabaseSync, ports: Partial<OpenWorkPorts>) {
  return createDatabaseDesk(database, never, { now: () => at, host: 'here', process: 1, isThere: () => true, ...ports });
}

const held = (database: DatabaseSync): number => Number(database.prepare('SELECT total(amount_pico) / 1e12 AS held FROM reservation').get()?.['held']);

test('for any calls of two owners, spent and put aside together never pass the limit, and in the end nothing is put aside', () => {
  const call = fc.record({ owner: fc.constantFrom(0, 1), wanted: fc.integer({ min: 1, max: 60 }), share: fc.double({ min: 0, max: 1, noNaN: true }), retried: fc.boolean() });
  fc.assert(fc.property(fc.array(call, { maxLength: 25 }), fc.integer({ min: 10, max: 200 }), fc.infiniteStream(fc.boolean()), (calls, limit, coins) => {
    const database = inMemory();
    const desks = [deskOf(database, {}), deskOf(database, { process: 2 })];
    const caps = [{ ...day, limit: cents(limit) }];
    let spent = 0;
    const running: (() => void)[] = [];
    const bounded = (): void => assert.ok(spent + held(database) <= cents(limit) + 1e-9, `${spent} ${held(database)} ${limit}`);
    for (const [index, { owner, wanted, share, retried }] of calls.entries()) {
      const desk = desks[owner];
      const id = String(index);
      const first = desk?.reserve({ id, wanted: cents(wanted), least: cents(1), caps }).amount ?? 0;
      bounded();
      if (first === 0) continue;
      running.push(() => {
        let left = first;
        for (const attempt of retried ? [1, 2] : [1]) {
          const cost = left * share;
          desk?.record(row({ at, cost: dollars(cost) }), `${id} ${attempt}`);
          desk?.spent(id, cost);
          spent += cost;
          left -= cost;
          bounded();
          left += desk?.reserve({ id, wanted: cost, least: 0, caps }).amount ?? 0;
          bounded();
        }
        desk?.release(id);
        bounded();
      });
      if (coins.next().value) running.shift()?.();
    }
    for (const end of running) end();
    assert.equal(held(database), 0);
    database.close();
  }), { numRuns: 60 });
});

test('what is refused puts nothing aside, and says which limit has least left', () => {
  const database = inMemory();
  const desk = deskOf(database, {});
  desk.record(row({ at, cost: dollars(0.4) }));
  const caps = [{ ...day, limit: 1 }, { ...day, name: 'month', limit: 0.5 }];
  assert.deepEqual(desk.reserve({ id: 'a', wanted: 2, least: 0.2, caps }), { amount: 0, tightest: { name: 'month', limit: 0.5, left: 0.09999999999999998 } });
  assert.equal(held(database), 0);
  assert.equal(desk.reserve({ id: 'a', wanted: 2, least: 0.05, caps }).amount.toFixed(6), '0.100000');
});

test('an owner that is not heard of leaves its attempts to the ledger and its money to the others, once', () => {
  const database = inMemory();
  let now = at;
  const gone = deskOf(database, { host: 'elsewhere', now: () => now });
  const other = deskOf(database, { now: () => now });
  gone.reserve({ id: 'a', wanted: 0.9, least: 0.9, caps: [{ ...day, limit: 1 }] });
  gone.open('one', row({ at, finish: 'interrupted', cost: { provenance: 'estimated', amount: 0.3, currency: 'USD' } }));
  now += livesFor - 1;
  assert.equal(other.reserve({ id: 'b', wanted: 0.5, least: 0.5, caps: [{ ...day, limit: 1 }] }).amount, 0);
  now += 1;
  assert.equal(other.reserve({ id: 'b', wanted: 0.5, least: 0.5, caps: [{ ...day, limit: 1 }] }).amount, 0.5);
  assert.deepEqual(other.recent(undefined, 10).map(({ finish, cost }) => [finish, cost.provenance]), [['interrupted', 'estimated']]);
  // It only slept: what it then tells is in the ledger already.
  gone.record(row({ at, cost: dollars(0.31) }), 'one');
  assert.equal(other.recent(undefined, 10).length, 1);
  other.release('b');
  assert.equal(held(database), 0);
});

test('one that says that it lives keeps what it has, and one whose process is gone keeps nothing', () => {
  const database = inMemory();
  let now = at;
  let there = true;
  const alive = deskOf(database, { process: 6, now: () => now });
  const killed = deskOf(database, { process: 7, now: () => now });
  const other = deskOf(database, { process: 8, now: () => now, isThere: (id) => id === 6 || there });
  alive.reserve({ id: 'a', wanted: 1, least: 1, caps: [] });
  killed.reserve({ id: 'b', wanted: 2, least: 2, caps: [] });
  for (let beats = 0; beats < 10; beats += 1) {
    now += livesFor - 1;
    alive.beat();
    other.beat();
  }
  assert.equal(held(database), 3, 'a machine that slept is not dead');
  there = false;
  other.beat();
  assert.equal(held(database), 1);
  alive.close();
  assert.equal(held(database), 0);
  assert.equal(database.prepare('SELECT count(*) AS owners FROM owner').get()?.['owners'], 0);
});

test('two processes that hammer one file never pass the limit together, and leave nothing behind', async () => {
  const path = join(folder, 'hammer.sqlite');
  const body = (name: string): string => `
    const caps = [{ name: 'day', limit: 0.5, from: ${day.from}, to: ${day.to} }];
    await signal();
    const lane = async (_, number) => { for (let index = 0; index < 50; index += 1) await call(number + '-' + index); };
    const call = async (index) => {
      const id = '${name}' + index;
      const { amount } = await ledger.till.reserve({ id, wanted: 0.01, least: 0.004, caps });
      if (amount === 0) return;
      ledger.open(id, row({ at: ${at} }));
      ledger.record(row({ at: ${at}, cost: { provenance: 'computed', amount: amount * 0.7, currency: 'USD' } }), id);
      ledger.till.spent(id, amount * 0.7);
      ledger.till.release(id);
    };
    await Promise.all(Array.from({ length: 3 }, lane));`;
  const processes = [writer(path, body('a')), writer(path, body('b'))];
  const ends = processes.map((process) => once(process, 'close'));
  await signalAll(processes);
  for (const [code] of await Promise.all(ends)) assert.equal(code, 0);
  const spent = (await rowsIn(path)).reduce((sum, { cost }) => sum + Number(cost), 0);
  assert.ok(spent <= 0.5 && spent > 0.48, `${spent}`);
  const left = await look(path, (database) => database.prepare('SELECT (SELECT count(*) FROM reservation) + (SELECT count(*) FROM open_attempt) + (SELECT count(*) FROM owner) AS open').get());
  assert.equal(left?.['open'], 0);
});
