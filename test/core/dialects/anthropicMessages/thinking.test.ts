// Each generation of Claude is told how much to think in its own words, and nothing it would refuse.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { traitsOf } from '../../../../src/core/dialects/anthropicMessages/traits.ts';
import { type AssistantMessage, textMessage } from '../../../../src/core/model/message.ts';
import { encode } from './support.ts';

const shown = { type: 'adaptive', display: 'summarized' };
const tools = [{ name: 'clock', description: '', parameters: { type: 'object' } }];
const thought: AssistantMessage = { role: 'assistant', parts: [{ type: 'thinking', text: 'hm', opaque: { vendor: 'anthropic-messages', data: { signature: 's' } } }, { type: 'text', text: 'so' }] };
const conversation = [textMessage('user', 'a'), thought, textMessage('user', 'b')];

test('adaptive models get an effort, older ones a budget below the output limit', () => {
  for (const model of ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'claude-fable-5-2', 'claude-opus-4-7', 'claude-sonnet-4-6']) {
    const { body } = encode({ thinking: 'medium' }, model);
    assert.deepEqual([body.thinking, body.output_config], [shown, { effort: 'medium' }], model);
  }
  const budgets = (['low', 'medium', 'high'] as const).map((thinking) => encode({ thinking }, 'claude-haiku-4-5').body.thinking);
  assert.deepEqual(budgets, [2_048, 8_192, 24_576].map((budget_tokens) => ({ type: 'enabled', budget_tokens })));
});

test('a budget always leaves room for the answer; where it cannot, there is none, with a notice', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 64_000 }), fc.constantFrom('low' as const, 'medium' as const, 'high' as const), (maxOutputTokens, thinking) => {
    const { body, notices } = encode({ thinking, limits: { maxOutputTokens } }, 'claude-haiku-4-5');
    if (body.thinking?.type === 'enabled') assert.ok(body.thinking.budget_tokens >= 1_024 && body.thinking.budget_tokens < body.max_tokens);
    else assert.deepEqual([body.thinking, notices.length], [{ type: 'disabled' }, 1]);
  }));
});

test('off is said in the word the model knows; one that always thinks is asked for little', () => {
  const off = (model: string) => encode({ thinking: 'off' }, model);
  assert.deepEqual(off('claude-haiku-4-5').body.thinking, { type: 'disabled' });
  assert.deepEqual(off('claude-haiku-5-5').body.thinking, { type: 'disabled' });
  assert.deepEqual(off('claude-sonnet-5').body.thinking, { type: 'disabled' });
  assert.deepEqual(off('claude-sonnet-5-5').body.thinking, { type: 'between_tools' });
  assert.equal(off('claude-opus-4-7').body.thinking, undefined);
  for (const model of ['claude-opus-5-5', 'claude-fable-5-2', 'claude-fable-5', 'claude-somethingnew-7']) {
    const { body, notices } = off(model);
    assert.deepEqual([body.thinking, body.output_config?.effort, notices.length], [shown, 'low', 1], model);
  }
});

test('models that think unasked show it, at their own effort; the others are left alone', () => {
  assert.deepEqual(encode({}, 'claude-opus-5-5').body.thinking, shown);
  assert.equal(encode({}, 'claude-opus-5-5').body.output_config, undefined);
  for (const model of ['claude-opus-4-8', 'claude-haiku-4-5', 'somebody-elses']) assert.equal(encode({}, model).body.thinking, undefined);
});

test('temperature is not sent with thinking, and it is said', () => {
  const { body, notices } = encode({ thinking: 'low', sampling: { temperature: 0.3 } }, 'claude-haiku-4-5');
  assert.equal(body.temperature, undefined);
  assert.equal(notices[0]?.code, 'parameter-dropped');
  assert.equal(encode({ thinking: 'off', sampling: { temperature: 0.3 } }, 'claude-haiku-4-5').body.temperature, 0.3);
});

test('a model that must call a tool does not think; one that cannot be made to decides for itself', () => {
  const older = encode({ thinking: 'low', tools, toolChoice: 'required' }, 'claude-haiku-4-5');
  assert.deepEqual([older.body.thinking, older.body.tool_choice, older.notices.length], [{ type: 'disabled' }, { type: 'any' }, 1]);
  const unasked = encode({ tools, toolChoice: 'required' }, 'claude-opus-5');
  assert.deepEqual([unasked.body.thinking, unasked.body.tool_choice, unasked.notices.length], [{ type: 'disabled' }, { type: 'any' }, 0]);
  const newest = encode({ thinking: 'low', tools, toolChoice: { name: 'clock' } }, 'claude-opus-5-5');
  assert.deepEqual([newest.body.thinking, newest.body.tool_choice, newest.notices.length], [shown, { type: 'auto' }, 1]);
});

test('thinking is dropped where an answer is to be continued, and so are the thoughts in it', () => {
  const { body, notices } = encode({ thinking: 'low', messages: [textMessage('user', 'a'), thought] }, 'claude-haiku-4-5');
  assert.deepEqual([body.thinking, notices.length], [{ type: 'disabled' }, 1]);
  assert.deepEqual(body.messages.at(-1)?.content, [{ type: 'text', text: 'so' }]);
  assert.deepEqual(encode({ messages: [textMessage('user', 'a'), thought] }, 'claude-haiku-4-5').body.messages.at(-1)?.content, [{ type: 'text', text: 'so' }]);
});

test('a tool turn that began without this model\'s thinking goes on without it, where the vendor demands that', () => {
  const messages = [
    textMessage('user', 'a'),
    { role: 'assistant' as const, parts: [{ type: 'tool-call' as const, id: 'c1', name: 'clock', arguments: {} }] },
    { role: 'tool' as const, parts: [{ type: 'tool-result' as const, id: 'c1', name: 'clock', content: [{ type: 'text' as const, text: '12' }] }] },
  ];
  assert.deepEqual(encode({ thinking: 'low', tools, messages }, 'claude-haiku-4-5').body.thinking, { type: 'disabled' });
  assert.deepEqual(encode({ thinking: 'low', tools, messages }, 'claude-opus-5-5').body.thinking, shown);
});

test('thoughts stay behind when thinking is turned off', () => {
  for (const model of ['claude-haiku-4-5', 'claude-sonnet-5-5', 'claude-opus-4-8']) {
    assert.deepEqual(encode({ thinking: 'off', messages: conversation }, model).body.messages[1]?.content, [{ type: 'text', text: 'so' }]);
  }
});

test('where thinking is bound to what came before it, a changed conversation loses thoughts instead of failing', () => {
  for (const model of ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'claude-fable-5-2']) {
    const { body, headers } = encode({ messages: conversation }, model);
    assert.deepEqual(body.thinking, { ...shown, block_binding: { prefix_mismatch_behavior: 'drop_block' } });
    assert.deepEqual(headers, { 'anthropic-beta': 'thinking-binding-controls-2026-08-01' });
  }
  assert.deepEqual(encode({ messages: conversation }, 'claude-opus-5').headers, {});
  assert.deepEqual(encode({}, 'claude-opus-5-5').headers, {});
});

test('models are known however a platform decorates their names', () => {
  const same: readonly (readonly [string, readonly string[]])[] = [
    ['claude-haiku-4-5', ['claude-haiku-4-5-20251001', 'anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5@20251001', 'anthropic/claude-haiku-4.5']],
    ['claude-sonnet-5-5', ['us.anthropic.claude-sonnet-5-5', 'anthropic/claude-sonnet-5.5', 'claude-sonnet-5-5-20260928']],
    ['claude-opus-5', ['claude-opus-5-20260601', 'anthropic.claude-opus-5']],
    ['claude-opus-4-6', ['us.anthropic.claude-opus-4-6-v1', 'claude-opus-4.6']],
    ['claude-3-5-haiku-20241022', ['claude-opus-4-20250514', 'claude-opus-4-1-20250805', 'claude-3-7-sonnet-latest', 'claude-sonnet-4@20250514']],
    ['claude-opus-5-5', ['claude-fable-5-1', 'claude-mythos-5-2', 'claude-opus-6', 'claude-latest']],
  ];
  for (const [name, others] of same) for (const other of others) assert.deepEqual(traitsOf(other), traitsOf(name), other);
});
