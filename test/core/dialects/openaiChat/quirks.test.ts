// What is sent where a server differs from the vendor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeChat } from '../../../../src/core/dialects/openaiChat/encode.ts';
import type { OpenaiChatQuirks } from '../../../../src/core/dialects/openaiChat/quirks.ts';
import type { Call, ThinkingEffort } from '../../../../src/core/model/call.ts';
import { type Message, textMessage } from '../../../../src/core/model/message.ts';
import { callOf } from '../../../support/simulatedClient.ts';

const endpoint = { provider: 'vendor', model: 'm' };
const encode = (quirks: OpenaiChatQuirks, more: Partial<Call> = {}) => {
  const { body, notices } = encodeChat(callOf('hi', more), endpoint, quirks);
  const fields: Readonly<Record<string, unknown>> = { ...body };
  return { fields, messages: body.messages as unknown as readonly Readonly<Record<string, unknown>>[], notices };
};

test('sampling is fitted to the server, under its own names, and said', () => {
  const { fields, notices } = encode({ seedField: 'random_seed', sampling: { temperature: { max: 1 }, stop: 'unsupported' } }, { sampling: { temperature: 1.5, seed: 3, stop: ['x'] } });
  assert.deepEqual([fields['temperature'], fields['random_seed'], 'seed' in fields, 'stop' in fields], [1, 3, false, false]);
  assert.deepEqual(notices.map(({ code }) => code), ['sampling-clamped', 'parameter-dropped']);
});

test('each effort is asked for as the server spells it; where it takes none, that is said', () => {
  const thinking = { off: { think: false }, low: { think: 'low' }, medium: { think: true }, high: { think: true, deep: 1 } };
  for (const effort of ['off', 'low', 'medium', 'high'] as const satisfies readonly ThinkingEffort[]) {
    const { fields } = encode({ thinking }, { thinking: effort });
    assert.deepEqual([fields['think'], fields['deep'], fields['reasoning_effort']], [thinking[effort].think, effort === 'high' ? 1 : undefined, undefined]);
  }
  assert.equal(encode({ thinking: 'unsupported' }, { thinking: 'high' }).notices[0]?.code, 'parameter-dropped');
  assert.deepEqual(encode({ thinking: 'unsupported' }, { thinking: 'off' }).notices, []);
});

test('a shape is asked for strictly, as a grammar, as a value, as an object with words, or in words alone', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', minLength: 2 } }, required: ['a'] };
  const ask = (way: OpenaiChatQuirks['schema']) => encode(way ? { schema: way } : {}, { output: { name: 'x', schema } });
  const strict = { type: 'object', properties: { a: { type: 'string', description: '(minLength: 2)' } }, required: ['a'], additionalProperties: false };
  assert.deepEqual(ask(undefined).fields['response_format'], { type: 'json_schema', json_schema: { name: 'x', schema: strict, strict: true } });
  assert.deepEqual(ask('grammar').fields['response_format'], { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } });
  assert.deepEqual(ask('value').fields['response_format'], { type: 'json_object', value: schema });
  for (const way of ['object', 'words'] as const) {
    const { fields, messages } = ask(way);
    assert.deepEqual(fields['response_format'], way === 'object' ? { type: 'json_object' } : undefined);
    assert.ok(messages[0]?.['role'] === 'system' && String(messages[0]['content']).includes(JSON.stringify(schema)));
  }
});

test('a shape that the strict mode cannot take is asked for loosely, as it is', () => {
  const schema = { type: 'object', additionalProperties: { type: 'number' } };
  assert.deepEqual(encode({}, { output: { name: 'x', schema } }).fields['response_format'], { type: 'json_schema', json_schema: { name: 'x', schema, strict: false } });
});

test('an own bound is sent where the server\'s would cut answers short, and the call\'s wins', () => {
  const quirks = { usualLimit: 500, limitField: 'max_tokens' } as const;
  assert.equal(encode(quirks).fields['max_tokens'], 500);
  assert.equal(encode(quirks, { limits: { maxOutputTokens: 7 } }).fields['max_tokens'], 7);
});

test('fields that every request has are in it', () => {
  assert.deepEqual(encode({ body: { usage: { include: true } } }).fields['usage'], { include: true });
});

test('strict turns: system messages come first and joined, and nobody speaks twice in a row', () => {
  const messages: readonly Message[] = [
    textMessage('system', 'one'), textMessage('user', 'a'), textMessage('system', 'two'), textMessage('user', 'b'),
    textMessage('assistant', 'c'), textMessage('assistant', 'd'),
    { role: 'user', parts: [{ type: 'text', text: 'e' }, { type: 'image', mediaType: 'image/png', data: 'AA' }] }, textMessage('user', 'f'),
  ];
  assert.deepEqual(encode({ strictTurns: true }, { messages }).messages, [
    { role: 'system', content: 'one\n\ntwo' },
    { role: 'user', content: 'a\n\nb' },
    { role: 'assistant', content: 'c\n\nd' },
    { role: 'user', content: [{ type: 'text', text: 'e' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }, { type: 'text', text: 'f' }] },
  ]);
  assert.equal(encode({}, { messages }).messages.length, messages.length);
});

test('calls of tools in a row stay apart, each with its result', () => {
  const call = (id: string): Message => ({ role: 'assistant', parts: [{ type: 'tool-call', id, name: 't', arguments: {} }] });
  const result = (id: string): Message => ({ role: 'tool', parts: [{ type: 'tool-result', id, name: 't', content: [{ type: 'text', text: 'r' }] }] });
  const { messages } = encode({ strictTurns: true }, { messages: [textMessage('user', 'a'), call('1'), call('2'), result('1'), result('2')] });
  assert.deepEqual(messages.map(({ role }) => role), ['user', 'assistant', 'assistant', 'tool', 'tool']);
});

test('empty messages are left out, unless nothing else is left', () => {
  assert.deepEqual(encode({}, { messages: [textMessage('system', ''), textMessage('user', 'x'), textMessage('assistant', ''), textMessage('user', '')] }).messages, [{ role: 'user', content: 'x' }]);
  assert.deepEqual(encode({}, { messages: [textMessage('user', '')] }).messages, [{ role: 'user', content: '' }]);
});

test('a last message of the assistant\'s is marked as the beginning of the answer', () => {
  const messages = [textMessage('user', 'count'), textMessage('assistant', '1, 2,')];
  assert.deepEqual(encode({ prefill: { message: { prefix: true } } }, { messages }).messages.at(-1), { role: 'assistant', content: '1, 2,', prefix: true });
  assert.equal(encode({ prefill: { body: { continue_final_message: true } } }, { messages }).fields['continue_final_message'], true);
  const calling: Message = { role: 'assistant', parts: [{ type: 'text', text: 'see' }, { type: 'tool-call', id: '1', name: 't', arguments: {} }] };
  for (const last of [textMessage('user', 'hi'), calling]) {
    const other = encode({ prefill: { message: { prefix: true }, body: { continue_final_message: true } } }, { messages: [last] });
    assert.deepEqual([other.messages.at(-1)?.['prefix'], other.fields['continue_final_message']], [undefined, undefined]);
  }
});

test('tool ids a server would refuse become ones of its kind, the same in call and result', () => {
  const messages: readonly Message[] = ['call_0123456789', 'yeKGQcB0N', 'toolu-1'].flatMap((id): Message[] => [
    { role: 'assistant', parts: [{ type: 'tool-call', id, name: 't', arguments: {} }] },
    { role: 'tool', parts: [{ type: 'tool-result', id, name: 't', content: [{ type: 'text', text: 'r' }] }] },
  ]);
  const sent = encode({ toolIdLength: 9 }, { messages }).messages.map((message) => (message['tool_call_id'] ?? (message['tool_calls'] as { id: string }[])[0]?.id) as string);
  for (const id of sent) assert.match(id, /^[A-Za-z0-9]{9}$/);
  assert.deepEqual([sent[0], sent[2], sent[4]], [sent[1], sent[3], sent[5]]);
  assert.equal(sent[2], 'yeKGQcB0N');
  assert.equal(new Set(sent).size, 3);
});

test('images of a tool go into its message where they may', () => {
  const messages: readonly Message[] = [
    { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 't', arguments: {} }] },
    { role: 'tool', parts: [{ type: 'tool-result', id: 'a', name: 't', content: [{ type: 'text', text: 'see' }, { type: 'image', mediaType: 'image/png', data: 'AA' }] }] },
  ];
  assert.deepEqual(encode({ toolImages: 'inside' }, { messages }).messages.at(-1), {
    role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'see' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }],
  });
});

test('documents go along in the server\'s way; text ones as text where it has none', () => {
  const file = (mediaType: string): readonly Message[] => [{ role: 'user', parts: [{ type: 'file', name: 'n', mediaType, data: Buffer.from('é').toString('base64') }] }];
  const part = (files: OpenaiChatQuirks['files'], type: string): unknown => (encode(files ? { files } : {}, { messages: file(type) }).messages[0]?.['content'] as unknown[] | undefined)?.[0];
  assert.deepEqual(part(undefined, 'text/plain'), { type: 'file', file: { filename: 'n', file_data: 'data:text/plain;base64,w6k=' } });
  assert.deepEqual(part('text', 'text/plain'), { type: 'text', text: 'n:\n\né' });
  assert.deepEqual(part('document_url', 'application/json'), { type: 'text', text: 'n:\n\né' });
  assert.deepEqual(part('document_url', 'application/pdf'), { type: 'document_url', document_url: 'data:application/pdf;base64,w6k=', document_name: 'n' });
});

test('reasoning goes back to the provider it came from, and to nobody else', () => {
  const thought = (provider: string, vendor: string): readonly Message[] => [
    { role: 'assistant', parts: [{ type: 'thinking', text: 'because', opaque: { vendor, data: { provider, fields: {} } } }, { type: 'text', text: 'yes' }] },
    textMessage('user', 'why'),
  ];
  const sent = (quirks: OpenaiChatQuirks, messages: readonly Message[]): unknown => encode(quirks, { messages }).messages[0]?.['reasoning_content'];
  assert.equal(sent({ echo: 'reasoning_content' }, thought('vendor', 'openai-chat')), 'because');
  assert.equal(sent({ echo: 'reasoning_content' }, thought('other', 'openai-chat')), undefined);
  assert.equal(sent({ echo: 'reasoning_content' }, thought('vendor', 'anthropic-messages')), undefined);
  assert.equal(sent({}, thought('vendor', 'openai-chat')), undefined);
});
