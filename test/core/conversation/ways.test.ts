// What people do with the tree while answers come and after: every way leads back, and nothing that was said is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openComparison } from '../../../src/core/conversation/branches.ts';
import { emptyConversation, visiblePath } from '../../../src/core/conversation/conversation.ts';
import { createSession, type SessionChange } from '../../../src/core/conversation/session.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { textOf } from '../../../src/core/model/message.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

function open(client: Handler) {
  let lastId = 0;
  const calls: Call[] = [];
  const changes: SessionChange[] = [];
  const session = createSession({
    client: (call) => {
      calls.push(call);
      return client(call);
    },
    clock: createFakeClock(), newId: () => `t${++lastId}`, modelFor: (task) => `m/${task}`, systemPrompt: () => 'be good',
  }, emptyConversation('c'));
  session.onDidChange((change) => changes.push(change));
  const shown = () => visiblePath(session.conversation()).map(({ text }) => text);
  const head = () => session.conversation().head ?? '';
  const turn = (id: string) => session.conversation().turns.get(id) ?? assert.fail(`no turn ${id}`);
  return { session, calls, changes, shown, head, turn, ask: (text: string) => session.ask({ text, task: 'chat' }) };
}

/** Names the model and the question. */
const echo: Handler = async function* ({ model, messages }) {
  yield { type: 'text-delta', text: `${model}: ${textOf(messages.at(-1)?.parts ?? [])}` };
  yield finish({ reason: 'stop', model });
};

/** Answers stand still after their first word until their model's gate opens, or they are called off. */
function held() {
  const gates = new Map<string, () => void>();
  const client: Handler = async function* ({ model, signal }) {
    yield { type: 'text-delta', text: `${model} begins` };
    await new Promise<void>((resolve) => {
      gates.set(model, resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    if (!signal.aborted) yield { type: 'text-delta', text: ' and ends' };
    yield finish({ reason: signal.aborted ? 'cancelled' : 'stop', model });
  };
  return { client, gates, standing: async (count: number) => { while (gates.size < count) await new Promise(setImmediate); } };
}

test('an edit is a sibling that keeps what went along; the arrows lead there and back', async () => {
  const { session, calls, shown, head, turn } = open(echo);
  const image = { type: 'image', mediaType: 'image/png', data: 'AA==' } as const;
  await session.ask({ text: 'one', parts: [image, { type: 'text', text: 'one' }], attachments: [{ label: 'a.png', detail: '' }], task: 'explain', model: 'v/x' });
  const [question] = visiblePath(session.conversation());
  await session.ask({ text: 'after', task: 'chat' });
  assert.equal(await session.askEdited(question?.id ?? '', 'two'), true);
  assert.deepEqual(shown(), ['two', 'v/x: two']);
  assert.deepEqual([calls.at(-1)?.messages.at(-1)?.parts, calls.at(-1)?.task], [[image, { type: 'text', text: 'two' }], 'explain']);
  const edited = turn(turn(head()).parent ?? '');
  assert.deepEqual(edited.kind === 'user' && edited.attachments, [{ label: 'a.png', detail: '' }]);
  assert.equal(session.showBeside(edited.id, -1)?.id, question?.id);
  assert.deepEqual(shown(), ['one', 'v/x: one', 'after', 'm/chat: after']);
  assert.equal(session.showBeside(question?.id ?? '', -1), undefined);
  session.showBeside(question?.id ?? '', 1);
  assert.deepEqual(shown(), ['two', 'v/x: two']);
});

test('what the model got besides the words of an action goes along with an edit', async () => {
  const { session, calls } = open(echo);
  await session.ask({ text: 'Explain.', parts: [{ type: 'text', text: 'Explain: code' }], task: 'explain' });
  await session.askEdited(visiblePath(session.conversation())[0]?.id ?? '', 'Shorter.');
  assert.deepEqual(calls[1]?.messages.at(-1)?.parts, [{ type: 'text', text: 'Explain: code' }, { type: 'text', text: 'Shorter.' }]);
});

test('another model answers again; from the question itself too, where its answer was deleted', async () => {
  const { session, shown, ask, head } = open(echo);
  await ask('one');
  const first = head();
  await session.askAgain(first, 'v/other');
  assert.deepEqual(shown(), ['one', 'v/other: one']);
  session.delete(head());
  assert.deepEqual(shown(), ['one', 'm/chat: one']);
  session.delete(first);
  assert.deepEqual(shown(), ['one']);
  await session.askAgain(head());
  assert.deepEqual(shown(), ['one', 'm/chat: one']);
});

test('models answer side by side, each to its own end, and the one that is chosen leads on', async () => {
  const { client, gates, standing } = held();
  const { session, calls, changes, shown, ask, head } = open(client);
  const first = ask('q');
  await standing(1);
  gates.get('m/chat')?.();
  await first;
  const known = head();
  const compared = session.compare(known, ['v/a', 'v/b']);
  await standing(3);
  assert.equal(session.busy, true);
  assert.deepEqual(openComparison(session.conversation()).map(({ model, text }) => `${model}: ${text}`), ['m/chat: m/chat begins and ends', 'v/a: v/a begins', 'v/b: v/b begins']);
  gates.get('v/b')?.();
  while (openComparison(session.conversation())[2]?.end === undefined) await new Promise(setImmediate);
  assert.equal(session.busy, true, 'the other one is still on its way');
  session.stop(openComparison(session.conversation())[1]?.id);
  assert.equal(await compared, true);
  assert.deepEqual(openComparison(session.conversation()).map(({ end }) => end?.reason), ['stop', 'cancelled', 'stop']);
  assert.deepEqual(calls.slice(1).map(({ model, anew, messages }) => [model, anew, messages.length]), [['v/a', true, 2], ['v/b', true, 2]]);
  assert.deepEqual(changes.flatMap((change) => (change.type === 'busy-changed' ? [change.busy] : [])), [true, false, true, false]);
  const last = openComparison(session.conversation())[2]?.id ?? '';
  session.goOnWith(last);
  assert.deepEqual([shown(), head(), openComparison(session.conversation())], [['q', 'v/b begins and ends'], last, []]);
  session.showBeside(last, -2);
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends']);
  assert.deepEqual(openComparison(session.conversation()), [], 'what was decided stays decided');
});

test('in a comparison another try takes the place of its column', async () => {
  let tries = 0;
  const flaky: Handler = async function* (call) {
    if (call.model === 'v/b' && ++tries === 1) yield finish({ reason: 'error', model: call.model });
    else yield* echo(call);
  };
  const { session, ask, head } = open(flaky);
  await ask('q');
  await session.compare(head(), ['v/a', 'v/b']);
  const failed = openComparison(session.conversation())[2]?.id ?? '';
  assert.equal(await session.askAgain(failed), true);
  assert.deepEqual(openComparison(session.conversation()).map(({ text }) => text), ['m/chat: q', 'v/a: q', 'v/b: q']);
  assert.ok(session.conversation().turns.has(failed));
  const first = head();
  await session.askAgain(first);
  assert.deepEqual([openComparison(session.conversation()).length, head() === first], [3, false]);
});

test('Stop without a name calls all of them off', async () => {
  const { client, standing } = held();
  const { session } = open(client);
  const asked = session.ask({ text: 'q', task: 'chat' });
  await standing(1);
  session.stop();
  await asked;
  const compared = session.compare(session.conversation().head ?? '', ['v/a', 'v/b']);
  await standing(3);
  session.stop();
  await compared;
  assert.deepEqual([...session.conversation().turns.values()].flatMap((turn) => (turn.kind === 'assistant' ? [turn.end?.reason] : [])), ['cancelled', 'cancelled', 'cancelled']);
});

test('what is deleted is hidden, counted and called off, and comes back where it was', async () => {
  const { client, gates, standing } = held();
  const { session, shown, head, turn, ask } = open(client);
  const first = ask('q');
  await standing(1);
  gates.get('m/chat')?.();
  await first;
  gates.clear();
  const second = ask('again');
  await standing(1);
  const question = turn(head()).parent ?? '';
  assert.equal(session.delete(question), 2);
  await second;
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends']);
  assert.equal(session.delete(question), 0);
  session.bringBack(question);
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends', 'again', 'm/chat begins']);
  session.bringBack(question);
  assert.equal(session.conversation().turns.size, 4);
});

test('a rating stays with its answer, also one that is given while it grows', async () => {
  const { client, gates, standing } = held();
  const { session, changes, turn, ask, head } = open(client);
  const asked = ask('q');
  await standing(1);
  session.rate(head(), { value: 'up', note: 'nice' });
  gates.get('m/chat')?.();
  await asked;
  const answer = turn(head());
  assert.deepEqual(answer.kind === 'assistant' && [answer.rating, answer.text], [{ value: 'up', note: 'nice' }, 'm/chat begins and ends']);
  session.rate(head(), undefined);
  assert.deepEqual(changes.flatMap((change) => (change.type === 'turn-marked' && change.turn.kind === 'assistant' ? [change.turn.rating] : [])), [{ value: 'up', note: 'nice' }, undefined]);
});

test('while an answer is on its way nothing new is asked, but other branches can be looked at', async () => {
  const { client, gates, standing } = held();
  const { session, shown, ask, head } = open(client);
  const first = ask('q');
  await standing(1);
  gates.get('m/chat')?.();
  await first;
  const old = head();
  gates.clear();
  const again = session.askAgain(old);
  await standing(1);
  assert.deepEqual([await session.askEdited('t1', 'x'), await session.compare(old, ['v/a']), await session.askAgain(old)], [false, false, false]);
  session.showBeside(head(), -1);
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends']);
  gates.get('m/chat')?.();
  await again;
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends'], 'the answer ended without pulling anybody along');
  session.showBeside(old, 1);
  assert.deepEqual(shown(), ['q', 'm/chat begins and ends']);
  assert.notEqual(head(), old);
});
