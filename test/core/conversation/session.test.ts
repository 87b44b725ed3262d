// The open conversation: nothing asked or answered is lost, whatever happens on the way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyConversation, visiblePath } from '../../../src/core/conversation/conversation.ts';
import { createSession, type SessionChange } from '../../../src/core/conversation/session.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { LlmError } from '../../../src/core/model/llmError.ts';
import { textOf } from '../../../src/core/model/message.ts';
import { unknownUsage } from '../../../src/core/model/usage.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

function open(client: Handler) {
  let lastId = 0;
  const changes: SessionChange[] = [];
  const session = createSession({ client, clock: createFakeClock(), newId: () => `t${++lastId}`, modelFor: (task) => `m/${task}`, systemPrompt: () => 'be good' }, emptyConversation('c'));
  session.onDidChange((change) => changes.push(change));
  const shown = () => visiblePath(session.conversation()).map((turn) => `${turn.kind}: ${turn.text}`);
  return { session, changes, shown };
}

/** Repeats the last question; refuses those that say so. */
const echo: Handler = async function* ({ model, messages }) {
  const question = textOf(messages.at(-1)?.parts ?? []);
  if (question.includes('fail')) {
    yield finish({ reason: 'error', model, error: new LlmError({ kind: 'server', message: '', retryable: true }) });
    return;
  }
  yield { type: 'thinking-delta', text: 'hm' };
  for (const word of question.split(' ')) yield { type: 'text-delta', text: `${word} ` };
  yield finish({ reason: 'stop', model });
};

test('a question is answered with everything said before, under the task\'s own model', async () => {
  const calls: Call[] = [];
  const { session, shown } = open((call) => {
    calls.push(call);
    return echo(call);
  });
  await session.ask({ text: 'one', task: 'chat' });
  await session.ask({ text: 'shown', parts: [{ type: 'text', text: 'sent' }], task: 'explain' });
  assert.deepEqual(shown(), ['user: one', 'assistant: one ', 'user: shown', 'assistant: sent ']);
  assert.equal(calls[1]?.model, 'm/explain');
  assert.deepEqual(calls[1]?.messages.map(({ role, parts }) => `${role}: ${textOf(parts)}`), ['system: be good', 'user: one', 'assistant: one ', 'user: sent']);
});

test('changes alone rebuild what is shown', async () => {
  const { session, changes, shown } = open(echo);
  await session.ask({ text: 'a b c', task: 'chat' });
  const grown = changes.map((change) => (change.type === 'turn-grew' ? change.text : '')).join('');
  assert.equal(`assistant: ${grown}`, shown()[1]);
  assert.deepEqual(changes.filter(({ type }) => type === 'busy-changed').map((change) => 'busy' in change && change.busy), [true, false]);
  assert.equal(changes.at(-2)?.type, 'turn-changed');
});

test('a second question waits for the first: it is refused, not lost', async () => {
  const { session } = open(echo);
  const first = session.ask({ text: 'one', task: 'chat' });
  assert.equal(await session.ask({ text: 'two', task: 'chat' }), false);
  assert.equal(await first, true);
});

test('an exchange that came to nothing is passed over by the next question, and still kept', async () => {
  const { session, shown } = open(echo);
  await session.ask({ text: 'one', task: 'chat' });
  await session.ask({ text: 'fail', task: 'chat' });
  assert.deepEqual(shown(), ['user: one', 'assistant: one ', 'user: fail', 'assistant: ']);
  await session.ask({ text: 'two', task: 'chat' });
  assert.deepEqual(shown(), ['user: one', 'assistant: one ', 'user: two', 'assistant: two ']);
  assert.equal(session.conversation().turns.size, 6);
});

test('asking again makes a sibling and leaves the old answer in the tree', async () => {
  const { session, shown } = open(echo);
  await session.ask({ text: 'fail', task: 'chat' });
  const failed = session.conversation().head ?? '';
  assert.equal(await session.askAgain(failed), true);
  assert.deepEqual(shown(), ['user: fail', 'assistant: ']);
  assert.notEqual(session.conversation().head, failed);
  assert.ok(session.conversation().turns.has(failed));
  assert.equal(await session.askAgain('unknown'), false);
});

test('stopping keeps what came', async () => {
  const hanging: Handler = async function* ({ signal, model }) {
    yield { type: 'text-delta', text: 'half' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    yield { type: 'text-delta', text: ' late' };
    yield finish({ reason: 'cancelled', model });
  };
  const { session, shown } = open(hanging);
  const began = () => new Promise<void>((resolve) => {
    const listening = session.onDidChange(({ type }) => {
      if (type !== 'turn-grew') return;
      listening.dispose();
      resolve();
    });
  });
  const grew = began();
  const stopped = session.ask({ text: 'a', task: 'chat' });
  await grew;
  session.stop();
  await stopped;
  assert.deepEqual(shown(), ['user: a', 'assistant: half late']);
  assert.equal(session.busy, false);
});

test('an answer knows its tokens as the client counts them, while it grows and at its end', async () => {
  const counting: Handler = async function* (call) {
    let told = 0;
    for await (const event of echo(call)) {
      if (event.type === 'text-delta') call.onDidCount?.((told += 3));
      yield event;
    }
  };
  const { session, changes } = open(counting);
  await session.ask({ text: 'a b c', task: 'chat' });
  assert.deepEqual(changes.flatMap((change) => (change.type === 'turn-grew' && change.text !== '' ? [change.turn.estimatedOutput] : [])), [3, 6, 9]);
  const answer = visiblePath(session.conversation()).at(-1);
  assert.equal(answer?.kind === 'assistant' && answer.estimatedOutput, 9);
});

test('going on with an answer grows its own turn, sums what it took, and is for the last one only', async () => {
  const calls: Call[] = [];
  const usage = (text: number) => ({ ...unknownUsage, output: { text, reasoning: undefined } });
  const cost = (amount: number) => ({ provenance: 'computed' as const, amount, currency: 'USD' as const });
  const limited: Handler = async function* (call) {
    calls.push(call);
    yield { type: 'message-start', model: 'v/two' };
    yield { type: 'text-delta', text: call.continues === undefined ? 'one ' : 'two' };
    yield finish({ reason: call.continues === undefined ? 'length' : 'stop', model: 'v/two', usage: usage(call.continues === undefined ? 3 : 4), cost: cost(call.continues === undefined ? 1 : 2) });
  };
  const { session, shown, changes } = open(limited);
  await session.ask({ text: 'a', task: 'chat' });
  const id = session.conversation().head ?? '';
  assert.equal(await session.continueAnswer(id), true);
  assert.deepEqual(shown(), ['user: a', 'assistant: one two']);
  assert.deepEqual([calls[1]?.continues, calls[1]?.messages.at(-1)], ['one ', calls[0]?.messages.at(-1)]);
  const turn = session.conversation().turns.get(id);
  assert.ok(turn?.kind === 'assistant');
  assert.deepEqual([turn.end?.reason, turn.end?.usage.output.text, turn.end?.cost, turn.end?.parts, turn.answering], ['stop', 7, cost(3), 2, 'v/two']);
  assert.equal(session.conversation().turns.size, 2);
  assert.ok(changes.some((change) => change.type === 'turn-changed' && change.turn.end === undefined && change.turn.text === 'one '), 'it is open again before anything comes');
  assert.equal(await session.continueAnswer(id), false, 'a whole answer has nothing to go on with');
  await session.ask({ text: 'b', task: 'chat' });
  const second = session.conversation().head ?? '';
  await session.ask({ text: 'c', task: 'chat' });
  assert.equal(await session.continueAnswer(second), false, 'what was built upon stays');
});

test('an answer that cannot be gone on with now keeps its text, and can be tried again', async () => {
  let works = true;
  const broken: Handler = async function* ({ model }) {
    if (works) yield { type: 'text-delta', text: 'half' };
    yield finish({ reason: 'error', model, error: new LlmError({ kind: 'server', message: '', retryable: true }) });
  };
  const { session, shown } = open(broken);
  await session.ask({ text: 'a', task: 'chat' });
  works = false;
  const id = session.conversation().head ?? '';
  assert.equal(await session.continueAnswer(id), true);
  assert.deepEqual(shown(), ['user: a', 'assistant: half']);
  assert.equal(await session.continueAnswer(id), true);
});
