// Routes on the command line: what `npm run ask` prints when models stand in for one another.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { StreamEvent } from '../../src/core/model/streamEvent.ts';
import { ask } from '../support/ask.ts';
import { cutSocket, refusal } from '../support/simulator/answers.ts';
import { chat, cutChat } from '../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../support/simulator/simulator.ts';

const words = Array.from({ length: 80 }, (_, index) => ` word${index}`);

/** Asks the route [a, b], where both are OpenAI with a key of their own. */
async function askRoute(first: Answer, second: Answer, flags: readonly string[] = [], model = 'route/pair', route: object = {}) {
  await using one = await startSimulator(first);
  await using other = await startSimulator(second);
  const folder = await mkdtemp(join(tmpdir(), 'parley-route-'));
  const settings = join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify({
    'parley.retry': { attempts: 0 },
    'parley.providers': { work: { type: 'openai', api: 'chat', baseUrl: one.url, apiKeyEnv: 'WORK_KEY' }, home: { type: 'openai', api: 'chat', baseUrl: other.url, apiKeyEnv: 'HOME_KEY' } },
    'parley.routes': { pair: { models: ['work/sim-model', 'home/sim-model'], ...route } },
  }));
  const result = await ask(['--model', model, '--settings', settings, ...flags, 'hi'], { environment: { WORK_KEY: 'sk-work-0123456789', HOME_KEY: 'sk-home-0123456789' } });
  await rm(folder, { recursive: true });
  return { ...result, keys: [...one.requests, ...other.requests].map(({ headers }) => headers.authorization) };
}

test('a stream that is cut after 40 events is printed whole and once, with a notice that names both', async () => {
  for (const from of [39, 36, 0]) {
    const { code, out, err, keys } = await askRoute(cutChat({ text: words }, 40, cutSocket), chat({ text: words.slice(from) }));
    assert.deepEqual([code, out, err], [0, `${words.join('')}\n`, 'work/sim-model broke off in the middle; home/sim-model goes on.\n']);
    assert.deepEqual(keys, ['Bearer sk-work-0123456789', 'Bearer sk-home-0123456789']);
  }
});

test('as events: the notice stands where the models change, and one finish has the last model', async () => {
  const { out } = await askRoute(cutChat({ text: words }, 40, cutSocket), chat({ text: words.slice(39) }), ['--json']);
  const events = out.trimEnd().split('\n').map((line) => JSON.parse(line) as StreamEvent);
  const at = events.findIndex((event) => event.type === 'notice' && event.code === 'continued');
  const text = (some: readonly StreamEvent[]) => some.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  assert.deepEqual([text(events.slice(0, at)), text(events)], [words.slice(0, 39).join(''), words.join('')]);
  const ends = events.filter((event) => event.type === 'finish');
  assert.deepEqual([ends.length, ends[0]?.model, events.at(-1) === ends[0]], [1, 'home/sim-model', true]);
});

test('when all fail it exits as the first did, and says who was tried', async () => {
  const { code, err } = await askRoute(refusal(429, { error: { message: 'slow' } }), refusal(401, { error: { message: 'no' } }));
  assert.equal(code, 4);
  assert.match(err, /\[rate-limit\] slow Tried: work\/sim-model \[rate-limit\], home\/sim-model \[auth\]\.\n$/);
});

test('a route that is not there, is nested or is not understood says so', async () => {
  const answer = chat({ text: ['x'] });
  const unknown = await askRoute(answer, answer, [], 'route/other');
  assert.deepEqual([unknown.code, unknown.err, unknown.keys], [9, '[bad-request] There is no route "other". Known ones: pair.\n', []]);
  const nested = await askRoute(answer, answer, [], 'route/pair', { contentFilter: ['route/pair'] });
  assert.deepEqual([nested.code, nested.keys], [9, []]);
  assert.match(nested.err, /leads to itself/);
  const wrong = await askRoute(answer, answer, [], 'route/pair', { strategy: 'best' });
  assert.deepEqual([wrong.code, wrong.keys], [2, []]);
  assert.match(wrong.err, /parley\.routes\.pair\.strategy/);
});
