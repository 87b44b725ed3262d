// How a conversation is written down: roles that take turns, and what the vendor wants back on exactly its part.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeContents } from '../../../../src/core/dialects/geminiContent/contents.ts';
import { encodeContent } from '../../../../src/core/dialects/geminiContent/encode.ts';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { LlmError } from '../../../../src/core/model/llmError.ts';
import { type AssistantMessage, type Message, textMessage } from '../../../../src/core/model/message.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { candidate, chunk, geminiContentWire } from '../../../support/simulator/geminiContentWire.ts';
import { askGemini, geminiCall } from './support/askGemini.ts';

const stop = { finishReason: 'STOP' };
const result = (id: string, text: string): Message => ({ role: 'tool', parts: [{ type: 'tool-result', id, name: 'clock', content: [{ type: 'text', text }] }] });

/** What is sent back of an answer that came in these parts. */
async function sentBack(parts: readonly object[], model = 'gemini-3.8-flash'): Promise<unknown> {
  const answer = await askGemini(eventStream([...parts.map((part) => chunk(candidate([part]))), chunk(candidate([], stop))]));
  const { seen } = await askGemini(eventStream(geminiContentWire.events({ text: ['ok'] })), { model: `gemini/${model}`, messages: [textMessage('user', 'a'), assemble(answer.events), textMessage('user', 'b')] });
  return (seen.body as { contents: { parts: unknown }[] }).contents[1]?.parts;
}

test('signatures go back verbatim on exactly the part they came with', async () => {
  assert.deepEqual(await sentBack([{ text: 'Hel' }, { text: 'lo' }, { text: '', thoughtSignature: 'c2ln==' }]), [{ text: 'Hello' }, { text: '', thoughtSignature: 'c2ln==' }]);
  assert.deepEqual(await sentBack([{ text: 'a' }, { text: 'bc', thoughtSignature: 's1' }, { text: 'd' }, { text: 'e', thoughtSignature: 's2' }]), [
    { text: 'a' },
    { text: 'bc', thoughtSignature: 's1' },
    { text: 'd' },
    { text: 'e', thoughtSignature: 's2' },
  ]);
  assert.deepEqual(await sentBack([{ text: 'hm', thought: true }, { thoughtSignature: 's' }, { functionCall: { name: 'clock', args: { z: 1 } }, thoughtSignature: 'f' }, { functionCall: { name: 'clock', args: {}, id: 'v1' } }]), [
    { text: '', thoughtSignature: 's' },
    { functionCall: { name: 'clock', args: { z: 1 } }, thoughtSignature: 'f' },
    { functionCall: { name: 'clock', args: {}, id: 'v1' } },
  ]);
  assert.deepEqual(await sentBack([{ text: 'so ', thought: true }, { text: 'then', thought: true, thoughtSignature: 't' }, { text: 'x' }]), [
    { text: 'so ', thought: true },
    { text: 'then', thought: true, thoughtSignature: 't' },
    { text: 'x' },
  ]);
});

test('text that was shortened since keeps its signature, and so does all of a text whose border is not known', () => {
  for (const length of [5, undefined]) {
    const data = { thoughtSignature: 's', ...(length !== undefined && { length }) };
    const parts = [{ type: 'text', text: 'abcd', opaque: { vendor: 'gemini-content', data } }] as const;
    assert.deepEqual(encodeContents([{ role: 'assistant', parts }], true).contents, [{ role: 'model', parts: [{ text: 'abcd', thoughtSignature: 's' }] }]);
  }
});

test('state of another vendor and thoughts without a signature stay behind', () => {
  const opaque = { vendor: 'anthropic-messages', data: { thoughtSignature: 'theirs', id: 'x' } };
  const message: AssistantMessage = { role: 'assistant', parts: [{ type: 'thinking', text: 'hm', opaque }, { type: 'text', text: 'ok', opaque }, { type: 'tool-call', id: 'x', name: 'clock', arguments: [1], opaque }] };
  const { contents } = encodeContents([message, result('x', '12:00')], false);
  assert.deepEqual(contents, [
    { role: 'model', parts: [{ text: 'ok' }, { functionCall: { name: 'clock', args: { value: [1] } } }] },
    { role: 'user', parts: [{ functionResponse: { name: 'clock', response: { output: '12:00' } } }] },
  ]);
});

test('calls made elsewhere carry the documented stand-in for a signature, where the model insists on one', () => {
  const calls: AssistantMessage = { role: 'assistant', parts: ['a', 'b'].map((id) => ({ type: 'tool-call', id, name: 'clock', arguments: {} })) };
  const signatures = (strict: boolean, message: AssistantMessage) => encodeContents([message], strict).contents[0]?.parts?.map(({ thoughtSignature }) => thoughtSignature);
  assert.deepEqual(signatures(true, calls), ['skip_thought_signature_validator', undefined]);
  assert.deepEqual(signatures(false, calls), [undefined, undefined]);
  const signed: AssistantMessage = { role: 'assistant', parts: calls.parts.map((part, index) => (index === 1 ? { ...part, opaque: { vendor: 'gemini-content', data: { thoughtSignature: 'own' } } } : part)) };
  assert.deepEqual(signatures(true, signed), [undefined, 'own']);
});

test('results answer by the vendor\'s own ids, stand first in one turn, and carry their images beside them', () => {
  const own = { vendor: 'gemini-content', data: { id: 'v1' } };
  const { contents } = encodeContents([
    { role: 'assistant', parts: [{ type: 'tool-call', id: 'v1', name: 'shot', arguments: {}, opaque: own }, { type: 'tool-call', id: 'made', name: 'clock', arguments: {} }] },
    { role: 'tool', parts: [{ type: 'tool-result', id: 'v1', name: 'shot', content: [{ type: 'text', text: 'done' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }] }] },
    { role: 'tool', parts: [{ type: 'tool-result', id: 'made', name: 'clock', content: [{ type: 'text', text: 'no such zone' }], failed: true }] },
    textMessage('user', 'and now?'),
  ], false);
  assert.deepEqual(contents[1], {
    role: 'user',
    parts: [
      { functionResponse: { id: 'v1', name: 'shot', response: { output: 'done' } } },
      { functionResponse: { name: 'clock', response: { error: 'no such zone' } } },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
      { text: 'and now?' },
    ],
  });
});

test('images and files travel inline, system messages are gathered, wherever they stand', () => {
  const { system, contents } = encodeContents([
    textMessage('system', 'one'),
    { role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }, { type: 'file', name: 'a.pdf', mediaType: 'application/pdf', data: 'BBBB' }] },
    textMessage('system', 'two'),
  ], false);
  assert.deepEqual(system, [{ text: 'one' }, { text: 'two' }]);
  assert.deepEqual(contents, [{ role: 'user', parts: [{ text: 'look' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }, { inlineData: { mimeType: 'application/pdf', data: 'BBBB' } }] }]);
});

test('whatever a conversation looks like, two roles take turns and no part is empty', () => {
  const text = fc.record({ type: fc.constant('text' as const), text: fc.constantFrom('', 'a', 'b c') });
  const message = fc.oneof(
    fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const), parts: fc.array(text, { maxLength: 3 }) }),
    fc.constant(result('x', '')),
    fc.constant<Message>({ role: 'assistant', parts: [{ type: 'thinking', text: 'hm' }] }),
  );
  fc.assert(fc.property(fc.array(message, { maxLength: 8 }), (messages) => {
    const { contents } = encodeContents(messages, true);
    for (const [index, { role, parts = [] }] of contents.entries()) {
      assert.ok(parts.length > 0 && parts.every((part) => part.text !== ''));
      assert.notEqual(role, contents[index - 1]?.role);
    }
  }));
});

test('instructions alone are asked as a question; nothing at all is a bad request', () => {
  const { parameters } = encodeContent(geminiCall({ messages: [textMessage('system', 'say hi')] }), { model: 'm', info: {}, provider: 'gemini' });
  assert.deepEqual([parameters.contents, parameters.config?.systemInstruction], [[{ role: 'user', parts: [{ text: 'say hi' }] }], undefined]);
  assert.throws(() => encodeContent(geminiCall({ messages: [textMessage('user', '')] }), { model: 'm', info: {}, provider: 'gemini' }), (error) => error instanceof LlmError && error.kind === 'bad-request');
});
