// What went on inside of an answer, in words for people.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssistantTurn } from '../../../src/core/conversation/turn.ts';
import { unknownMoney } from '../../../src/core/model/money.ts';
import { insideView } from '../../../src/features/chat/insideView.ts';

const turn: AssistantTurn = { kind: 'assistant', id: 'a', parent: 'q', model: 'openai/gpt-6-sol', text: 'So.', thinking: 'Hm.', notices: [], startedAt: 0, firstAt: 1_000, thoughtUntil: 13_400, estimatedOutput: 0, end: undefined };
const end = (reasoning: number | undefined): NonNullable<AssistantTurn['end']> => ({
  reason: 'stop', error: undefined, usage: { input: { fresh: 1, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 5, reasoning }, raw: undefined }, cost: unknownMoney, servedModel: undefined, serviceTier: undefined, endedAt: 20_000,
});

test('thoughts have their time as soon as they are over, and their tokens when the vendor told', () => {
  assert.deepEqual(insideView(turn), { thought: { time: '12.4 s' } });
  assert.deepEqual(insideView({ ...turn, end: end(1_200) }), { thought: { time: '12.4 s', tokens: '1.2k tokens' } });
  assert.deepEqual(insideView({ ...turn, end: end(undefined) }), { thought: { time: '12.4 s' } });
});

test('thoughts without an answer lasted until the end', () => {
  const { thoughtUntil: _, ...thoughts } = turn;
  assert.deepEqual(insideView(thoughts), {});
  assert.deepEqual(insideView({ ...thoughts, end: end(7) }).thought, { time: '19.0 s', tokens: '7 tokens' });
});

test('an answer without thoughts and tools has nothing inside', () => {
  assert.deepEqual(insideView({ ...turn, thinking: '' }), {});
});

test('a tool is being asked for until its arguments are whole, or the answer is over; and they are cut where nobody reads on', () => {
  const states = (more: Partial<AssistantTurn>) => insideView({ ...turn, toolCalls: [{ id: '1', name: 'clock' }, { id: '2', name: 'x', arguments: 'y'.repeat(30_000) }], ...more }).toolCalls?.map(({ state }) => state);
  assert.deepEqual(states({}), ['writing', 'asked']);
  assert.deepEqual(states({ end: end(undefined) }), ['asked', 'asked']);
  assert.equal(insideView({ ...turn, toolCalls: [{ id: '2', name: 'x', arguments: 'y'.repeat(30_000) }] }).toolCalls?.[0]?.arguments?.length, 20_000);
});
