// Messages that wait: each goes out when the answer before it ended well, and stays with a reason when it did not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FinishReason } from '../../../../src/core/model/streamEvent.ts';
import { fileChip, lastSaid, stage } from './stage.ts';

const nothing = (): void => undefined;

async function waiting(...texts: readonly string[]) {
  const here = stage();
  await here.composer.send('first', nothing);
  await here.clock.settle();
  for (const text of texts) assert.equal(await here.composer.send(text, nothing), 'queued');
  const end = async (index: number, reason: FinishReason): Promise<void> => {
    here.ends[index]?.resolve(reason);
    await here.clock.settle();
    await here.clock.settle();
  };
  return { ...here, end, queued: () => here.composer.prepared().queue.map(({ text }) => text), held: () => here.composer.view().held };
}

test('they go out one after another, in their order', async () => {
  const { calls, end, queued } = await waiting('second', 'third');
  assert.deepEqual(queued(), ['second', 'third']);
  await end(0, 'stop');
  assert.equal(lastSaid(calls[1]), 'second');
  assert.deepEqual(queued(), ['third']);
  await end(1, 'stop');
  assert.equal(lastSaid(calls[2]), 'third');
  await end(2, 'stop');
  assert.equal(calls.length, 3);
});

for (const reason of ['cancelled', 'error', 'interrupted', 'length', 'content-filter'] as const) {
  test(`after an answer that ended as ${reason} nothing goes out, and it says so`, async () => {
    const { calls, end, queued, held } = await waiting('second');
    await end(0, reason);
    assert.equal(calls.length, 1);
    assert.deepEqual(queued(), ['second']);
    assert.match(held() ?? '', /was not sent/);
  });
}

test('one that is held can be sent, edited and removed', async () => {
  const { composer, shown, calls, end, queued, held, clock } = await waiting('second', 'third');
  await end(0, 'error');
  await composer.queue.sendNow(shown.session, composer.prepared().queue[0]?.id ?? '');
  await clock.settle();
  assert.equal(lastSaid(calls[1]), 'second');
  assert.equal(held(), undefined);
  const taken = composer.queue.take(shown.session, composer.prepared().queue[0]?.id ?? '');
  assert.equal(taken?.text, 'third');
  await end(1, 'stop');
  assert.deepEqual([queued(), calls.length], [[], 2]);
});

test('what goes along waits with its message, is read when it goes out, and holds the line when it cannot be', async () => {
  const { composer, put, disk, calls, end, queued, held } = await waiting();
  put('a.ts', 'old');
  composer.attach([fileChip('a.ts')]);
  await composer.send('second', nothing);
  assert.deepEqual(composer.view().chips, []);
  assert.deepEqual(composer.view().queued.map(({ attachments }) => attachments), [['a.ts']]);
  put('a.ts', 'new');
  await end(0, 'stop');
  assert.match(lastSaid(calls[1]), /new/);
  composer.attach([fileChip('a.ts')]);
  await composer.send('third', nothing);
  disk.clear();
  await end(1, 'stop');
  assert.deepEqual(queued(), ['third']);
  assert.match(held() ?? '', /no longer there/);
});

test('the line of a conversation that nobody looks at moves on', async () => {
  const { calls, end, shown, desk, clock } = await waiting('second');
  const first = shown.session;
  shown.show(desk.begin());
  await clock.settle();
  await end(0, 'stop');
  assert.equal(lastSaid(calls[1]), 'second');
  assert.equal(calls[1]?.conversation, first.id);
  assert.ok(desk.sessions().includes(first), 'it stays open while something waits');
  await end(1, 'stop');
  assert.ok(!desk.sessions().includes(first), 'and it is closed once nothing waits');
});

test('an answer that ends well after one that did not sets the line going again', async () => {
  const { shown, calls, end, clock } = await waiting('second');
  await end(0, 'error');
  const { head } = shown.session.conversation();
  void shown.session.askAgain(head ?? '');
  await clock.settle();
  await end(1, 'stop');
  assert.equal(lastSaid(calls[2]), 'second');
});
