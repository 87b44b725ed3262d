// A view that comes back, after a reload or a crash, shows what it showed: conversation, words and place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDesk } from '../../../src/core/conversation/desk.ts';
import { createKeeping } from '../../../src/core/conversation/keeper.ts';
import { createPlaces, type Places } from '../../../src/core/conversation/places.ts';
import { createShown } from '../../../src/core/conversation/shown.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { inMemory, processOn } from '../../host/database/support/conversations.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const client: Handler = async function* ({ model }) {
  yield { type: 'text-delta', text: 'answer' };
  yield finish({ reason: 'stop', model });
};

function stage() {
  const database = inMemory();
  const clock = createFakeClock();
  const remembered = new Map<string, unknown>();
  const memory = { get: (key: string) => remembered.get(key), update: async (key: string, value: unknown) => void remembered.set(key, value) };
  let lastId = 0;
  /** A window, as it is opened anew after the one before was killed. */
  function open() {
    const { store } = processOn(database, { process: ++lastId });
    const keeping = { store, clock, workspace: () => 'file:///w', onTrouble: assert.fail };
    const desk = createDesk({ client, clock, newId: () => `t${++lastId}`, modelFor: () => 'v/m', systemPrompt: () => '', load: (id) => store.load(id), keep: (session, revision) => createKeeping(keeping, session, revision) });
    const shown = createShown(desk);
    const places = createPlaces({ ...keeping, desk, shown, memory });
    const seen = () => ({ id: shown.session.id, turns: shown.session.conversation().turns.size, ...places.place });
    return { desk, shown, places, store, seen };
  }
  const settled = async (places?: Places) => {
    await clock.advance(1_000);
    await places?.returned();
  };
  return { open, clock, settled };
}

test('conversation, draft and place in it are there again after a kill', async () => {
  const { open, settled } = stage();
  const before = open();
  await before.shown.session.ask({ text: 'q', task: 'chat' });
  before.places.typed('half a th');
  before.places.scrolled({ turn: 'x', offset: 40 });
  await settled();
  const after = open();
  await after.places.returned();
  assert.deepEqual(after.seen(), { id: before.shown.session.id, turns: 2, draft: 'half a th', scroll: { turn: 'x', offset: 40 } });
});

test('what was typed where nothing was asked yet is there again, under the same id', async () => {
  const { open, settled } = stage();
  const before = open();
  before.places.typed('first words');
  await settled();
  const after = open();
  await after.places.returned();
  assert.deepEqual([after.seen().id, after.seen().draft], [before.shown.session.id, 'first words']);
});

test('each conversation has its own draft; into a new one the words come along', async () => {
  const { open, settled } = stage();
  const { places, shown, seen } = open();
  await shown.session.ask({ text: 'q', task: 'chat' });
  const first = shown.session.id;
  places.typed('for the first');
  places.openNew();
  assert.deepEqual([seen().turns, seen().draft], [0, 'for the first']);
  places.typed('for the second');
  await settled();
  assert.equal(await places.open(first), true);
  assert.deepEqual([seen().id, seen().turns, seen().draft], [first, 2, '']);
  assert.equal(await places.open('nobody'), false);
  assert.equal(seen().id, first);
});

test('a conversation that was deleted meanwhile is not shown again', async () => {
  const { open, settled } = stage();
  const before = open();
  await before.shown.session.ask({ text: 'q', task: 'chat' });
  await settled();
  await before.store.change(before.shown.session.id, { deleted: true });
  const after = open();
  await after.places.returned();
  assert.equal(after.seen().turns, 0);
  assert.notEqual(after.seen().id, before.shown.session.id);
});

test('who asks before the view is back stays where they are', async () => {
  const { open, settled } = stage();
  const before = open();
  await before.shown.session.ask({ text: 'q', task: 'chat' });
  await settled();
  const after = open();
  const returning = after.places.returned();
  await after.shown.session.ask({ text: 'quick', task: 'chat' });
  await returning;
  assert.notEqual(after.seen().id, before.shown.session.id);
  assert.equal(after.seen().turns, 2);
});

test('what was asked in a window is in the next one, and both may go on', async () => {
  const { open, settled } = stage();
  const one = open();
  await one.shown.session.ask({ text: 'q', task: 'chat' });
  await settled();
  const other = open();
  await other.places.returned();
  await other.shown.session.ask({ text: 'from the other', task: 'chat' });
  await settled();
  await one.desk.refresh();
  assert.equal(one.seen().turns, 4);
  assert.equal(one.shown.session.conversation().head, other.shown.session.conversation().head);
});
