// What a server wants to see again comes back to it verbatim, through events, message and request.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { type Message, textMessage } from '../../../../src/core/model/message.ts';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import { collect } from '../../../support/collect.ts';
import { callOf, simulatedClient } from '../../../support/simulatedClient.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { chat, chunk } from '../../../support/simulator/openaiChatWire.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';

/** Asks, and sends the answer back with a tool's result. Gives the answer's events and the message as it was sent back. */
async function roundTrip(provider: string, answer: Answer, secondProvider = provider) {
  await using simulator = await startSimulator(answer, chat({ text: ['done'] }));
  const { client } = simulatedClient('', { providers: { [provider]: { baseUrl: simulator.url }, [secondProvider]: { baseUrl: simulator.url } } });
  const first = await collect(client(callOf('what time', { model: `${provider}/m` })));
  const results: Message[] = first.toolCalls.map(({ id, name }) => ({ role: 'tool', parts: [{ type: 'tool-result', id, name, content: [{ type: 'text', text: '12:00' }] }] }));
  await collect(client(callOf('', { model: `${secondProvider}/m`, messages: [textMessage('user', 'what time'), assemble(first.events), ...results] })));
  const { body } = await simulator.request(1);
  return { events: first.events, sentBack: (body as { messages: Readonly<Record<string, unknown>>[] }).messages[1] };
}

const call = { id: 'call_1', name: 'clock', pieces: ['{}'] };
const opaqueOf = (events: readonly StreamEvent[]) => events.filter((event) => 'opaque' in event && event.opaque !== undefined);

test('DeepSeek sees the reasoning of its tool turns again, as one text', async () => {
  const { sentBack, events } = await roundTrip('deepseek', chat({ thinking: ['The user ', 'wants time.'], text: ['Looking.'], toolCalls: [call] }));
  assert.deepEqual([sentBack?.['reasoning_content'], sentBack?.['content']], ['The user wants time.', 'Looking.']);
  assert.equal(opaqueOf(events).length, 1);
});

test('reasoning that comes in two stretches goes back whole', async () => {
  const delta = (fields: object, reason: string | null = null): string => chunk({ choices: [{ index: 0, delta: fields, finish_reason: reason }] });
  const { sentBack } = await roundTrip('deepseek', eventStream([delta({ reasoning_content: 'one ' }), delta({ content: 'A' }), delta({ reasoning_content: 'two' }), delta({ content: 'B' }, 'stop')]));
  assert.deepEqual([sentBack?.['reasoning_content'], sentBack?.['content']], ['one two', 'AB']);
});

test('OpenRouter gets its reasoning details back, pieces of one joined, signature and ciphertext untouched', async () => {
  const details = (...list: readonly object[]): string => chunk({ choices: [{ index: 0, delta: { content: '', reasoning_details: list }, finish_reason: null }] });
  const { sentBack } = await roundTrip('openrouter', eventStream([
    details({ type: 'reasoning.text', text: 'Let me ', format: 'anthropic-claude-v1', index: 0 }),
    details({ type: 'reasoning.text', signature: 'Er4B==', format: 'anthropic-claude-v1', index: 0 }),
    details({ type: 'reasoning.text', text: 'see', format: 'anthropic-claude-v1', index: 0, signature: null }),
    details({ type: 'reasoning.encrypted', data: 'gAAAA', id: 'rs_1', format: 'google-gemini-v1', index: 1 }),
    ...[chunk({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'clock', arguments: '{}' } }] }, finish_reason: 'tool_calls' }] })],
  ]));
  assert.deepEqual(sentBack?.['reasoning_details'], [
    { type: 'reasoning.text', text: 'Let me see', format: 'anthropic-claude-v1', index: 0, signature: 'Er4B==' },
    { type: 'reasoning.encrypted', data: 'gAAAA', id: 'rs_1', format: 'google-gemini-v1', index: 1 },
  ]);
});

test('what hangs on a tool call, such as a thought\'s signature, hangs on it again', async () => {
  const extra = { google: { thought_signature: 'Cr8B==' } };
  const tool = chunk({ choices: [{ index: 0, delta: { role: 'assistant', tool_calls: [{ index: 0, id: 'f1', type: 'function', extra_content: extra, function: { name: 'clock', arguments: '{}' } }] }, finish_reason: 'tool_calls' }] });
  const { sentBack } = await roundTrip('openai-compatible', eventStream([tool]));
  assert.deepEqual((sentBack?.['tool_calls'] as { extra_content: unknown }[] | undefined)?.[0]?.extra_content, extra);
});

test('another provider on the same wire gets none of it', async () => {
  const { sentBack } = await roundTrip('deepseek', chat({ thinking: ['private'], text: ['x'], toolCalls: [call] }), 'groq');
  assert.ok(!JSON.stringify(sentBack).includes('private'));
  const plain = await roundTrip('groq', chat({ thinking: ['hm'], text: ['x'] }));
  assert.deepEqual([opaqueOf(plain.events), plain.sentBack], [[], { role: 'assistant', content: 'x' }]);
});

test('an answer that broke off has its text reasoning, but no details that may be half', async () => {
  const details = chunk({ choices: [{ index: 0, delta: { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.encrypted', data: 'half', index: 0 }] }, finish_reason: null }] });
  const { events } = await roundTrip('openrouter', eventStream([details]));
  assert.deepEqual(opaqueOf(events), []);
});
