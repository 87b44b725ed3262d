// What is marked for the vendor's cache: only what stays, only what is long enough, never more than four.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Block } from '../../../../src/core/dialects/anthropicMessages/body.ts';
import { property } from '../../../../src/core/dialects/wire/json.ts';
import type { Call } from '../../../../src/core/model/call.ts';
import { textMessage } from '../../../../src/core/model/message.ts';
import { encode } from './support.ts';

const long = 'word '.repeat(1_000);
const tools = [{ name: 'a', description: 'short', parameters: { type: 'object' } }, { name: 'b', description: long, parameters: { type: 'object' } }];
const marked = (block: unknown): unknown => property(block, 'cache_control');
const mark = { type: 'ephemeral' };

/** Which messages hold a mark. */
function markedMessages(more: Partial<Call>, model?: string): number[] {
  return encode(more, model).body.messages.flatMap(({ content }, index) => (content.some((block: Block) => marked(block) !== undefined) ? [index] : []));
}

test('the last tool, the last of the system prompt and the end of what will not change are marked', () => {
  const { body } = encode({ tools, messages: [textMessage('system', 'one'), textMessage('system', 'two'), textMessage('user', 'a'), textMessage('assistant', 'b'), textMessage('user', 'c')] });
  assert.deepEqual(body.tools?.map(marked), [undefined, mark]);
  assert.deepEqual(body.system?.map(marked), [undefined, mark]);
  assert.deepEqual(body.messages.map(({ content }) => marked(content[0])), [undefined, mark, undefined]);
});

test('a prefix that is too short for the model gets no mark', () => {
  const messages = [textMessage('system', long), textMessage('user', 'a'), textMessage('assistant', 'b'), textMessage('user', 'c')];
  assert.deepEqual(encode({ messages }).body.system?.map(marked), [mark]);
  // 1,250 tokens are less than this one caches.
  assert.deepEqual(encode({ messages }, 'claude-haiku-4-5').body.system?.map(marked), [undefined]);
  assert.deepEqual(markedMessages({ messages }, 'claude-haiku-4-5'), []);
  assert.deepEqual(markedMessages({ messages: [textMessage('user', 'a'), textMessage('assistant', 'b'), textMessage('user', 'c')] }), []);
});

test('a single question is not marked, however long: nothing says it will be asked again', () => {
  assert.deepEqual(markedMessages({ messages: [textMessage('user', long)] }), []);
});

test('results of tools are marked too, as the next request follows at once', () => {
  const messages = [
    textMessage('user', long),
    { role: 'assistant' as const, parts: [{ type: 'tool-call' as const, id: 'c1', name: 'a', arguments: {} }] },
    { role: 'tool' as const, parts: [{ type: 'tool-result' as const, id: 'c1', name: 'a', content: [{ type: 'text' as const, text: 'result' }] }] },
  ];
  assert.deepEqual(markedMessages({ messages }), [1, 2]);
});

test('the mark lives as long as the user wants', () => {
  const messages = [textMessage('system', long), textMessage('user', 'a')];
  assert.deepEqual(encode({ messages }, undefined, {}, { promptCache: '1h' }).body.system?.map(marked), [{ type: 'ephemeral', ttl: '1h' }]);
  assert.deepEqual(encode({ messages }, undefined, {}, { promptCache: 'off' }).body.system?.map(marked), [undefined]);
});

test('never more than four marks, and none on a thought', () => {
  const part = fc.oneof(
    fc.constantFrom('x', long).map((text) => textMessage('user', text)),
    fc.constantFrom('y', long).map((text) => textMessage('assistant', text)),
    fc.constant({ role: 'assistant' as const, parts: [{ type: 'thinking' as const, text: 'hm', opaque: { vendor: 'anthropic-messages', data: { signature: 's' } } }, { type: 'tool-call' as const, id: 'c', name: 'a', arguments: {} }] }),
    fc.constant({ role: 'tool' as const, parts: [{ type: 'tool-result' as const, id: 'c', name: 'a', content: [] }] }),
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), (messages, withSystem) => {
    const { body } = encode({ tools, messages: [...(withSystem ? [textMessage('system', long)] : []), ...messages] });
    const blocks = [...(body.tools ?? []), ...(body.system ?? []), ...body.messages.flatMap(({ content }) => content)];
    const marks = blocks.filter((block) => marked(block) !== undefined);
    assert.ok(marks.length <= 4);
    assert.ok(marks.every((block) => block.type !== 'thinking'));
  }));
});
