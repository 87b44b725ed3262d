// What the page asks about turns, end to end over a session: what it gets to see, and what is refused with a sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyConversation, visiblePath } from '../../../../src/core/conversation/conversation.ts';
import { createSession } from '../../../../src/core/conversation/session.ts';
import { finish } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import { textOf } from '../../../../src/core/model/message.ts';
import { createPageChanges } from '../../../../src/features/chat/pageChanges.ts';
import { bringBackLast, createTurnHandlers, type TurnPorts } from '../../../../src/features/chat/turns/turnRequests.ts';
import { createTurnState } from '../../../../src/features/chat/turns/turnState.ts';
import { turnViews } from '../../../../src/features/chat/turns/turnViews.ts';
import type { Change } from '../../../../src/shared/protocol.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';

const names = { label: () => 'V', badge: () => undefined };

function stage(client: Handler, rest: Partial<TurnPorts> = {}) {
  const clock = createFakeClock();
  let id = 0;
  const session = createSession({ client, clock, newId: () => `t${++id}`, modelFor: () => 'v/m', systemPrompt: () => '' }, emptyConversation('c'));
  const pushed: Change[] = [];
  const works: Promise<unknown>[] = [];
  const state = createTurnState(clock, (undo) => pushed.push({ type: 'undo-changed', undo }));
  const handlers = createTurnHandlers({
    shown: () => session, state, quietly: (work) => void works.push(work), withdrawDraft: () => undefined, mayBeSent: async () => true,
    chooseModel: async () => 'v/other', chooseCompared: async () => ['v/a', 'v/b'], askNote: async () => ' why ', ...rest,
  });
  const page = createPageChanges({ conversation: () => session.conversation(), names, draft: { answerEnded: () => undefined }, now: () => clock.now() });
  session.onDidChange((change) => pushed.push(...page.of(change)));
  const views = () => turnViews(session.conversation(), names, clock.now());
  const last = () => session.conversation().head ?? '';
  return { clock, session, handlers, state, pushed, views, last, page, done: () => Promise.all(works), ask: (text: string) => session.ask({ text, task: 'chat' }) };
}

const echo: Handler = async function* ({ model, messages }) {
  yield { type: 'text-delta', text: `${model}: ${textOf(messages.at(-1)?.parts ?? [])}` };
  yield finish({ reason: 'stop', model });
};

test('versions are numbered in what the page shows, and the arrows answer with where they led', async () => {
  const { handlers, ask, last, views, done } = stage(echo);
  await ask('one');
  const first = last();
  assert.deepEqual(await handlers.regenerate({ turn: first, choose: true }), { done: true });
  await done();
  assert.deepEqual(views().map(({ text, branch }) => [text, branch]), [['one', undefined], ['v/other: one', { place: 2, count: 2 }]]);
  assert.deepEqual(await handlers.showBranch({ turn: last(), steps: -1 }), { turn: first });
  assert.deepEqual(views()[1]?.branch, { place: 1, count: 2 });
  assert.throws(() => handlers.showBranch({ turn: first, steps: -1 }), /no other version/);
  await handlers.editTurn({ turn: 't1', text: 'two' });
  await done();
  assert.deepEqual(views().map(({ text, branch }) => [text, branch]), [['two', { place: 2, count: 2 }], ['v/m: two', undefined]]);
});

test('nothing is asked while an answer comes, nor without words, nor by who thinks better of it', async () => {
  const gate = Promise.withResolvers<void>();
  const slow: Handler = async function* ({ model }) {
    await gate.promise;
    yield finish({ reason: 'stop', model });
  };
  const busy = stage(slow);
  const asked = busy.ask('q');
  for (const refused of [busy.handlers.regenerate({ turn: 't1', choose: true }), busy.handlers.compare({ turn: 't1' }), busy.handlers.editTurn({ turn: 't1', text: 'x' })]) await assert.rejects(Promise.resolve(refused), /still on its way/);
  gate.resolve();
  await asked;
  const quiet = stage(echo, { chooseModel: async () => undefined, chooseCompared: async () => undefined, mayBeSent: async () => false });
  await quiet.ask('q');
  assert.deepEqual(await quiet.handlers.regenerate({ turn: 't2', choose: true }), { done: false });
  assert.deepEqual(await quiet.handlers.compare({ turn: 't2' }), { done: false });
  await assert.rejects(Promise.resolve(quiet.handlers.editTurn({ turn: 't1', text: 'x' })), /not sent/);
  await assert.rejects(Promise.resolve(quiet.handlers.editTurn({ turn: 't1', text: ' ' })), /nothing to send/);
  assert.throws(() => quiet.handlers.deleteTurn({ turn: 'no such' }), /no longer in this conversation/);
  assert.equal(quiet.session.conversation().turns.size, 2);
});

test('compared answers are columns of one turn, each grows in the page by its own id', async () => {
  const { handlers, ask, last, views, pushed, done } = stage(echo);
  await ask('q');
  const known = last();
  pushed.length = 0;
  await handlers.compare({ turn: known });
  await done();
  const [, shown] = views();
  assert.deepEqual([shown?.model, ...(shown?.columns ?? []).map(({ model, text, branch }) => `${model} ${text} ${branch?.place}`)], ['v/m', 'v/a v/a: q 2', 'v/b v/b: q 3']);
  assert.match(shown?.columns?.[0]?.meter?.time ?? 'in all', /in all$/);
  const grew = pushed.flatMap((change) => (change.type === 'turn-grew' ? [change.id] : []));
  assert.deepEqual(new Set(grew), new Set(shown?.columns?.map(({ id }) => id)));
  assert.equal(pushed.filter(({ type }) => type === 'turn-added').length, 0);
  await handlers.goOnWith({ turn: shown?.columns?.[1]?.id ?? '' });
  assert.deepEqual(views().map(({ text, columns }) => [text, columns]), [['q', undefined], ['v/b: q', undefined]]);
});

test('of an answer in another branch the page hears nothing while it grows', async () => {
  const gate = Promise.withResolvers<void>();
  let calls = 0;
  const client: Handler = async function* (call) {
    if (++calls > 1) await gate.promise;
    yield* echo(call);
  };
  const { session, handlers, ask, last, views, pushed, done } = stage(client);
  await ask('q');
  await handlers.regenerate({ turn: last(), choose: false });
  await handlers.showBranch({ turn: last(), steps: -1 });
  pushed.length = 0;
  gate.resolve();
  await done();
  assert.deepEqual(pushed.map(({ type }) => type), ['busy-changed']);
  assert.equal(visiblePath(session.conversation()).length, 2);
  await handlers.showBranch({ turn: last(), steps: 1 });
  assert.deepEqual(views()[1]?.text, 'v/m: q');
});

test('what is deleted is offered back for a while, and the last one by command for ever', async () => {
  const { clock, session, handlers, state, ask, last, views, pushed } = stage(echo);
  await ask('one');
  await ask('two');
  await handlers.deleteTurn({ turn: 't3' });
  assert.deepEqual([views().length, state.undo], [2, { turn: 't3', sentence: 'Question and what follows it deleted.' }]);
  assert.deepEqual([state.of(session.conversation()), state.of(emptyConversation('another'))], [{ undo: state.undo }, {}]);
  await handlers.undoDelete({ turn: 't3' });
  assert.deepEqual([views().length, state.undo], [4, undefined]);
  await handlers.deleteTurn({ turn: last() });
  await clock.advance(30_000);
  assert.deepEqual([views().length, state.undo, pushed.findLast(({ type }) => type === 'undo-changed')], [3, undefined, { type: 'undo-changed', undo: null }]);
  assert.equal(bringBackLast(session), true);
  assert.equal(bringBackLast(session), false);
  assert.equal(views().length, 4);
});

test('a rating and its note reach the page, and a new value keeps the note', async () => {
  const { handlers, ask, last, views, pushed } = stage(echo);
  await ask('q');
  await assert.rejects(Promise.resolve(handlers.noteRating({ turn: last() })), /Rate the answer first/);
  await handlers.rate({ turn: last(), value: 'up' });
  await handlers.noteRating({ turn: last() });
  await handlers.rate({ turn: last(), value: 'down' });
  assert.deepEqual(views()[1]?.rating, { value: 'down', note: 'why' });
  assert.deepEqual(pushed.at(-1), { type: 'turn-changed', id: last(), changes: { rating: { value: 'down', note: 'why' } } });
  await handlers.rate({ turn: last(), value: null });
  assert.equal(views()[1]?.rating, undefined);
  assert.deepEqual(pushed.at(-1), { type: 'turn-changed', id: last(), changes: { rating: null } });
});

test('an edit that goes on is kept until it is sent or ended', async () => {
  const { handlers, state, ask } = stage(echo);
  await ask('q');
  await handlers.keepEdit({ turn: 't1', text: 'half' });
  await handlers.keepEdit({ turn: 'other', text: null });
  assert.deepEqual(state.edit, { turn: 't1', text: 'half' });
  await handlers.editTurn({ turn: 't1', text: 'whole' });
  assert.equal(state.edit, undefined);
});
