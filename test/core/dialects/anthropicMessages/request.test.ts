// What is sent for each thing a call can ask for.

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AssistantMessage, type Message, type ToolMessage, textMessage } from '../../../../src/core/model/message.ts';
import { encode } from './support.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const older = 'claude-haiku-4-5';
const parameters = { type: 'object', properties: { zone: { type: 'string' } } };
const clock = { name: 'clock', description: 'tells time', parameters };
const calls = (id: string): AssistantMessage => ({ role: 'assistant', parts: [{ type: 'tool-call', id, name: 'clock', arguments: {} }] });
const result = (id: string, text: string): ToolMessage => ({ role: 'tool', parts: [{ type: 'tool-result', id, name: 'clock', content: [{ type: 'text', text }] }] });

test('a plain question to a model that does not think unasked is the smallest request there is', () => {
  const { body, headers, notices } = encode({}, older);
  assert.deepEqual(body, { model: older, max_tokens: 64_000, messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }], stream: true });
  assert.deepEqual([headers, notices], [{}, []]);
});

test('the output limit is always sent: the call\'s, the model\'s, or a modest one; never more than the model can', () => {
  assert.equal(encode({ limits: { maxOutputTokens: 77 } }).body.max_tokens, 77);
  assert.equal(encode().body.max_tokens, 128_000);
  assert.equal(encode({}, 'somebody-elses-model').body.max_tokens, 8_192);
  const { body, notices } = encode({ limits: { maxOutputTokens: 100_000 } }, older);
  assert.equal(body.max_tokens, 64_000);
  assert.equal(notices[0]?.code, 'parameter-clamped');
});

test('tools, choice, schema and stop sequences each land in their field', () => {
  const { body } = encode({ tools: [clock], toolChoice: { name: 'clock' }, sampling: { stop: ['END'] } }, older);
  assert.deepEqual(body.tools, [{ name: 'clock', description: 'tells time', input_schema: parameters }]);
  assert.deepEqual([body.tool_choice, body.stop_sequences], [{ type: 'tool', name: 'clock' }, ['END']]);
  assert.deepEqual(encode({ tools: [clock], toolChoice: 'required' }, older).body.tool_choice, { type: 'any' });
  assert.deepEqual(encode({ tools: [clock], toolChoice: 'none' }, older).body.tool_choice, { type: 'none' });
  assert.equal(encode({ toolChoice: 'required' }, older).body.tool_choice, undefined);
  assert.deepEqual(encode({ tools: [{ ...clock, parameters: {} }] }, older).body.tools?.[0], { name: 'clock', description: 'tells time', input_schema: { type: 'object' } });
});

test('a schema keeps what the vendor knows; the rest is told in words', () => {
  const schema = { $schema: 'x', type: 'object', properties: { age: { type: 'integer', minimum: 3 } }, required: ['age'] };
  assert.deepEqual(encode({ output: { name: 'person', schema } }, older).body.output_config?.format, {
    type: 'json_schema',
    schema: { type: 'object', properties: { age: { type: 'integer', description: '(minimum: 3)' } }, additionalProperties: false, required: ['age'] },
  });
  assert.deepEqual(encode({ output: { name: 'any', schema: { minimum: 1 } } }, older).body.output_config?.format?.schema, { minimum: 1 });
});

test('older models get sampling over the version of the API that takes it, within its range', () => {
  const { body, headers, notices } = encode({ sampling: { temperature: 1.7, seed: 7 } }, older);
  assert.deepEqual([body.temperature, headers], [1, { 'anthropic-version': '2023-06-01' }]);
  assert.deepEqual(notices.map(({ code }) => code).toSorted(), ['parameter-dropped', 'sampling-clamped']);
  assert.deepEqual(encode({ sampling: { topP: 0.9 } }, 'claude-sonnet-4-6').body.top_p, 0.9);
  const both = encode({ sampling: { temperature: 0.5, topP: 0.9 } }, older);
  assert.deepEqual([both.body.temperature, both.body.top_p, both.notices.length], [0.5, undefined, 1]);
});

test('newer models take no sampling at all, and it is said', () => {
  for (const model of ['claude-sonnet-5-5', 'claude-opus-4-7', 'claude-fable-5-2']) {
    const { body, headers, notices } = encode({ sampling: { temperature: 0.2, topP: 0.9, frequencyPenalty: 1 } }, model);
    assert.deepEqual([body.temperature, body.top_p, headers], [undefined, undefined, {}]);
    assert.deepEqual(notices.map(({ code }) => code), ['parameter-dropped', 'parameter-dropped', 'parameter-dropped']);
  }
});

test('a stop sequence of white space would be refused, so it stays behind with a notice', () => {
  const { body, notices } = encode({ sampling: { stop: ['\n\n', 'END'] } });
  assert.deepEqual(body.stop_sequences, ['END']);
  assert.equal(notices.length, 1);
  assert.equal(encode({ sampling: { stop: [' '] } }).body.stop_sequences, undefined);
});

test('a whole conversation: system on top wherever it stood, images, results first, foreign thinking left behind', () => {
  const { body } = encode({
    messages: [
      textMessage('system', 'be brief'),
      { role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mediaType: 'image/png', data: 'AAAA' }] },
      { role: 'assistant', parts: [{ type: 'thinking', text: 'hm', opaque: { vendor: 'gemini-content', data: { signature: 'state' } } }, { type: 'text', text: 'ok' }, { type: 'tool-call', id: 'c:1', name: 'shot', arguments: { x: 1 } }] },
      textMessage('system', 'be kind'),
      { role: 'tool', parts: [{ type: 'tool-result', id: 'c:1', name: 'shot', content: [{ type: 'text', text: 'done' }, { type: 'image', mediaType: 'image/png', data: 'BBBB' }] }] },
      textMessage('user', 'and?'),
    ],
  }, older);
  assert.deepEqual(body.system, [{ type: 'text', text: 'be brief' }, { type: 'text', text: 'be kind' }]);
  const image = (data: string) => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } });
  assert.deepEqual(body.messages, [
    { role: 'user', content: [{ type: 'text', text: 'look' }, image('AAAA')] },
    { role: 'assistant', content: [{ type: 'text', text: 'ok' }, { type: 'tool_use', id: 'c_1', name: 'shot', input: { x: 1 } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c_1', content: [{ type: 'text', text: 'done' }, image('BBBB')] }, { type: 'text', text: 'and?' }] },
  ]);
});

test('a failed result says so, and its images follow it', () => {
  const failed: ToolMessage = { role: 'tool', parts: [{ type: 'tool-result', id: 'c1', name: 'clock', failed: true, content: [{ type: 'text', text: 'no' }, { type: 'image', mediaType: 'image/png', data: 'AA' }] }] };
  const content = encode({ messages: [textMessage('user', 'x'), calls('c1'), failed] }, older).body.messages[2]?.content;
  assert.deepEqual(content?.map(({ type }) => type), ['tool_result', 'image']);
  assert.deepEqual(content?.[0], { type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: 'no' }], is_error: true });
});

test('a call without a result gets one that says so; a result without its call becomes text', () => {
  const { messages } = encode({ messages: [textMessage('user', 'x'), calls('c1'), textMessage('user', 'never mind'), calls('c2'), result('other', 'stray'), calls('c3')] }, older).body;
  assert.deepEqual(messages.map(({ role, content }) => `${role} ${content.map(({ type }) => type).join('+')}`), [
    'user text', 'assistant tool_use', 'user tool_result+text', 'assistant tool_use', 'user tool_result+text', 'assistant tool_use', 'user tool_result',
  ]);
});

test('answers stay one where nothing is left between them', () => {
  const { messages } = encode({ messages: [textMessage('user', 'x'), textMessage('assistant', 'a'), result('stray', ' '), textMessage('assistant', 'b'), textMessage('user', 'y')] }, older).body;
  assert.deepEqual(messages[1]?.content, [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }]);
});

test('pdfs and text files are documents; what cannot be read is named, with a notice', () => {
  const file = (name: string, mediaType: string, data: string) => ({ type: 'file' as const, name, mediaType, data });
  const { body, notices } = encode({
    messages: [{ role: 'user', parts: [
      file('a.pdf', 'application/pdf', 'JVBERg=='), file('b.py', 'text/x-python', base64('print("ü")')), file('c.txt', 'text/plain', ''),
      file('d.bin', 'application/octet-stream', Buffer.from([0, 255, 254]).toString('base64')), { type: 'image', mediaType: 'image/tiff', data: 'AA' },
    ] }],
  });
  assert.deepEqual(body.messages[0]?.content, [
    { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERg==' } },
    { type: 'document', title: 'b.py', source: { type: 'text', media_type: 'text/plain', data: 'print("ü")' } },
    { type: 'document', title: 'c.txt', source: { type: 'text', media_type: 'text/plain', data: '(empty file)' } },
    { type: 'text', text: '(Left out, as it cannot be read here: the file d.bin (application/octet-stream).)' },
    { type: 'text', text: '(Left out, as it cannot be read here: an image of type image/tiff.)' },
  ]);
  assert.equal(notices.length, 2);
});

test('whatever the conversation, what is sent is in the order the vendor demands', () => {
  const text = fc.constantFrom('', '  ', 'word');
  const id = fc.constantFrom('c1', 'c2');
  const message: fc.Arbitrary<Message> = fc.oneof(
    fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const), text }).map((one) => textMessage(one.role, one.text)),
    id.map(calls),
    fc.tuple(id, text).map(([name, words]) => result(name, words)),
    fc.record({ signature: fc.string() }).map((data): Message => ({ role: 'assistant', parts: [{ type: 'thinking', text: 'hm', opaque: { vendor: 'anthropic-messages', data } }] })),
  );
  fc.assert(fc.property(fc.array(message, { maxLength: 9 }), fc.constantFrom('claude-sonnet-5-5', older), fc.constantFrom('off' as const, 'low' as const, undefined), (messages, model, thinking) => {
    const sent = encode({ messages, ...(thinking && { thinking }) }, model).body.messages;
    assert.equal(sent[0]?.role, 'user');
    if (model !== older) assert.equal(sent.at(-1)?.role, 'user');
    for (const [index, { role, content }] of sent.entries()) {
      assert.notEqual(content.length, 0);
      assert.notEqual(role, sent[index - 1]?.role);
      for (const block of content) assert.ok(block.type !== 'text' || block.text.trim() !== '');
      if (role === 'assistant') assert.notEqual(content.at(-1)?.type, 'thinking');
      const called = content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
      const answered = (sent[index + 1]?.content ?? []).flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []));
      assert.deepEqual([...new Set(answered)].toSorted(), [...new Set(called)].toSorted());
      const firstOther = content.findIndex(({ type }) => type !== 'tool_result');
      assert.ok(firstOther === -1 || content.slice(firstOther).every(({ type }) => type !== 'tool_result'));
    }
  }), { numRuns: 400 });
});

test('an answer to be continued is sent as its beginning, without white space at its end', () => {
  const { body, notices } = encode({ messages: [textMessage('user', 'count'), textMessage('assistant', 'one, two, \n')] }, older);
  assert.deepEqual(body.messages.at(-1), { role: 'assistant', content: [{ type: 'text', text: 'one, two,' }] });
  assert.deepEqual(notices, []);
});

test('models that refuse a beginning are asked in words to go on, and it is said', () => {
  for (const model of ['claude-sonnet-5-5', 'claude-opus-4-6', 'claude-sonnet-4-6']) {
    const { body, notices } = encode({ messages: [textMessage('user', 'count'), textMessage('assistant', 'one, two, ')] }, model);
    assert.deepEqual(body.messages.map(({ role }) => role), ['user', 'assistant', 'user']);
    assert.deepEqual(notices.map(({ code }) => code), ['prefill-unsupported']);
  }
});
