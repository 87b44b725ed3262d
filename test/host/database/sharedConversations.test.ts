// One file, several processes: all that each of them adds is there, and what a killed one leaves is put in order once.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../../../src/core/base/log.ts';
import { createConnection } from '../../../src/host/database/connection.ts';
import { createConversations } from '../../../src/host/database/conversations.ts';
import { migrations } from '../../../src/host/database/migrations.ts';
import { root } from '../../house/sources.ts';
import { answer, keep, question } from './support/conversations.ts';
import { look, never, temporaryFolder } from './support/stage.ts';

const folder = temporaryFolder();
const worker = pathToFileURL(join(root, 'src/host/database/worker.ts'));

function storeAt(path: string) {
  const connection = createConnection({ path, worker, log: silentLog, onTrouble: never });
  return { store: createConversations(connection), connection };
}

/** A process with a `store`, and what makes turns. */
function writer(path: string, body: string): ChildProcess {
  const from = (file: string): string => JSON.stringify(pathToFileURL(join(root, file)));
  const script = `
    const { createConnection } = await import(${from('src/host/database/connection.ts')});
    const { createConversations } = await import(${from('src/host/database/conversations.ts')});
    const { recordOf } = await import(${from('src/core/conversation/turnRecord.ts')});
    const { answer, keep, question, where } = await import(${from('test/host/database/support/conversations.ts')});
    const connection = createConnection({ path: ${JSON.stringify(path)}, worker: new URL(${JSON.stringify(worker)}), log: { debug() {}, info() {}, warn() {}, error() {} }, onTrouble: (sentence) => { throw new Error(sentence); } });
    const store = createConversations(connection);
    ${body}
    connection.dispose();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('processes that add to the same conversation at once lose nothing of each other', async () => {
  const path = join(folder, 'shared.sqlite');
  const writers = [1, 2, 3, 4].map((name) => writer(path, `
    for (let index = 0; index < 15; index += 1) await keep(store, 'c', question('q${name}-' + index, 'question ${name} ' + index), answer('a${name}-' + index, 'q${name}-' + index, 'answer'));`));
  for (const [code] of await Promise.all(writers.map((process) => once(process, 'close')))) assert.equal(code, 0);
  const { store, connection } = storeAt(path);
  const kept = await store.load('c');
  assert.deepEqual([kept?.conversation.turns.size, kept?.card.turns], [120, 120]);
  connection.dispose();
});

test('what a killed process leaves is found interrupted by each of several that start at once', async () => {
  const path = join(folder, 'killed.sqlite');
  const child = writer(path, `
    const open = answer('a', 'q', '', { end: undefined });
    await keep(store, 'c', question('q', 'hi'), open);
    for (let place = 0; ; place += 10) {
      await store.grow(where('c'), { turn: 'a', place, text: '0123456789', thinking: '', body: recordOf(open).body });
      if (place === 200) console.log('ready');
    }`);
  assert.ok(child.stdout);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  const all = [1, 2, 3].map(() => storeAt(path));
  const turns = await Promise.all(all.map(async ({ store }) => (await store.load('c'))?.conversation.turns.get('a')));
  for (const turn of turns) {
    assert.ok(turn?.kind === 'assistant');
    assert.equal(turn.end?.reason, 'interrupted');
    assert.ok(turn.text.length >= 210 && turn.text === '0123456789'.repeat(turn.text.length / 10));
  }
  for (const { connection } of all) connection.dispose();
  assert.equal(await look(path, (database) => database.prepare('SELECT (SELECT count(*) FROM open_turn) + (SELECT count(*) FROM turn_piece) AS left').get()?.['left']), 0);
});

for (const version of migrations.keys()) {
  test(`conversations can be kept and found in a database that was version ${version}`, async () => {
    const path = join(folder, `from-${version}.sqlite`);
    const database = new DatabaseSync(path);
    for (const step of migrations.slice(0, version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${version}`);
    database.close();
    const { store, connection } = storeAt(path);
    await keep(store, 'c', question('q', 'hi'), answer('a', 'q', 'needle'));
    assert.deepEqual((await store.list({ words: 'needle' }, 5)).cards.map(({ id }) => id), ['c']);
    connection.dispose();
  });
}
