// What the vendor counts, in buckets that never overlap.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageEvents, named, textBlock } from '../../../support/simulator/anthropicMessagesWire.ts';
import { eventStream } from '../../../support/simulator/answers.ts';
import { ask } from './support.ts';

async function usageOf(start: object | undefined, delta: object | undefined, cut = false) {
  const { finish } = await ask(eventStream([
    named('message_start', { message: { id: 'msg_1', model: 'm', ...(start && { usage: start }) } }),
    ...textBlock(0, ['text']),
    ...(cut ? [] : [named('message_delta', { delta: { stop_reason: 'end_turn' }, ...(delta && { usage: delta }) }), named('message_stop')]),
  ]));
  return finish.usage;
}

test('cached and fresh input, text and thinking are told apart', async () => {
  const { finish, events } = await ask(eventStream(messageEvents({ text: ['x'], usage: { fresh: 100, cacheRead: 800, cacheWrite: 50, text: 30, reasoning: 12 } })));
  assert.deepEqual(finish.usage.input, { fresh: 100, cacheRead: 800, cacheWrite5m: 50, cacheWrite1h: 0 });
  assert.deepEqual(finish.usage.output, { text: 30, reasoning: 12 });
  assert.equal(events.filter(({ type }) => type === 'usage').length, 2);
});

test('what is written to the cache is split by how long it lives, as only the start tells', async () => {
  const { input } = await usageOf(
    { input_tokens: 5, cache_creation_input_tokens: 300, cache_read_input_tokens: 0, cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 }, output_tokens: 1 },
    { input_tokens: 5, cache_creation_input_tokens: 300, cache_read_input_tokens: 0, output_tokens: 9 },
  );
  assert.deepEqual(input, { fresh: 5, cacheRead: 0, cacheWrite5m: 100, cacheWrite1h: 200 });
});

test('later figures replace earlier ones; null is not a figure', async () => {
  const usage = await usageOf({ input_tokens: 10, cache_read_input_tokens: 4, output_tokens: 1 }, { input_tokens: 25, cache_read_input_tokens: null, output_tokens: 70, output_tokens_details: null });
  assert.deepEqual([usage.input.fresh, usage.input.cacheRead, usage.output.text, usage.output.reasoning], [25, 4, 70, undefined]);
  assert.deepEqual(usage.raw, { input_tokens: 25, cache_read_input_tokens: null, output_tokens: 70, output_tokens_details: null });
});

test('an answer that broke off has no count of its output: the first token is not all of it', async () => {
  const usage = await usageOf({ input_tokens: 10, output_tokens: 1 }, undefined, true);
  assert.deepEqual([usage.input.fresh, usage.output.text], [10, undefined]);
});

test('what was not told stays unknown, and zeros for a prompt are not told', async () => {
  for (const [start, delta] of [[undefined, undefined], [{ input_tokens: 0, output_tokens: 0 }, { output_tokens: 0 }]]) {
    const usage = await usageOf(start, delta);
    assert.deepEqual([usage.input.fresh, usage.output.text, usage.raw], [undefined, undefined, undefined]);
  }
  const half = await usageOf({ input_tokens: 0, output_tokens: 0 }, { output_tokens: 6 });
  assert.deepEqual([half.input.fresh, half.output.text], [undefined, 6]);
  const late = await usageOf({ input_tokens: 0, output_tokens: 0 }, { input_tokens: 40, output_tokens: 6 });
  assert.deepEqual([late.input.fresh, late.output.text], [40, 6]);
});
