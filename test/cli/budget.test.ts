// The command line keeps to budgets: what cannot be paid for is not sent, and what a killed process left behind is put in order.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { StreamEvent } from '../../src/core/model/streamEvent.ts';
import { openDatabase } from '../../src/host/database/openDatabase.ts';
import { root } from '../house/sources.ts';
import { ask } from '../support/ask.ts';
import { stall } from '../support/simulator/answers.ts';
import { chat, cutChat } from '../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../support/simulator/simulator.ts';

const environment = { OPENAI_API_KEY: 'sk-command-line-123456' };
const prices = { 'parley.prices': { 'openai/sim-model': { input: 2, output: 10 } } };
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-budget-'));
});
after(() => rm(folder, { recursive: true, maxRetries: 10 }));

async function settingsFile(name: string, settings: object): Promise<string> {
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify({ ...prices, ...settings }));
  return path;
}

async function askWith(name: string, settings: object, words: readonly string[] = [], answer: Answer = chat({ text: ['Hello'] })) {
  await using simulator = await startSimulator(answer);
  const result = await ask(['--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, '--settings', await settingsFile(name, settings), ...words, 'hi'], { environment });
  return { ...result, bodies: simulator.requests.map(({ body }) => body as Record<string, unknown>) };
}

async function look(path: string): Promise<{ readonly rows: Record<string, unknown>[]; readonly open: unknown }> {
  const database = await openDatabase(path, () => undefined);
  try {
    const open = database.prepare('SELECT (SELECT count(*) FROM reservation) + (SELECT count(*) FROM open_attempt) + (SELECT count(*) FROM owner) AS open').get();
    return { rows: database.prepare('SELECT * FROM ledger').all(), open: open?.['open'] };
  } finally {
    database.close();
  }
}

test('a budget for a request that pays for no answer exits 6, and nothing reaches the server', async () => {
  const { code, err, out, bodies } = await askWith('small', { 'parley.budgets': { perRequest: 0.000001 } });
  assert.deepEqual({ code, out, bodies }, { code: 6, out: '', bodies: [] });
  assert.match(err, /^\[budget\] The budget for a single request of <\$0\.0001 is not enough \(parley\.budgets\.perRequest\)\..*\n$/);
});

test('one that pays for a shorter answer asks for that, and says so', async () => {
  const { code, out, bodies } = await askWith('shorter', { 'parley.budgets': { perRequest: 0.01 } }, ['--json']);
  assert.equal(code, 0);
  const limit = Number(bodies[0]?.['max_completion_tokens'] ?? bodies[0]?.['max_tokens'] ?? bodies[0]?.['max_output_tokens']);
  assert.ok(limit >= 256 && limit <= 1_000, `${limit}`);
  const notices = out.trim().split('\n').map((line) => JSON.parse(line) as StreamEvent).filter((event) => event.type === 'notice');
  assert.deepEqual(notices.map(({ code: kind }) => kind), ['budget-limits']);
});

test('a model without a price is not sent to while there is a budget and nobody to ask', async () => {
  const { code, err, bodies } = await askWith('unknown', { 'parley.prices': {}, 'parley.budgets': { perRequest: 5 } });
  assert.deepEqual({ code, bodies }, { code: 6, bodies: [] });
  assert.match(err, /no price for openai\/sim-model.*parley\.prices/);
});

test('a budget of the day holds over several commands where the ledger is kept, and is said not to where it is not', async () => {
  const path = join(folder, 'day.sqlite');
  const usage = { prompt_tokens: 100, completion_tokens: 1_000 };
  const budget = { 'parley.budgets': { day: 0.012, onLimit: 'block' } };
  const first = await askWith('day', budget, ['--db', path], chat({ text: ['Hello'], usage }));
  assert.equal(first.code, 0, first.err);
  const second = await askWith('day', budget, ['--db', path]);
  assert.deepEqual({ code: second.code, bodies: second.bodies }, { code: 6, bodies: [] });
  assert.match(second.err, /Today's budget of \$0\.0120 has \$0\.0018 left \(parley\.budgets\.day\)/);
  assert.equal((await look(path)).open, 0);
  const without = await askWith('day', budget);
  assert.equal(without.code, 0);
  assert.match(without.err, /parley\.budgets\.day cannot be held\. With --db it is\./);
});

test('a process that is killed in the middle leaves its attempt in the ledger and nothing put aside', async () => {
  const path = join(folder, 'killed.sqlite');
  const settings = await settingsFile('killed', { 'parley.budgets': { day: 5 } });
  await using simulator = await startSimulator(cutChat({ text: ['Here is a beginning of some words, and then ', 'more of them'] }, 2, stall));
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), '--model', 'openai/sim-model', '--base-url', `${simulator.url}/v1`, '--settings', settings, '--db', path, 'hi'], { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  assert.equal(await waitForOpen(path, () => child.exitCode === null), 3, 'one owner, one attempt, one reservation');
  child.kill('SIGKILL');
  await once(child, 'close');
  const next = await askWith('killed', { 'parley.budgets': { day: 5 } }, ['--db', path]);
  assert.equal(next.code, 0, next.err);
  const { rows, open } = await look(path);
  assert.equal(open, 0);
  const [killed] = rows;
  assert.deepEqual({ rows: rows.length, finish: killed?.['finish'], wasted: killed?.['wasted'], provenance: killed?.['provenance'] }, { rows: 2, finish: 'interrupted', wasted: 1, provenance: 'estimated' });
  assert.ok(Number(killed?.['cost']) > 0);
});

/** Until the attempt is put down with what it came to: another process's file tells nobody when it changes. */
async function waitForOpen(path: string, runs: () => boolean): Promise<number> {
  while (runs()) {
    const database = await openDatabase(path, () => undefined);
    const found = database.prepare("SELECT (SELECT count(*) FROM owner) + (SELECT count(*) FROM open_attempt) + (SELECT count(*) FROM reservation) AS open, (SELECT count(*) FROM open_attempt WHERE row LIKE '%estimated%') AS told").get();
    database.close();
    if (found?.['told'] === 1) return Number(found['open']);
    await setImmediate();
  }
  throw new Error('It ended before it was killed.');
}
