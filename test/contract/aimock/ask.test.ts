// The command line through aimock: the same prompt gives the same text, whatever the wire and the way to it.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keyVariable } from '../../../src/core/providers/provider.ts';
import { ask } from '../../support/ask.ts';
import { type Door, doors } from './doors.ts';
import { useAimock } from './stage.ts';

const story = 'Naïve 日本 👩‍👩‍👧\n\n```ts\nconst x = 1;\n```';
const { mock } = useAimock([
  { to: 'tell a story', says: { content: story } },
  { to: 'break off', says: { content: story.repeat(9) }, how: { latency: 4, truncateAfterChunks: 8 } },
  { to: 'refuse', says: { error: { message: 'Slow down.' }, status: 429 } },
]);

/** One vendor a wire, and those that are reached in a way of their own; the others differ in data only. */
const asked = ['openai chat', 'openai responses', 'anthropic', 'gemini', 'azure v1', 'azure dated', 'bedrock', 'vertex', 'ollama', 'cohere', 'openrouter'];

/** Runs the command as a person would, with everything about the vendor in a settings file. */
async function askAt(door: Door, prompt: string) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-ask-'));
  try {
    const settings = join(folder, 'settings.json');
    await writeFile(settings, JSON.stringify({ 'parley.providers': { [door.provider]: door.settings(mock.url) } }));
    return await ask(['--model', door.model, '--settings', settings, prompt], { environment: { [keyVariable(door.provider)]: 'key-0123456789' } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const chosen = doors.filter(({ name }) => asked.includes(name));

test('the list of doors names doors that are there', () => assert.equal(chosen.length, asked.length));

test('the same prompt gives the same text at every door', async () => {
  const seen = new Map<string, string>();
  const waiting = [...chosen];
  const work = async (): Promise<void> => {
    for (let door = waiting.shift(); door; door = waiting.shift()) {
      const { code, out, err } = await askAt(door, 'tell a story');
      seen.set(door.name, `${code} ${out}${err}`);
    }
  };
  await Promise.all([work(), work()]);
  assert.deepEqual(Object.fromEntries(seen), Object.fromEntries([...seen.keys()].map((name) => [name, `0 ${story}\n`])));
});

test('the exit code tells how it ended', async () => {
  const [door] = chosen;
  assert.ok(door);
  const refused = await askAt(door, 'refuse');
  assert.deepEqual([refused.code, refused.out], [4, '']);
  assert.match(refused.err, /^\[rate-limit\] Slow down\./m);
  const broken = await askAt(door, 'break off');
  assert.ok(story.repeat(9).startsWith(broken.out.slice(0, -1)));
  assert.equal(broken.code, broken.out === '' ? 5 : 8, broken.err);
});
