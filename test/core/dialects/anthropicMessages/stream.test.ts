// The Messages wire over real sockets: what comes out for what a server does.

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { anthropicMessages } from '../../../../src/core/dialects/anthropicMessages/anthropicMessages.ts';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { collect } from '../../../support/collect.ts';
import { block, messageEnd, messageEvents, messageStart, named, textBlock, thinkingBlock, toolBlock } from '../../../support/simulator/anthropicMessagesWire.ts';
import { cutSocket, eventStream, silence, stall } from '../../../support/simulator/answers.ts';
import { startSimulator } from '../../../support/simulator/simulator.ts';
import { ask, callFor, encode, endpointAt } from './support.ts';

test('text arrives whole, with who served it', async () => {
  const { text, finish, events } = await ask(eventStream(messageEvents({ text: ['Hel', 'lo, ', 'wörld 🎈'], model: 'claude-sonnet-5-5-20260928' })));
  assert.equal(text, 'Hello, wörld 🎈');
  assert.deepEqual(finish.reason, { unified: 'stop', raw: 'end_turn' });
  assert.equal(finish.servedModel, 'claude-sonnet-5-5-20260928');
  assert.equal(finish.responseId, 'msg_sim');
  assert.deepEqual(events[0], { type: 'message-start', model: 'anthropic/claude-sonnet-5-5' });
});

test('the same answer comes out wherever the network cuts the bytes', async () => {
  const script = { thinking: ['hm ', 'é'], text: ['naïve 日本 👩‍👩‍👧', '\u2028line', ' end'], toolCalls: [{ id: 'toolu_1', name: 'look', pieces: ['{"wo', 'rd":"日"}'] }] };
  const bytes = Buffer.from([': keep-alive\n\n', ...messageEvents(script)].join('').replaceAll('\n', '\r\n'));
  await using simulator = await startSimulator();
  const dialect = await anthropicMessages().load();
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      simulator.script(eventStream(places.slice(1).map((end, index) => bytes.subarray(places[index], end))));
      const { text, thinking, toolCalls, finish } = await collect(dialect.stream(callFor(), endpointAt(simulator.url)));
      assert.deepEqual([text, thinking, finish.reason.unified], ['naïve 日本 👩‍👩‍👧\u2028line end', 'hm é', 'tool-calls']);
      assert.deepEqual(toolCalls, [{ id: 'toolu_1', name: 'look', arguments: { word: '日' } }]);
    }),
    { numRuns: 60 },
  );
});

test('every stream that is cut before its end mark is interrupted, wherever and however it is cut', async () => {
  const events = messageEvents({ thinking: ['so'], text: ['one ', 'two ', 'three'], toolCalls: [{ id: 'toolu_1', name: 'look', pieces: ['{}'] }] });
  for (let kept = 1; kept < events.length; kept += 1) {
    for (const how of [cutSocket, undefined]) {
      const { finish, text } = await ask(eventStream(events.slice(0, kept), how));
      assert.equal(finish.reason.unified, 'interrupted', `after ${kept} events`);
      assert.equal(finish.error?.facts.retryable, true);
      assert.ok('one two three'.startsWith(text));
    }
  }
});

test('after the end mark a broken socket is no failure', async () => {
  const { finish } = await ask(eventStream(messageEvents({ text: ['whole'] }), cutSocket));
  assert.deepEqual([finish.reason.unified, finish.error], ['stop', undefined]);
});

test('what the vendor signed is sent back as it came, redacted thinking too', async () => {
  const redacted = block(1, { type: 'redacted_thinking', data: 'EmwKAhgBEgy+redacted' }, []);
  const { events, thinking } = await ask(eventStream([
    messageStart(), ...thinkingBlock(0, ['first ', 'second'], 'sig-0'), ...redacted, ...thinkingBlock(2, [], 'sig-2'), ...textBlock(3, ['So: 4']), ...messageEnd('end_turn'),
  ]));
  assert.equal(thinking, 'first second');
  const answer = assemble(events);
  const { messages } = encode({ messages: [...callFor().messages, answer, { role: 'user', parts: [{ type: 'text', text: 'and now?' }] }] }).body;
  assert.deepEqual(messages[1], {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'first second', signature: 'sig-0' },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy+redacted' },
      { type: 'thinking', thinking: '', signature: 'sig-2' },
      { type: 'text', text: 'So: 4' },
    ],
  });
});

test('thinking that broke off is not signed, so it stays behind', async () => {
  const { events } = await ask(eventStream([messageStart(), ...thinkingBlock(0, ['half']).slice(0, -2)]));
  const answer = assemble(events);
  assert.deepEqual(answer.parts, [{ type: 'thinking', text: 'half' }]);
  assert.equal(encode({ messages: [...callFor().messages, answer] }).body.messages.length, 1);
});

test('parallel tool calls come out parsed, whatever pieces they came in', async () => {
  const { toolCalls, finish, events } = await ask(eventStream(messageEvents({
    text: ['Let me see.'],
    toolCalls: [{ id: 'toolu_a', name: 'weather', pieces: ['{"ci', 'ty":"Bern"', '}'] }, { id: 'toolu_b', name: 'clock', pieces: [] }],
  })));
  assert.deepEqual(toolCalls, [{ id: 'toolu_a', name: 'weather', arguments: { city: 'Bern' } }, { id: 'toolu_b', name: 'clock', arguments: {} }]);
  assert.deepEqual(finish.reason, { unified: 'tool-calls', raw: 'tool_use' });
  const order = events.filter(({ type }) => type.startsWith('tool-call')).map((event) => `${event.type} ${'id' in event ? event.id : ''}`);
  assert.ok(order.indexOf('tool-call-end toolu_a') < order.indexOf('tool-call-start toolu_b'));
});

test('input that comes whole with the block counts', async () => {
  const whole = block(0, { type: 'tool_use', id: 'toolu_a', name: 'weather', input: { city: 'Bern' } }, []);
  assert.deepEqual((await ask(eventStream([messageStart(), ...whole, ...messageEnd('tool_use')]))).toolCalls[0]?.arguments, { city: 'Bern' });
});

test('tool arguments that are not JSON are a bad response', async () => {
  const { finish, toolCalls } = await ask(eventStream(messageEvents({ toolCalls: [{ id: 'a', name: 'weather', pieces: ['{"city":'] }, { id: 'b', name: 'clock', pieces: ['{}'] }] })));
  assert.deepEqual(toolCalls, []);
  assert.equal(finish.error?.kind, 'bad-response');
});

test('a tool call that the limit cut off is no call, and no error: the length is', async () => {
  for (const pieces of [['{"city":"Be'], []]) {
    const { finish, toolCalls } = await ask(eventStream(messageEvents({ toolCalls: [{ id: 'a', name: 'weather', pieces }], finish: 'length' })));
    assert.deepEqual([finish.reason.unified, finish.error, toolCalls], ['length', undefined, []]);
  }
});

test('blocks, deltas and events of kinds not known are passed over', async () => {
  const odd = [
    named('something_new', { value: 1 }),
    ...block(0, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }, [{ type: 'input_json_delta', partial_json: '{"query":"x"' }]),
    ...block(1, { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] }, []),
    ...block(2, { type: 'text', text: '' }, [{ type: 'text_delta', text: 'found' }, { type: 'citations_delta', citation: { type: 'char_location', cited_text: 'x' } }, { type: 'sparkle_delta', sparkle: 1 }]),
    ...block(3, { type: 'hologram', text: 'no' }, []),
  ];
  const { text, toolCalls, finish } = await ask(eventStream([messageStart(), ...odd, ...messageEnd('end_turn')]));
  assert.deepEqual([text, toolCalls, finish.reason.unified], ['found', [], 'stop']);
});

test('a message that was whole when it began is read', async () => {
  const content = [{ type: 'text', text: 'Here.' }, { type: 'tool_use', id: 'toolu_7', name: 'look', input: { at: 'α' } }];
  const start = named('message_start', { message: { id: 'msg_w', model: 'm', content, stop_reason: 'tool_use', usage: { input_tokens: 3, output_tokens: 0 } } });
  const { text, toolCalls, finish } = await ask(eventStream([start, named('message_stop', {})]));
  assert.deepEqual([text, toolCalls], ['Here.', [{ id: 'toolu_7', name: 'look', arguments: { at: 'α' } }]]);
  assert.deepEqual(finish.reason, { unified: 'tool-calls', raw: 'tool_use' });
});

test('a relay that begins again in the middle leaves no half a call behind', async () => {
  const half = [messageStart(), named('content_block_start', { index: 0, content_block: { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} } }), named('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: '{"word":"h' } })];
  const again = named('message_start', { message: { id: 'msg_again', model: 'other', content: [], usage: { input_tokens: 9, output_tokens: 1 } } });
  const withCall = await ask(eventStream([...half, again, ...toolBlock(0, { id: 'toolu_2', name: 'look', pieces: ['{"word":', '"whole"}'] }), ...messageEnd('tool_use')]));
  assert.deepEqual([withCall.toolCalls, withCall.finish.reason.unified], [[{ id: 'toolu_2', name: 'look', arguments: { word: 'whole' } }], 'tool-calls']);
  assert.deepEqual([withCall.finish.responseId, withCall.finish.servedModel], ['msg_again', 'other']);
  const withText = await ask(eventStream([...half, again, ...textBlock(0, ['done']), ...messageEnd('end_turn')]));
  assert.deepEqual([withText.text, withText.finish.reason.unified, withText.finish.error], ['done', 'stop', undefined]);
});

test('the ways to end each have their own reason', async () => {
  const cases = {
    end_turn: 'stop', stop_sequence: 'stop', max_tokens: 'length', tool_use: 'tool-calls', pause_turn: 'pause', refusal: 'refusal',
    model_context_window_exceeded: 'context-overflow', guardrail_intervened: 'content-filter', something_new: 'stop',
  } as const;
  for (const [raw, unified] of Object.entries(cases)) {
    const { finish } = await ask(eventStream([messageStart(), ...textBlock(0, ['a']), ...messageEnd(raw)]));
    assert.deepEqual(finish.reason, { unified, raw });
  }
});

test('a refusal says why, where the vendor does', async () => {
  const end = messageEnd('refusal', undefined, { type: 'refusal', category: 'cyber', explanation: 'This could enable harm.' });
  const { notices, finish } = await ask(eventStream([messageStart(), ...end]));
  assert.deepEqual([notices, finish.reason.unified], [['This could enable harm.'], 'refusal']);
});

test('stopping ends the answer as cancelled and closes the connection, before and after it began', async () => {
  await using simulator = await startSimulator(silence, eventStream(messageEvents({ text: ['one', 'two'] }).slice(0, 4), stall));
  const dialect = await anthropicMessages().load();
  const early = new AbortController();
  const first = collect(dialect.stream(callFor({ signal: early.signal }), endpointAt(simulator.url)));
  const seen = await simulator.request(0);
  early.abort();
  assert.equal((await first).finish.reason.unified, 'cancelled');
  await seen.closed;
  const late = new AbortController();
  let last;
  for await (const event of dialect.stream(callFor({ signal: late.signal }), endpointAt(simulator.url))) {
    last = event;
    if (event.type === 'text-delta') late.abort();
  }
  assert.equal(last?.type === 'finish' && last.reason.unified, 'cancelled');
  await (await simulator.request(1)).closed;
});

test('whoever stops listening closes the connection', async () => {
  await using simulator = await startSimulator(eventStream(messageEvents({ text: ['one', 'two'] }).slice(0, 4), stall));
  const dialect = await anthropicMessages().load();
  for await (const event of dialect.stream(callFor(), endpointAt(simulator.url))) if (event.type === 'text-delta') break;
  await (await simulator.request(0)).closed;
});

test('tool calls whose blocks are not marked as over still end with the answer', async () => {
  const unstopped = toolBlock(0, { id: 'a', name: 'clock', pieces: ['{}'] }).slice(0, -1);
  assert.equal((await ask(eventStream([messageStart(), ...unstopped, ...messageEnd('tool_use')]))).toolCalls.length, 1);
});

test('an answer with tool calls ends with them, whatever word the server has for it', async () => {
  const calls = toolBlock(0, { id: 'a', name: 'clock', pieces: ['{}'] });
  assert.deepEqual((await ask(eventStream([messageStart(), ...calls, ...messageEnd('end_turn')]))).finish.reason, { unified: 'tool-calls', raw: 'end_turn' });
});

test('what had to be changed in a request is told before the answer begins', async () => {
  const { events } = await ask(eventStream(messageEvents({ text: ['ok'] })), { sampling: { temperature: 0.2, seed: 1 } });
  assert.deepEqual(events.slice(0, 3).map(({ type }) => type), ['notice', 'notice', 'message-start']);
});
