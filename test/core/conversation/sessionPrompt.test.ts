// What a session tells a model besides the turns: the mode, the instructions, the examples of a question.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyConversation } from '../../../src/core/conversation/conversation.ts';
import { createSession, type SessionChange, type SessionPorts } from '../../../src/core/conversation/session.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import { textMessage, textOf } from '../../../src/core/model/message.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

function open(ports: Partial<SessionPorts> = {}) {
  let lastId = 0;
  const calls: Call[] = [];
  const changes: SessionChange[] = [];
  const session = createSession({
    client: async function* (call) {
      calls.push(call);
      yield { type: 'text-delta', text: 'yes' };
      yield finish({ reason: 'stop', model: call.model });
    },
    clock: createFakeClock(),
    newId: () => `t${++lastId}`,
    modelFor: (task) => `m/${task}`,
    systemPrompt: (mode) => `mode ${mode}`,
    ...ports,
  }, emptyConversation('c'));
  session.onDidChange((change) => changes.push(change));
  const sent = (index: number) => calls[index]?.messages.map(({ role, parts }) => `${role}: ${textOf(parts)}`);
  return { session, calls, changes, sent };
}

test('examples go before their question, with every answer that builds upon it', async () => {
  const { session, sent } = open();
  await session.ask({ text: 'a', task: 'chat' });
  await session.ask({ text: 'b', task: 'chat', examples: [textMessage('user', '1+1'), textMessage('assistant', '2')] });
  await session.ask({ text: 'c', task: 'chat' });
  const before = ['system: mode undefined', 'user: a', 'assistant: yes', 'user: 1+1', 'assistant: 2', 'user: b'];
  assert.deepEqual(sent(1), before);
  assert.deepEqual(sent(2), [...before, 'assistant: yes', 'user: c']);
  assert.equal(session.conversation().turns.size, 6);
});

test('a question that names its model goes to it, asked again too', async () => {
  const { session, calls } = open();
  await session.ask({ text: 'a', task: 'chat', model: 'x/y' });
  await session.askAgain(session.conversation().head ?? '');
  await session.ask({ text: 'b', task: 'chat' });
  assert.deepEqual(calls.map(({ model }) => model), ['x/y', 'x/y', 'm/chat']);
});

test('a conversation keeps its mode, and tells when it is another', async () => {
  const { session, sent, changes } = open();
  session.setMode('teach');
  session.setMode('teach');
  await session.ask({ text: 'a', task: 'chat' });
  assert.equal(changes.filter(({ type }) => type === 'mode-changed').length, 1);
  assert.equal(session.conversation().mode, 'teach');
  assert.equal(sent(0)?.[0], 'system: mode teach');
  assert.equal(textOf(session.preview('b').messages[0]?.parts ?? []), 'mode teach');
});

test('nothing goes out before the system prompt is known', async () => {
  const known = Promise.withResolvers<void>();
  let prompt = 'early';
  const { session, calls, sent } = open({ systemPrompt: () => ({ role: 'system', parts: [{ type: 'text', text: prompt }] }), prepared: () => known.promise });
  const asked = session.ask({ text: 'a', task: 'chat' });
  await Promise.resolve();
  assert.equal(calls.length, 0);
  prompt = 'whole';
  known.resolve();
  await asked;
  assert.equal(sent(0)?.[0], 'system: whole');
});
