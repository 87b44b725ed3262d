// A waiting answer: what the page is told of it, and what its buttons do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyConversation } from '../../../src/core/conversation/conversation.ts';
import { createSession } from '../../../src/core/conversation/session.ts';
import { retry } from '../../../src/core/pipeline/layers/retry.ts';
import { pressWait } from '../../../src/features/chat/pressWait.ts';
import { turnView } from '../../../src/features/chat/turnView.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { answered, failing, inTurn } from '../../core/pipeline/layers/faulty.ts';

const names = { label: () => 'OpenAI', badge: () => undefined };

function stage() {
  const clock = createFakeClock();
  const { handler, calls } = inTurn(failing('rate-limit', { retryAfterMs: 10_000 }), answered);
  const layer = retry({ clock, policy: () => ({ attempts: 3, maxDelay: 60_000, deadline: 180_000, perConversation: 9 }), random: () => 0, nameOf: () => 'OpenAI' });
  let model = 'openai/a';
  let id = 0;
  const session = createSession({ client: layer(handler), clock, newId: () => `t${++id}`, modelFor: () => model, systemPrompt: () => '' }, emptyConversation('c'));
  const last = () => {
    const conversation = session.conversation();
    const turn = conversation.turns.get(conversation.head ?? '');
    return turn?.kind === 'assistant' ? turn : assert.fail('no answer');
  };
  const press = (button: string, execute: () => void = () => undefined) => pressWait(button, last().wait ?? assert.fail('no wait'), {
    session, model: () => model, askAgain: () => session.askAgain(last().id), chooseModel: async () => execute(),
  });
  return { clock, session, calls, last, press, choose: (next: string) => void (model = next), view: () => turnView(last(), names, clock.now()) };
}

test('the page is told why, how long still and which attempt, and no more when it goes on', async () => {
  const { clock, session, view } = stage();
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  await clock.advance(4_000);
  assert.deepEqual(view().wait, {
    sentence: 'OpenAI asks to slow down.', left: 6_000, attempt: 'attempt 2 of 4',
    buttons: [{ id: 'retry-now', label: 'Retry now' }, { id: 'switch-model', label: 'Switch model' }, { id: 'cancel', label: 'Cancel' }],
  });
  assert.deepEqual(view().notices, []);
  await clock.runAll();
  await asked;
  assert.match(view().notices.join(), /^OpenAI asks to slow down\. Trying again in 10\.0 s \(attempt 2 of 4\)\.$/);
  assert.deepEqual([view().wait, view().text, view().state], [undefined, 'the answer', 'done']);
});

test('Retry now goes on at once, and Cancel ends it', async () => {
  const now = stage();
  const asked = now.session.ask({ text: 'q', task: 'chat' });
  await now.clock.settle();
  await now.press('retry-now');
  await asked;
  assert.deepEqual([now.view().text, now.clock.now()], ['the answer', 0]);
  const off = stage();
  const never = off.session.ask({ text: 'q', task: 'chat' });
  await off.clock.settle();
  await off.press('cancel');
  await never;
  assert.deepEqual([off.view().state, off.calls.length], ['stopped', 1]);
});

test('Switch model asks the other one; who keeps the model goes on waiting', async () => {
  const { clock, session, press, choose, last, calls } = stage();
  const asked = session.ask({ text: 'q', task: 'chat' });
  await clock.settle();
  await press('switch-model');
  assert.equal(session.busy, true);
  await press('switch-model', () => choose('anthropic/b'));
  await asked;
  assert.deepEqual([last().model, last().text, calls.map(({ model }) => model), session.busy], ['anthropic/b', 'the answer', ['openai/a', 'anthropic/b'], false]);
  assert.equal(calls[1]?.urgent, true);
});
