// Servers that speak the wire by half: whatever events they leave out or name wrongly, nothing is lost and nothing doubled.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson, property } from '../../../../src/core/dialects/wire/json.ts';
import type { ServerEvent } from '../../../../src/core/dialects/wire/serverEvents.ts';
import { ResponsesDecoder } from '../../../../src/core/dialects/openaiResponses/decode.ts';
import { shownText, type StreamEvent } from '../../../../src/core/model/streamEvent.ts';
import { assemble } from '../../../../src/core/model/assemble.ts';
import { functionCall, message, reasoning, responseEvents } from '../../../support/simulator/openaiResponsesWire.ts';

const whole = responseEvents([
  reasoning([['Let ', 'me'], ['see.']], 'rs_1'),
  message(['One ', 'moment.'], { phase: 'commentary' }),
  functionCall({ id: 'call_a', name: 'clock', pieces: ['{"zone"', ':"UTC"}'] }),
  functionCall({ id: 'call_b', name: 'clock', pieces: ['{"zone":"CET"}'] }),
]);

type Frame = Record<string, unknown> & { type: string };

const frames = whole.map((text) => parseJson(text.split('data: ')[1] ?? '') as Frame);

function decode(given: readonly Frame[]): StreamEvent[] {
  const decoder = new ResponsesDecoder({ provider: 'local', model: 'm', baseUrl: 'http://local/v1', apiKey: undefined, headers: {}, fetch: globalThis.fetch, info: {} }, {});
  const events: StreamEvent[] = [];
  for (const frame of given) {
    const event: ServerEvent = { name: undefined, data: JSON.stringify(frame) };
    decoder.take(event, events);
  }
  events.push(decoder.end(undefined, events));
  return events;
}

/** What a person sees of it, and how it ended. */
function seen(events: readonly StreamEvent[]) {
  const joined = (type: 'text-delta' | 'thinking-delta') => events.map((event) => (event.type === type ? shownText(event) : '')).join('');
  const last = events.at(-1);
  return {
    text: joined('text-delta'),
    thinking: joined('thinking-delta'),
    calls: events.filter((event) => event.type === 'tool-call-end').map(({ id, name, arguments: given }) => ({ id, name, given })),
    pieces: events.reduce<Record<string, string>>((all, event) => (event.type === 'tool-call-delta' ? { ...all, [event.id]: (all[event.id] ?? '') + event.text } : all), {}),
    started: events.filter((event) => event.type === 'tool-call-start').map(({ id }) => id),
    reason: last?.type === 'finish' ? last.reason.unified : undefined,
  };
}

const expected = {
  text: 'One moment.',
  thinking: 'Let me\n\nsee.',
  calls: [{ id: 'call_a', name: 'clock', given: { zone: 'UTC' } }, { id: 'call_b', name: 'clock', given: { zone: 'CET' } }],
  pieces: { call_a: '{"zone":"UTC"}', call_b: '{"zone":"CET"}' },
  started: ['call_a', 'call_b'],
  reason: 'tool-calls',
};

const kinds = [...new Set(frames.map(({ type }) => type))].filter((type) => type !== 'response.completed');

test('the answer is whole without any of its kinds of events, as long as a later one tells it', () => {
  fc.assert(fc.property(fc.subarray(kinds), (without) => {
    assert.deepEqual(seen(decode(frames.filter(({ type }) => !without.includes(type)))), expected);
  }), { numRuns: 400 });
});

test('nothing is doubled where the end lists nothing, and one of the earlier events tells it', () => {
  const bare = frames.map((frame) => (frame.type === 'response.completed' ? { ...frame, response: { id: 'r', status: 'completed', output: [] } } : frame));
  assert.deepEqual(seen(decode(bare)), expected);
  const onlyItems = bare.filter(({ type }) => !/delta|_text\.done|arguments\.done|part/.test(type));
  assert.deepEqual(seen(decode(onlyItems)), expected);
});

test('ids that differ in every event, and a place that is always 0, change nothing', () => {
  let next = 0;
  const anew = frames.map((frame) => ('item_id' in frame ? { ...frame, item_id: `x${(next += 1)}` } : frame));
  assert.deepEqual(seen(decode(anew)), expected);
  const allFirst = frames.map((frame) => ('output_index' in frame ? { ...frame, output_index: 0 } : frame));
  assert.deepEqual(seen(decode(allFirst)), expected);
  const nowhere = frames.map((frame) => ({ ...frame, output_index: undefined, content_index: undefined, summary_index: undefined }));
  assert.deepEqual(seen(decode(nowhere)), expected);
});

test('calls may be told at once, with only their ids or only their places to tell them apart', () => {
  const isCall = (frame: Frame): boolean => /arguments/.test(frame.type) || property(frame['item'], 'type') === 'function_call';
  const calls = frames.filter(isCall);
  const order = ['response.output_item.added', 'response.function_call_arguments.delta', 'response.function_call_arguments.done', 'response.output_item.done'];
  const atOnce = order.flatMap((type) => calls.filter((frame) => frame.type === type));
  const rest = frames.filter((frame) => !isCall(frame));
  const together = [...rest.slice(0, -1), ...atOnce, ...rest.slice(-1)];
  const byId = together.map((frame): Frame => ({ ...frame, output_index: undefined }));
  const byPlace = together.map((frame) => ({ ...frame, item_id: undefined }));
  for (const given of [together, byId, byPlace]) {
    assert.deepEqual(seen(decode(given)), expected);
  }
  const endsFirst = byId.filter(({ type }) => type !== order[2]).flatMap((frame) => (frame.type === order[3] ? [frame, ...byId.filter((other) => other.type === order[2] && other['item_id'] === property(frame['item'], 'id'))] : [frame]));
  assert.deepEqual(seen(decode(endsFirst)), expected);
});

test('calls without a beginning or an end are still told apart', () => {
  let next = 0;
  const anew = frames.map((frame) => ('item_id' in frame ? { ...frame, item_id: `x${(next += 1)}` } : frame));
  assert.deepEqual(seen(decode(anew.filter(({ type }) => !type.endsWith('item.added')))), expected);
  const nowhere = frames.map((frame) => ({ ...frame, output_index: undefined, item_id: undefined }));
  const endless = nowhere.filter(({ type }) => !type.endsWith('item.done'));
  assert.deepEqual(seen(decode(endless)), expected);
});

test('ends that are placed elsewhere than the pieces, or tell the text a little otherwise, change nothing', () => {
  const elsewhere = frames.map((frame) => (frame.type.endsWith('done') ? { ...frame, output_index: Number(frame['output_index']) + 7 } : frame));
  assert.deepEqual(seen(decode(elsewhere)), expected);
  const reworded = frames.map((frame) => {
    const { text, part, item, ...rest } = frame;
    if (frame.type.endsWith('_text.done')) return { ...rest, text: ` ${String(text)}` };
    return /delta|added|arguments/.test(frame.type) ? frame : (JSON.parse(JSON.stringify({ ...rest, part, item }).replaceAll('"text":"', '"text":" ')) as Frame);
  });
  assert.deepEqual(seen(decode(reworded)), expected);
});

test('the ends of the parts are enough', () => {
  const parts = frames.filter(({ type }) => /_text\.done/.test(type));
  const { text, thinking } = seen(decode(parts));
  assert.deepEqual([text, thinking], [expected.text, expected.thinking]);
});

test('two messages of which only the ends are told are both said, once', () => {
  const two = responseEvents([message(['Same.'], { id: 'm1' }), message(['Same.'], { id: 'm2' })]).map((text) => parseJson(text.split('data: ')[1] ?? '') as Frame);
  for (const kept of [/./, /created|item\.done|completed/, /created|_text\.done|completed/, /completed/]) {
    assert.equal(seen(decode(two.filter(({ type }) => kept.test(type)))).text, 'Same.\n\nSame.', String(kept));
  }
  const unlisted = two.map((frame) => (frame.type === 'response.completed' ? { ...frame, response: { status: 'completed' } } : frame));
  assert.equal(seen(decode(unlisted.filter(({ type }) => /item\.done|completed/.test(type)))).text, 'Same.\n\nSame.');
  const onePlace = two.map((frame) => ({ ...frame, output_index: 0 }));
  assert.equal(seen(decode(onePlace)).text, 'Same.\n\nSame.');
});

test('every cut of the deltas is made good by the whole that follows', () => {
  for (let dropped = 0; dropped < frames.length; dropped += 1) {
    const rest = frames.filter((_, index) => index <= dropped || !/delta/.test(frames[index]?.type ?? ''));
    assert.deepEqual(seen(decode(rest)), expected, `deltas after ${dropped}`);
  }
});

test('reasoning that is told too late to stand before what it led to is shown, but not sent back', () => {
  const late = frames.filter(({ type, item }) => !/reasoning/.test(type) && property(item, 'type') !== 'reasoning');
  const events = decode(late);
  assert.equal(seen(events).thinking, expected.thinking);
  assert.ok(!assemble(events).parts.some((part) => part.type === 'thinking' && part.opaque));
});

test('arguments may come as an object, and a call without an id gets one', () => {
  const events = decode([{ type: 'response.completed', response: { output: [{ type: 'function_call', name: 'clock', arguments: { zone: 'UTC' } }] } }]);
  assert.deepEqual(seen(events).calls, [{ id: 'call_1', name: 'clock', given: { zone: 'UTC' } }]);
});

test('an end that is called complete but says otherwise is believed', () => {
  const end = (fields: object): Frame[] => [{ type: 'response.completed', response: fields }];
  assert.equal(seen(decode(end({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }))).reason, 'length');
  assert.equal(seen(decode(end({ status: 'failed', error: { code: 'server_error', message: 'x' } }))).reason, 'error');
  assert.equal(seen(decode(end({ status: 'cancelled' }))).reason, 'interrupted');
});

test('events nobody knows, and fields nobody expects, are passed over', () => {
  const odd: Frame[] = [{ type: 'keepalive' }, { type: 'response.something.new', delta: 'no' }, { type: 'response.output_text.delta', delta: { text: 'no' } }, { type: 'response.output_item.added', item: { type: 'hologram' } }, { type: 'response.output_item.done', item: null }];
  assert.deepEqual(seen(decode([...odd, ...frames])), expected);
});

test('an answer that is not whole for no reason given was too long', () => {
  const cut = frames.map((frame) => (frame.type === 'response.completed' ? { ...frame, response: { ...(frame['response'] as object), status: 'incomplete', incomplete_details: null } } : frame));
  assert.equal(seen(decode(cut)).reason, 'length');
});
