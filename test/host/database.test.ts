// The database on a real disk: what is booked stays booked.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { silentLog } from '../../src/core/base/log.ts';
import { unknownUsage } from '../../src/core/model/usage.ts';
import type { LedgerRow } from '../../src/core/money/ledger.ts';
import { createLedger } from '../../src/host/database/ledger.ts';
import { NewerDatabase, openDatabase } from '../../src/host/database/openDatabase.ts';
import { ask } from '../support/ask.ts';
import { chat, cutChat } from '../support/simulator/openaiChatWire.ts';
import { cutSocket } from '../support/simulator/answers.ts';
import { startSimulator } from '../support/simulator/simulator.ts';
import { root } from '../house/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-database-'));
after(() => rmSync(folder, { recursive: true }));
const never = (): void => assert.fail('nothing should be set aside');

async function rows(path: string): Promise<Record<string, unknown>[]> {
  const database = await openDatabase(path, never);
  try {
    return database.prepare('SELECT * FROM ledger ORDER BY id').all();
  } finally {
    database.close();
  }
}

test('every attempt of the command line is one row, the broken ones too', async () => {
  const path = join(folder, 'ask.sqlite');
  await using simulator = await startSimulator(chat({ text: ['hello'] }), cutChat({ text: ['half an answer'] }, 2, cutSocket));
  const words = ['--model', 'openai/gpt-6-sol', '--base-url', simulator.url, '--db', path, 'hi'];
  const environment = { OPENAI_API_KEY: 'sk-never-in-the-ledger' };
  await ask(words, { environment });
  await ask(words, { environment });
  const [whole, broken] = await rows(path);
  assert.deepEqual(
    [whole?.['model'], whole?.['task'], whole?.['input_fresh'], whole?.['output_text'], whole?.['provenance'], whole?.['wasted'], whole?.['finish']],
    ['openai/gpt-6-sol', 'ask', 11, 7, 'computed', 0, 'stop'],
  );
  assert.equal(whole?.['cost'], (11 * 2 + 7 * 10) / 1e6);
  assert.deepEqual([broken?.['output_text'], broken?.['provenance'], broken?.['wasted'], broken?.['finish']], [null, 'estimated', 1, 'interrupted']);
  assert.ok(!readFileSync(path).includes('never-in-the-ledger'));
});

test('a file that is no database is set aside under a new name, never deleted', async () => {
  const path = join(folder, 'broken.sqlite');
  writeFileSync(path, 'this is not a database, but somebody may want it '.repeat(100));
  const names: string[] = [];
  const database = await openDatabase(path, (name) => names.push(name));
  database.close();
  assert.equal(names.length, 1);
  assert.match(readFileSync(names[0] ?? '', 'utf8'), /somebody may want it/);
  assert.deepEqual(await rows(path), []);
});

test('a database from a newer version is left as it is, and said so', async () => {
  const path = join(folder, 'newer.sqlite');
  const database = await openDatabase(path, never);
  database.exec('PRAGMA user_version = 999');
  database.close();
  await assert.rejects(openDatabase(path, never), NewerDatabase);
  const troubles: string[] = [];
  const ledger = createLedger({ path, log: silentLog, onTrouble: (sentence) => troubles.push(sentence) });
  ledger.record(row(1));
  await ledger.flushed();
  assert.match(troubles.join(), /newer version/);
  assert.equal(readdirSync(folder).filter((name) => name.startsWith('newer.sqlite.unreadable')).length, 0);
});

test('two processes that write at once lose nothing', async () => {
  const path = join(folder, 'shared.sqlite');
  const script = `
    const { createLedger } = await import(${JSON.stringify(join(root, 'src/host/database/ledger.ts'))});
    const quiet = { debug() {}, info() {}, warn() {}, error(text, facts) { throw new Error(text + JSON.stringify(facts)); } };
    const ledger = createLedger({ path: ${JSON.stringify(path)}, log: quiet, onTrouble: (sentence) => { throw new Error(sentence); } });
    for (let at = 0; at < 300; at += 1) ledger.record({ ...${JSON.stringify(row(0))}, usage: { input: {}, output: {} }, at });
    await ledger.flushed();`;
  const writers = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'inherit'] }));
  for (const [code] of await Promise.all(writers.map((writer) => once(writer, 'close')))) assert.equal(code, 0);
  assert.equal((await rows(path)).length, 600);
});

function row(at: number): LedgerRow {
  return {
    at, source: 'test', workspace: undefined, task: 'chat', model: 'openai/m', servedModel: undefined, usage: unknownUsage,
    cost: { provenance: 'unknown', currency: 'USD' }, wasted: false, milliseconds: 1, finish: 'stop', error: undefined, responseId: undefined,
  };
}
