// What happens in a session is kept as it happens: before it goes out, while it grows, and again when it could not be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Clock } from '../../../src/core/base/clock.ts';
import { createDesk } from '../../../src/core/conversation/desk.ts';
import { createKeeping } from '../../../src/core/conversation/keeper.ts';
import type { ConversationStore } from '../../../src/core/conversation/store.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { inMemory, plain, processOn } from '../../host/database/support/conversations.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

type Writes = Pick<ConversationStore, 'keepTurn' | 'grow' | 'keepHead' | 'since'>;

/** Answers what a test feeds it, piece by piece. */
function feed() {
  const waiting: (string | undefined)[] = [];
  let wake = (): void => undefined;
  const client: Handler = async function* ({ model, signal }) {
    signal.addEventListener('abort', () => wake());
    for (;;) {
      if (signal.aborted) return void (yield finish({ reason: 'cancelled', model }));
      const next = waiting.shift();
      if (next === '') return void (yield finish({ reason: 'stop', model }));
      if (next !== undefined) yield { type: 'text-delta', text: next };
      else await new Promise<void>((resolve) => void (wake = resolve));
    }
  };
  return { client, say: (...texts: readonly string[]) => (waiting.push(...texts), wake()) };
}

function stage(around: (store: ConversationStore, clock: Clock) => Writes = (store) => store) {
  const database = inMemory();
  const { store, desk: other } = processOn(database);
  const clock = createFakeClock();
  const { client, say } = feed();
  const calls: string[] = [];
  const troubles: string[] = [];
  const writes = around(store, clock);
  let lastId = 0;
  const desk = createDesk({
    client: (call) => (calls.push('asked'), client(call)),
    clock, newId: () => `t${++lastId}`, modelFor: () => 'v/m', systemPrompt: () => '',
    load: (id) => store.load(id),
    keep: (session, revision) => createKeeping({
      store: { ...writes, keepTurn: (where, turn) => (calls.push(`kept ${turn.kind}`), writes.keepTurn(where, turn)), grow: (where, piece) => (calls.push(`grown by ${piece.text.length}`), writes.grow(where, piece)) },
      clock, workspace: () => 'file:///w', onTrouble: (reason) => troubles.push(reason),
    }, session, revision),
  });
  const session = desk.begin();
  const kept = async () => {
    const found = await store.load(session.id);
    return found && plain(found.conversation);
  };
  return { database, store, other, clock, say, calls, troubles, desk, session, kept };
}

test('a question is kept before it goes out', async () => {
  const order: string[] = [];
  const { session, say, clock, calls } = stage((store, disk) => ({
    ...store,
    async keepTurn(where, turn) {
      await store.keepTurn(where, turn);
      await new Promise<void>((resolve) => void disk.after(100, resolve));
      order.push(`${turn.kind}, asked: ${calls.includes('asked')}`);
    },
  }));
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.advance(200);
  say('a', '');
  await asked;
  await clock.settle();
  assert.deepEqual(order.slice(0, 2), ['user, asked: false', 'assistant, asked: false']);
});

test('a disk that does not answer holds up a question for a moment only', async () => {
  const { session, clock, calls } = stage((store) => ({ ...store, keepTurn: () => new Promise(() => undefined) }));
  void session.ask({ text: 'q', task: 'chat' });
  await clock.advance(1_000);
  assert.ok(!calls.includes('asked'));
  await clock.advance(1_000);
  assert.ok(calls.includes('asked'));
});

test('an answer is kept twice a second while it grows, a long piece at once, each word once', async () => {
  const { session, say, clock, calls } = stage();
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  calls.length = 0;
  for (let index = 0; index < 10; index += 1) {
    say('12345');
    await clock.advance(100);
  }
  assert.deepEqual(calls, ['grown by 25', 'grown by 25']);
  say('x'.repeat(40_000));
  await clock.settle();
  assert.equal(calls.at(-1), 'grown by 40000');
  say('');
  await asked;
  assert.equal(calls.at(-1), 'kept assistant');
});

test('for any answer and any moment of death, all but the last half second is there, and after a stop everything', async () => {
  const piece = fc.record({ text: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), wait: fc.integer({ min: 0, max: 700 }) });
  await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 25 }), fc.boolean(), async (pieces, stops) => {
    const { session, say, clock, database } = stage();
    const asked = session.ask({ text: 'q', task: 'chat' });
    await clock.settle();
    let said = '';
    const history: { readonly at: number; readonly said: string }[] = [{ at: clock.now(), said }];
    for (const { text, wait } of pieces) {
      said += text;
      say(text);
      await clock.settle();
      history.push({ at: clock.now(), said });
      await clock.advance(wait);
    }
    if (stops) {
      session.stop();
      await asked;
      await clock.settle();
    }
    const before = history.findLast(({ at }) => at <= clock.now() - 500)?.said ?? '';
    const next = processOn(database, { process: 2, isThere: () => false });
    next.desk.beat();
    const turn = (await next.store.load(session.id))?.conversation.turns.get(session.conversation().head ?? '');
    assert.ok(turn?.kind === 'assistant' && turn.end);
    assert.equal(turn.end.reason, stops ? 'cancelled' : 'interrupted');
    assert.ok(said.toWellFormed().startsWith(turn.text) || !said.isWellFormed());
    // Half a character waits for its other half.
    assert.ok(turn.text.length >= (stops ? said.length : before.length - 1), `${turn.text.length} of ${before.length} of ${said.length}`);
    database.close();
  }), { numRuns: 60 });
});

test('what cannot be kept is kept whole with the next try, and that is told to the log', async () => {
  let works = true;
  const { session, say, clock, troubles, kept } = stage((store) => {
    const or = <T extends readonly unknown[]>(write: (...values: T) => Promise<void>) => (...values: T) => (works ? write(...values) : Promise.reject(new Error('The disk is full.')));
    return { ...store, keepTurn: or((where: Parameters<typeof store.keepTurn>[0], turn: Parameters<typeof store.keepTurn>[1]) => store.keepTurn(where, turn)), grow: or((where: Parameters<typeof store.grow>[0], one: Parameters<typeof store.grow>[1]) => store.grow(where, one)) };
  });
  works = false;
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  say('one ');
  await clock.advance(600);
  assert.equal(await kept(), undefined);
  works = true;
  say('two ');
  await clock.advance(6_000);
  say('three', '');
  await asked;
  await clock.settle();
  assert.deepEqual(await kept(), plain(session.conversation()));
  assert.ok(troubles.length > 0 && troubles.every((reason) => reason === 'The disk is full.'));
});

test('a conversation that cannot be kept yet is not closed', async () => {
  let works = false;
  const { desk, session, say, clock } = stage((store) => ({ ...store, keepTurn: (where, turn) => (works ? store.keepTurn(where, turn) : Promise.reject(new Error('no'))) }));
  const look = desk.look(session);
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  say('a', '');
  await asked;
  look.dispose();
  await clock.settle();
  assert.deepEqual(desk.sessions(), [session]);
  works = true;
  await clock.advance(6_000);
  desk.look(session).dispose();
  await clock.settle();
  assert.deepEqual(desk.sessions(), []);
  assert.equal((await desk.open(session.id))?.conversation().turns.size, 2);
});

test('another window\'s turns are taken over, its answer is followed while it grows, and nothing is written back', async () => {
  const { session, desk, store, clock, say, calls, database } = stage();
  const look = desk.look(session);
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  say('a', '');
  await asked;
  await clock.settle();
  const there = processOn(database, { process: 2 });
  const theirs = await there.store.load(session.id);
  assert.ok(theirs);
  const feedThere = feed();
  const otherDesk = createDesk({
    client: feedThere.client, clock, newId: () => `o${calls.length}${Math.random()}`, modelFor: () => 'v/m', systemPrompt: () => '', load: (id) => there.store.load(id),
    keep: (one, revision) => createKeeping({ store: there.store, clock, workspace: () => undefined, onTrouble: assert.fail }, one, revision),
  });
  const other = await otherDesk.open(session.id);
  const theirAsked = other?.ask({ text: 'theirs', task: 'chat' });
  await clock.settle();
  feedThere.say('half');
  await clock.advance(600);
  calls.length = 0;
  await desk.refresh();
  const head = () => session.conversation().turns.get(session.conversation().head ?? '');
  assert.deepEqual([head()?.text, session.busy], ['half', false]);
  feedThere.say(' whole', '');
  await theirAsked;
  await clock.advance(2_000);
  const end = head();
  assert.ok(end?.kind === 'assistant');
  assert.deepEqual([end.text, end.end?.reason, end.elsewhere], ['half whole', 'stop', undefined]);
  assert.deepEqual(calls, []);
  assert.deepEqual(plain(session.conversation()), plain((await store.load(session.id))?.conversation ?? assert.fail()));
  look.dispose();
});
