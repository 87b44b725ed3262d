// The ledger on a real disk: what is booked stays booked.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { NewerDatabase, openDatabase } from '../../../src/host/database/openDatabase.ts';
import { ask } from '../../support/ask.ts';
import { cutSocket } from '../../support/simulator/answers.ts';
import { chat, cutChat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { ledgerAt, look, never, rowsIn, temporaryFolder, writer } from './support/stage.ts';
import { dollars, row } from './support/writer.ts';

const folder = temporaryFolder();

test('every attempt of the command line is one row, the broken ones too', async () => {
  const path = join(folder, 'ask.sqlite');
  await using simulator = await startSimulator(chat({ text: ['hello'] }), cutChat({ text: ['half an answer'] }, 2, cutSocket));
  const words = ['--model', 'openai/gpt-6-sol', '--base-url', simulator.url, '--db', path, 'hi'];
  const environment = { OPENAI_API_KEY: 'sk-never-in-the-ledger' };
  await ask(words, { environment });
  await ask(words, { environment });
  const [whole, broken] = await rowsIn(path);
  assert.deepEqual(
    [whole?.['model'], whole?.['provider'], whole?.['task'], whole?.['input_fresh'], whole?.['output_text'], whole?.['provenance'], whole?.['wasted'], whole?.['finish'], whole?.['finish_raw']],
    ['openai/gpt-6-sol', 'openai', 'ask', 11, 7, 'computed', 0, 'stop', 'stop'],
  );
  assert.equal(whole?.['cost'], (11 * 2 + 7 * 10) / 1e6);
  assert.equal(whole?.['cost_pico'], 11 * 2_000_000 + 7 * 10_000_000);
  assert.equal(whole?.['key_label'], 'environment OPENAI_API_KEY');
  assert.ok(Number(whole?.['first_token_ms']) <= Number(whole?.['milliseconds']));
  assert.deepEqual([broken?.['output_text'], broken?.['provenance'], broken?.['wasted'], broken?.['finish']], [null, 'estimated', 1, 'interrupted']);
  assert.ok(!readFileSync(path).includes('never-in-the-ledger'));
});

test('a row comes back as it was recorded', async () => {
  const path = join(folder, 'same.sqlite');
  const ledger = ledgerAt(path);
  const whole = row({
    at: 1_700_000_000_000, workspace: 'file:///w', conversation: 'c', model: 'openrouter/a/b', servedModel: 'a/b-2', serviceTier: 'flex', keyLabel: 'stored',
    usage: { input: { fresh: 1, cacheRead: 2, cacheWrite5m: 3, cacheWrite1h: 4 }, output: { text: 5, reasoning: 6 }, raw: undefined },
    cost: { provenance: 'reported', amount: 0.1 + 0.2, currency: 'USD', entry: 'e' }, tableCost: 0.25, milliseconds: 900, firstTokenMilliseconds: 300,
    finish: 'length', finishRaw: 'max_tokens', error: 'timeout', responseId: 'r',
  });
  ledger.record(whole);
  ledger.record(row());
  const rows = await ledger.usage.recent(undefined, 10);
  ledger.dispose();
  assert.deepEqual(rows, [{ ...whole, id: 1 }, { ...row(), id: 2 }]);
});

test('what an answer claims of itself costs no row: the absurd is unknown', async () => {
  const path = join(folder, 'absurd.sqlite');
  const ledger = ledgerAt(path);
  const tokens = { input: { fresh: Number.NaN, cacheRead: -1, cacheWrite5m: 1e300, cacheWrite1h: 1.4 }, output: { text: Infinity, reasoning: undefined }, raw: undefined };
  ledger.record(row({ usage: tokens, cost: { provenance: 'reported', amount: 1e300, currency: 'USD' }, responseId: `\0${'x'.repeat(1e6)}`, servedModel: '\ud800' }));
  ledger.record(row({ cost: { provenance: 'reported', amount: -5, currency: 'USD' }, milliseconds: Number.NaN }));
  for (let index = 0; index < 40; index += 1) ledger.record(row({ cost: dollars(10_000), usage: { ...tokens, output: { text: 1e9, reasoning: 1e9 } } }));
  const { attempts, cost, unpriced, output } = await ledger.usage.totals({ from: 0, to: 1e12 });
  const absurd = await ledger.usage.following({ from: 0, to: 1e12 }, undefined, 2);
  ledger.dispose();
  assert.deepEqual({ attempts, cost, unpriced, output }, { attempts: 42, cost: { amount: 400_000, complete: false, estimated: false }, unpriced: 2, output: { text: 4e10, reasoning: 4e10 } });
  assert.deepEqual(absurd.map((one) => one.cost.provenance), ['unknown', 'unknown']);
});

test('a row that was written is never changed', async () => {
  const path = join(folder, 'append.sqlite');
  const ledger = ledgerAt(path);
  ledger.record(row());
  await ledger.flushed();
  ledger.dispose();
  await look(path, (database) => assert.throws(() => database.exec('UPDATE ledger SET cost = 0'), /append-only/));
});

test('a file that is no database is set aside under a new name, never deleted', async () => {
  const path = join(folder, 'broken.sqlite');
  writeFileSync(path, 'this is not a database, but somebody may want it '.repeat(100));
  const troubles: string[] = [];
  const ledger = ledgerAt(path, (sentence) => void troubles.push(sentence));
  ledger.record(row());
  await ledger.flushed();
  ledger.dispose();
  assert.match(troubles.join(), /^The ledger could not be read\. It was kept as .*, and a new one was begun\.$/);
  const kept = readdirSync(folder).filter((name) => name.startsWith('broken.sqlite.unreadable'));
  assert.equal(kept.length, 1);
  assert.match(readFileSync(join(folder, kept[0] ?? ''), 'utf8'), /somebody may want it/);
  assert.equal((await rowsIn(path)).length, 1);
});

test('a database from a newer version is left as it is, and said so', async () => {
  const path = join(folder, 'newer.sqlite');
  await look(path, (database) => database.exec('PRAGMA user_version = 999'));
  await assert.rejects(openDatabase(path, never), NewerDatabase);
  const troubles: string[] = [];
  const ledger = ledgerAt(path, (sentence) => void troubles.push(sentence));
  ledger.record(row());
  await ledger.flushed();
  await assert.rejects(ledger.usage.totals({ from: 0, to: 1 }), /newer version/);
  ledger.dispose();
  assert.match(troubles.join(), /newer version/);
  assert.equal(readdirSync(folder).filter((name) => name.startsWith('newer.sqlite.unreadable')).length, 0);
});

test('processes that begin and write at once lose nothing, neither rows nor sums', async () => {
  const path = join(folder, 'shared.sqlite');
  const each = 300;
  const body = `for (let at = 0; at < ${each}; at += 1) ledger.record(row({ at, cost: { provenance: 'computed', amount: 0.000001, currency: 'USD' } }));`;
  const writers = [1, 2, 3].map(() => writer(path, body));
  for (const [code] of await Promise.all(writers.map((process) => once(process, 'close')))) assert.equal(code, 0);
  assert.equal((await rowsIn(path)).length, 3 * each);
  const ledger = ledgerAt(path);
  const { attempts, cost } = await ledger.usage.totals({ from: 0, to: 900_000 });
  assert.deepEqual({ attempts, cost }, { attempts: 3 * each, cost: { amount: (3 * each) / 1e6, complete: true, estimated: false } });
  assert.deepEqual(await ledger.check(false), []);
  ledger.dispose();
});

test('a process that is killed leaves a readable database, whose sums are those of its rows', async () => {
  const path = join(folder, 'killed.sqlite');
  const process = writer(path, `
    for (let at = 0; ; at += 1) {
      ledger.record(row({ at, cost: { provenance: 'computed', amount: 0.5, currency: 'USD' } }));
      if (at % 50 === 49) await ledger.flushed();
      if (at === 199) console.log('enough');
    }`);
  await Promise.race([once(process.stdout ?? process, 'data'), once(process, 'close').then(() => assert.fail('the writer ended by itself'))]);
  process.kill('SIGKILL');
  await once(process, 'close');
  const ledger = ledgerAt(path);
  const { attempts, cost } = await ledger.usage.totals({ from: 0, to: 1e12 });
  assert.ok(attempts >= 200);
  assert.equal(cost.amount, attempts / 2);
  assert.deepEqual(await ledger.check(false), []);
  ledger.dispose();
});

test('rows that cannot be written now are written later, and trouble is told once', async () => {
  const path = join(folder, 'away.sqlite');
  const troubles: string[] = [];
  const ledger = ledgerAt(path, (sentence) => void troubles.push(sentence));
  ledger.record(row());
  await ledger.flushed();
  await look(path, (database) => database.exec('DROP TRIGGER ledger_sums; ALTER TABLE ledger RENAME TO away'));
  ledger.record(row({ at: 1 }));
  ledger.record(row({ at: 2 }));
  await ledger.flushed();
  await look(path, (database) => database.exec('ALTER TABLE away RENAME TO ledger'));
  ledger.record(row({ at: 3 }));
  await ledger.flushed();
  ledger.dispose();
  assert.deepEqual((await rowsIn(path)).map(({ at }) => at), [0, 1, 2, 3]);
  assert.equal(troubles.length, 1);
  assert.match(troubles[0] ?? '', /cannot be written right now/);
});
