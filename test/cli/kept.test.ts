// With --db the command line keeps what was asked and answered, also when it is killed in the middle.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { silentLog } from '../../src/core/base/log.ts';
import type { Turn } from '../../src/core/conversation/turn.ts';
import { createConnection } from '../../src/host/database/connection.ts';
import { createConversations } from '../../src/host/database/conversations.ts';
import { openDatabase } from '../../src/host/database/openDatabase.ts';
import { root } from '../house/sources.ts';
import { ask } from '../support/ask.ts';
import { stall } from '../support/simulator/answers.ts';
import { chat, cutChat } from '../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../support/simulator/simulator.ts';

const environment = { OPENAI_API_KEY: 'sk-command-line-123456' };
const kills = 4;
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-kept-'));
});
after(() => rm(folder, { recursive: true, maxRetries: 10 }));

/** Every conversation in a file, as the next process finds them. */
async function conversationsIn(path: string): Promise<readonly (readonly Turn[])[]> {
  const connection = createConnection({ path, worker: new URL('../../src/host/database/worker.ts', import.meta.url), log: silentLog, onTrouble: assert.fail });
  const store = createConversations(connection);
  const { cards } = await store.list({}, 50);
  const all = await Promise.all(cards.map(async ({ id }) => [...((await store.load(id))?.conversation.turns.values() ?? [])]));
  connection.dispose();
  return all;
}

test('a question and its answer are a conversation in the database, with what they cost', async () => {
  await using simulator = await startSimulator(chat({ text: ['Hello ', 'there'], usage: { prompt_tokens: 100, completion_tokens: 20 } }));
  const path = join(folder, 'whole.sqlite');
  const { code, out, err } = await ask(['--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, '--db', path, 'hi you'], { environment });
  assert.deepEqual({ code, out, err }, { code: 0, out: 'Hello there\n', err: '' });
  const [turns, ...more] = await conversationsIn(path);
  assert.equal(more.length, 0);
  assert.deepEqual(turns?.map(({ kind, text }) => `${kind}: ${text}`), ['user: hi you', 'assistant: Hello there']);
  const answer = turns?.at(-1);
  assert.ok(answer?.kind === 'assistant');
  assert.deepEqual([answer.end?.reason, answer.end?.usage.output.text], ['stop', 20]);
});

test('killed in the middle of each of four answers, it is there as far as it had come, once, with its row in the ledger', async () => {
  const path = join(folder, 'killed.sqlite');
  await using simulator = await startSimulator(cutChat({ text: ['Here is a beginning of some words, and then ', 'more of them'] }, 2, stall));
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), '--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, '--db', path, `question ${kill}`], { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
    await pieceOf(path, kill, () => child.exitCode === null);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const all = await conversationsIn(path);
  assert.equal(all.length, kills);
  const partial = /^Here is a beginning of some words, and then (?:more of them)?$/;
  for (const turns of all) {
    const [question, answer, ...more] = turns;
    assert.equal(more.length, 0);
    assert.match(question?.text ?? '', /^question \d+$/);
    assert.ok(answer?.kind === 'assistant');
    assert.match(answer.text, partial);
    assert.equal(answer.end?.reason, 'interrupted');
  }
  assert.deepEqual(new Set(all.map(([question]) => question?.text)), new Set(Array.from({ length: kills }, (_, index) => `question ${index + 1}`)));
  const database = await openDatabase(path, () => undefined);
  const { open } = database.prepare('SELECT (SELECT count(*) FROM reservation) + (SELECT count(*) FROM open_attempt) + (SELECT count(*) FROM open_turn) + (SELECT count(*) FROM turn_piece) AS open').get() ?? {};
  const finishes = database.prepare('SELECT DISTINCT finish FROM ledger').all().map(({ finish }) => finish);
  const rows = Number(database.prepare('SELECT count(*) AS rows FROM ledger').get()?.['rows']);
  database.close();
  assert.deepEqual({ open, finishes, rows }, { open: 0, finishes: ['interrupted'], rows: kills });
});

/** Until a piece of the answer is on disk, and the attempt too: another process's file tells nobody when it changes. */
async function pieceOf(path: string, conversations: number, runs: () => boolean): Promise<void> {
  while (runs()) {
    const database = await openDatabase(path, () => undefined);
    const found = database.prepare('SELECT (SELECT count(*) FROM conversation) AS conversations, (SELECT count(*) FROM turn_piece WHERE turn = (SELECT max(row) FROM turn)) AS pieces, (SELECT count(*) FROM open_attempt) AS attempts').get();
    database.close();
    if (found?.['conversations'] === conversations && Number(found['pieces']) > 0 && Number(found['attempts']) > 0) return;
    await setImmediate();
  }
  throw new Error('It ended before it was killed.');
}
