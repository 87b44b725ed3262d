// Titles by a model: one call after the first good answer, and nothing else happens when it comes to nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDesk } from '../../../src/core/conversation/desk.ts';
import type { CardChanges, TitledBy } from '../../../src/core/conversation/store.ts';
import { titleAfterFirstAnswer } from '../../../src/core/conversation/titles.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { finish } from '../../../src/core/model/finish.ts';
import type { Handler } from '../../../src/core/model/handler.ts';
import { titleIn } from '../../../src/core/prompts/title.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

type Reason = 'stop' | 'error';
interface Options {
  readonly model?: string;
  readonly titledBy?: TitledBy;
  readonly says?: string;
  readonly ends?: Reason;
  readonly answers?: Reason[];
}

function stage({ model = 'm/cheap', titledBy = 'question', says = 'A good title', ends = 'stop', answers = ['stop'] }: Options = {}) {
  const calls: Call[] = [];
  const changes: CardChanges[] = [];
  const client: Handler = async function* (call) {
    const isTitle = call.task === 'title';
    if (isTitle) calls.push(call);
    yield { type: 'text-delta', text: isTitle ? says : 'an answer' };
    yield finish({ reason: isTitle ? ends : (answers.shift() ?? 'stop'), model: call.model });
  };
  const clock = createFakeClock();
  let lastId = 0;
  const store = {
    card: async (id: string) => ({ id, title: 'q', titledBy, model: undefined, mode: undefined, workspace: undefined, created: 0, changed: 0, pinned: false, archived: false, deleted: undefined, turns: 2, spend: { amount: 0, complete: true, estimated: false, currency: 'USD' as const } }),
    change: async (_: string, change: CardChanges) => void changes.push(change),
  };
  const desk = createDesk({ client, clock, newId: () => `t${++lastId}`, modelFor: () => 'm/m', systemPrompt: () => '', accompany: (session) => titleAfterFirstAnswer({ client, store, model: () => model || undefined }, session) });
  const session = desk.begin();
  desk.look(session);
  return { session, clock, calls, changes };
}

test('the first good answer gets a title from the model that was set, in one bounded call without tools that nobody is asked about', async () => {
  const { session, clock, calls, changes } = stage();
  await session.ask({ text: 'How do lists work?', task: 'chat' });
  await clock.settle();
  await session.ask({ text: 'And maps?', task: 'chat' });
  await clock.settle();
  assert.equal(calls.length, 1);
  const [call] = calls;
  assert.equal(call?.model, 'm/cheap');
  assert.equal(call?.conversation, session.id);
  assert.equal(call?.unasked, true);
  assert.equal(call?.tools, undefined);
  assert.ok((call?.limits?.maxOutputTokens ?? Infinity) <= 400);
  assert.match(JSON.stringify(call?.messages), /How do lists work\?.*an answer/);
  assert.deepEqual(changes, [{ title: { text: 'A good title', by: 'model' } }]);
});

for (const [name, options] of Object.entries({
  'no model was set': { model: '' },
  'a person named the conversation': { titledBy: 'person' },
  'the answer did not end well': { answers: ['error' as const] },
} as const)) {
  test(`nothing is asked where ${name}`, async () => {
    const { session, clock, calls } = stage({ ...options, answers: 'answers' in options ? [...options.answers] : ['stop'] });
    await session.ask({ text: 'q', task: 'chat' });
    await clock.settle();
    assert.equal(calls.length, 0);
  });
}

test('a call that fails, or says nothing, changes nothing', async () => {
  for (const options of [{ ends: 'error' as const }, { says: '***' }]) {
    const { session, clock, calls, changes } = stage(options);
    await session.ask({ text: 'q', task: 'chat' });
    await clock.settle();
    assert.equal(calls.length, 1);
    assert.deepEqual(changes, []);
  }
});

test('an answer becomes a title without quotes, markup and labels', () => {
  assert.equal(titleIn('"**Lists** in `Python`."\nmore'), 'Lists in Python');
  assert.equal(titleIn('Title: Parsing snake_case names'), 'Parsing snake_case names');
  assert.equal(titleIn('# [Lists](https://example.com)'), 'Lists');
  assert.equal(titleIn('<think>What could it be?\nHm.</think>\n\nLists'), 'Lists');
  assert.equal(titleIn('\u202EstsiL'), 'stsiL');
});

test('whatever a model says, a title is one line of at most 60 characters with something to read, or none', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 200 })), (said) => {
    const title = titleIn(said);
    if (title === undefined) return;
    assert.ok([...new Intl.Segmenter().segment(title)].length <= 60);
    assert.doesNotMatch(title, /[\r\n\u2028\u2029`*\u202A-\u202E]/);
    assert.match(title, /[\p{L}\p{N}]/u);
    assert.ok(title.isWellFormed());
  }));
});
