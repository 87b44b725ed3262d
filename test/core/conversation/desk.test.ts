// Many conversations at once: each has one session, and leaving one takes nothing from it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Conversation, emptyConversation, mergeTurns, visiblePath } from '../../../src/core/conversation/conversation.ts';
import { createDesk } from '../../../src/core/conversation/desk.ts';
import type { SessionChange } from '../../../src/core/conversation/session.ts';
import { createShown } from '../../../src/core/conversation/shown.ts';
import type { AssistantTurn, UserTurn } from '../../../src/core/conversation/turn.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

function stage() {
  const gates: PromiseWithResolvers<void>[] = [];
  const client: Handler = async function* ({ model }) {
    yield { type: 'text-delta', text: 'half' };
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    yield { type: 'text-delta', text: ' whole' };
    yield finish({ reason: 'stop', model });
  };
  const clock = createFakeClock();
  let lastId = 0;
  const loads: PromiseWithResolvers<{ conversation: Conversation; revision: number } | undefined>[] = [];
  const desk = createDesk({
    client, clock, newId: () => `t${++lastId}`, modelFor: () => 'm/m', systemPrompt: () => '',
    load: () => {
      loads.push(Promise.withResolvers());
      return loads.at(-1)?.promise ?? Promise.resolve(undefined);
    },
  });
  return { desk, shown: createShown(desk), clock, gates, loads };
}

test('an answer in a conversation that is left streams to its end, unseen by the one that is shown', async () => {
  const { desk, shown, clock, gates } = stage();
  const first = shown.session;
  const changes: SessionChange[] = [];
  const asked = first.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  shown.onDidChange((change) => changes.push(change));
  shown.show(desk.begin());
  assert.deepEqual(changes, [{ type: 'path-changed' }, { type: 'busy-changed', busy: false }]);
  gates[0]?.resolve();
  await asked;
  assert.equal(visiblePath(first.conversation()).at(-1)?.text, 'half whole');
  assert.equal(changes.length, 2);
  assert.equal(shown.session.conversation().turns.size, 0);
});

test('what nobody looks at is closed once nothing runs in it, and not before', async () => {
  const { desk, shown, clock, gates } = stage();
  const first = shown.session;
  const asked = first.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  shown.show(desk.begin());
  await clock.settle();
  assert.deepEqual(desk.sessions(), [first, shown.session]);
  assert.equal(await desk.open(first.id), first, 'the very same, while it runs');
  gates[0]?.resolve();
  await asked;
  await clock.settle();
  assert.deepEqual(desk.sessions(), [shown.session]);
});

test('two views of a conversation share its session; it is closed after the last', async () => {
  const { desk, shown, clock } = stage();
  const { session } = shown;
  const other = createShown(desk);
  other.show(session);
  shown.show(desk.begin());
  await clock.settle();
  assert.ok(desk.sessions().includes(session));
  other.dispose();
  await clock.settle();
  assert.ok(!desk.sessions().includes(session));
});

test('asking twice for a conversation that is being loaded loads it once; one that is not there is none', async () => {
  const { desk, loads } = stage();
  const both = [desk.open('kept'), desk.open('kept')];
  loads[0]?.resolve({ conversation: { ...emptyConversation('kept'), turns: new Map([['u', user('u', undefined)]]), head: 'u' }, revision: 1 });
  const [one, other] = await Promise.all(both);
  assert.equal(one, other);
  assert.equal(loads.length, 1);
  assert.equal(one?.conversation().head, 'u');
  const missing = desk.open('gone');
  loads[1]?.resolve(undefined);
  assert.equal(await missing, undefined);
});

function user(id: string, parent: string | undefined): UserTurn {
  return { kind: 'user', id, parent, text: id, parts: [], attachments: [], task: 'chat' };
}

function answer(id: string, parent: string, more: Partial<AssistantTurn> = {}): AssistantTurn {
  return { kind: 'assistant', id, parent, model: 'm/m', text: id, thinking: '', notices: [], startedAt: 0, estimatedOutput: 0, end: undefined, ...more };
}

const tree = (head: string | undefined, ...turns: readonly (UserTurn | AssistantTurn)[]): Conversation => ({ id: 'c', turns: new Map(turns.map((turn) => [turn.id, turn])), head });

test('what another window added is taken over, and the head goes along where theirs grew out of mine', () => {
  const mine = tree('a', user('u', undefined), answer('a', 'u', { elsewhere: true }));
  const theirs = tree('b', user('u', undefined), answer('a', 'u', { text: 'longer' }), user('v', 'a'), answer('b', 'v'));
  const merged = mergeTurns(mine, theirs);
  assert.deepEqual([merged.head, merged.turns.get('a')?.text, merged.turns.size], ['b', 'longer', 4]);
});

test('an answer on its way here is nobody else\'s to change, and who went another way stays there', () => {
  const mine = tree('a', user('u', undefined), answer('a', 'u', { text: 'newest' }));
  const theirs = tree('z', user('u', undefined), answer('a', 'u', { text: 'old', elsewhere: true }), user('z', undefined));
  const merged = mergeTurns(mine, theirs);
  assert.deepEqual([merged.head, merged.turns.get('a')?.text, merged.turns.size], ['a', 'newest', 3]);
  assert.equal(mergeTurns(mine, tree('a')), mine, 'nothing new is nothing changed');
});
