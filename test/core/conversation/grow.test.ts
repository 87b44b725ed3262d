// An answer's turn, event by event: when its thoughts ended, and which tools it asked for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growTurn } from '../../../src/core/conversation/grow.ts';
import type { AssistantTurn } from '../../../src/core/conversation/turn.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';

const begun: AssistantTurn = { kind: 'assistant', id: 'a', parent: 'q', model: 'openai/gpt-6-sol', text: '', thinking: '', notices: [], startedAt: 0, estimatedOutput: 0, end: undefined };

/** The turn after events that came at times. */
const grown = (...events: readonly (readonly [at: number, event: StreamEvent])[]) => events.reduce((turn, [at, event]) => growTurn(turn, event, at), begun);

test('thoughts end with the first word after them, and with no later one', () => {
  const turn = grown([100, { type: 'thinking-delta', text: 'Hm.' }], [900, { type: 'thinking-delta', text: ' So.' }], [2_000, { type: 'text-delta', text: 'It is' }], [3_000, { type: 'text-delta', text: ' so.' }]);
  assert.deepEqual([turn.firstAt, turn.thoughtUntil], [100, 2_000]);
  assert.equal(grown([5, { type: 'text-delta', text: 'No thought.' }]).thoughtUntil, undefined);
});

test('a tool that is asked for ends thoughts too, and is kept with what it was asked', () => {
  const asked = grown([100, { type: 'thinking-delta', text: 'Hm.' }], [700, { type: 'tool-call-start', id: '1', name: 'clock' }], [710, { type: 'tool-call-delta', id: '1', text: '{"zone"' }]);
  assert.deepEqual([asked.thoughtUntil, asked.toolCalls, asked.askedForTool, asked.notices], [700, [{ id: '1', name: 'clock' }], true, []]);
  const whole = growTurn(asked, { type: 'tool-call-end', id: '1', name: 'clock', arguments: { zone: 'UTC' } }, 720);
  assert.deepEqual(whole.toolCalls, [{ id: '1', name: 'clock', arguments: '{\n  "zone": "UTC"\n}' }]);
});
