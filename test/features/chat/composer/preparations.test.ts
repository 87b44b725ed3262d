// What is prepared outlives the window: it is on disk, whole or not at all.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { silentLog } from '../../../../src/core/base/log.ts';
import { systemClock } from '../../../../src/core/base/clock.ts';
import { createPreparations } from '../../../../src/features/chat/composer/preparations.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { fileChip } from './stage.ts';

async function home(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-prepared-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens what was kept, and waits for what is on disk. */
async function reopened(folder: string, conversation: string) {
  const changed = Promise.withResolvers<void>();
  const preparations = createPreparations({ folder, clock: systemClock, log: silentLog, onDidChange: () => changed.resolve() });
  preparations.of(conversation);
  await changed.promise;
  return preparations.of(conversation);
}

test('chips and the line are there again in a new window, and what waited does not go out by itself', async (context) => {
  const folder = await home(context);
  const preparations = createPreparations({ folder, clock: createFakeClock(), log: silentLog, onDidChange: () => undefined });
  const chips = [{ ...fileChip('a.ts'), id: 'c1' }];
  preparations.change('one', { chips, queue: [{ id: 'q1', text: 'later', chips: [] }] });
  await preparations.settled();
  const again = await reopened(folder, 'one');
  assert.deepEqual(again.chips, chips);
  assert.deepEqual(again.queue, [{ id: 'q1', text: 'later', chips: [] }]);
  assert.match(again.held ?? '', /closed before this was sent/);
});

test('what is heavy stands beside, is written once, and goes with its chip', async (context) => {
  const folder = await home(context);
  const preparations = createPreparations({ folder, clock: createFakeClock(), log: silentLog, onDidChange: () => undefined });
  const image = { id: 'c1', kind: 'image' as const, label: 'a.png', detail: '', source: { type: 'image' as const, mediaType: 'image/png', data: 'A'.repeat(50_000) } };
  const paste = { id: 'c2', kind: 'text' as const, label: 'Pasted text', detail: '', source: { type: 'text' as const, origin: 'paste' as const, text: '\u00fc\n'.repeat(20_000), language: '', path: '', heading: 'Pasted text' } };
  preparations.change('one', { chips: [image], queue: [{ id: 'q1', text: 'later', chips: [paste] }] });
  await preparations.settled();
  const small = await readFile(join(folder, 'one.json'), 'utf8');
  assert.ok(small.length < 2_000, `${small.length}`);
  const again = await reopened(folder, 'one');
  assert.deepEqual([again.chips, again.queue[0]?.chips], [[image], [paste]]);
  const before = (await readdir(folder)).length;
  preparations.change('one', { chips: [{ ...image, source: { ...image.source, data: 'BBBB' } }] });
  await preparations.settled();
  assert.equal((await readdir(folder)).length, before);
  assert.deepEqual((await reopened(folder, 'one')).chips.map((chip) => chip.source.type === 'image' && chip.source.data), ['BBBB']);
  preparations.change('one', { chips: [], queue: [] });
  await preparations.settled();
  assert.deepEqual(await readdir(folder), []);
});

test('what is empty leaves no file, and a name that is no name reaches no file', async (context) => {
  const folder = await home(context);
  const preparations = createPreparations({ folder, clock: createFakeClock(), log: silentLog, onDidChange: () => undefined });
  preparations.change('one', { chips: [{ ...fileChip('a.ts'), id: 'c1' }] });
  preparations.change('../two', { chips: [{ ...fileChip('a.ts'), id: 'c1' }] });
  await preparations.settled();
  assert.deepEqual(await readdir(folder), ['one.json']);
  preparations.change('one', { chips: [] });
  await preparations.settled();
  assert.deepEqual(await readdir(folder), []);
});

test('a file that holds something else is left alone, and nothing is prepared', async (context) => {
  const folder = await home(context);
  const warned = Promise.withResolvers<void>();
  for (const text of ['{"chips": [{"id": 1}]}', 'not json', '']) {
    await writeFile(join(folder, 'one.json'), text);
    const preparations = createPreparations({ folder, clock: systemClock, log: { ...silentLog, warn: () => warned.resolve() }, onDidChange: () => assert.fail('changed') });
    preparations.of('one');
    if (text !== '') await warned.promise;
    assert.deepEqual(preparations.of('one').chips, []);
    assert.equal(await readFile(join(folder, 'one.json'), 'utf8'), text);
  }
});

test('what is attached before the disk has answered is not overwritten by it', async (context) => {
  const folder = await home(context);
  const before = createPreparations({ folder, clock: createFakeClock(), log: silentLog, onDidChange: () => undefined });
  before.change('one', { chips: [{ ...fileChip('old.ts'), id: 'c1' }] });
  await before.settled();
  const preparations = createPreparations({ folder, clock: systemClock, log: silentLog, onDidChange: () => undefined });
  preparations.of('one');
  preparations.change('one', { chips: [{ ...fileChip('new.ts'), id: 'c2' }] });
  await preparations.settled();
  assert.deepEqual(preparations.of('one').chips.map(({ label }) => label), ['new.ts']);
});
