// The meter counts what arrives once, for everybody who wants to know.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { endOf } from './support/ending.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import type { AttemptEnd, AttemptSink } from '../../../src/core/money/attempt.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { meter } from '../../../src/core/pipeline/layers/meter.ts';
import { createTokenCounter } from '../../../src/core/tokens/counter.ts';
import type { CallCounter } from '../../../src/core/tokens/guess.ts';
import { collect } from '../../support/collect.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { ownEncoding, rankSource } from '../tokens/support/reference.ts';

const text = 'The meter counts every word of an answer, 每一个词, and `code()` too; nothing twice.';
const pieces = (of: string): string[] => Array.from({ length: Math.ceil(of.length / 4) }, (_, index) => of.slice(index * 4, index * 4 + 4));
const deltas = pieces(text).map((piece): StreamEvent => ({ type: 'text-delta', text: piece }));

interface Watched {
  readonly grew: number[];
  readonly heard: number[];
  readonly ends: AttemptEnd[];
}

/** `pace`: milliseconds between two events. */
async function run(events: readonly StreamEvent[], tokens: CallCounter | undefined, { model = 'openai/gpt-6-sol', pace = 20 } = {}): Promise<Watched> {
  const watched: Watched = { grew: [], heard: [], ends: [] };
  const attempts: AttemptSink = {
    begin: () => ({ grew: (more) => void watched.grew.push(more), ended: (end) => void watched.ends.push(end), abandoned() {} }),
  };
  const call: Call = { model, messages: [textMessage('user', 'q')], task: 'chat', signal: new AbortController().signal, onDidCount: (total) => void watched.heard.push(total) };
  const clock = createFakeClock();
  const metered = meter({ clock, prices: createPriceBook([]), attempts, isFree: () => false, tokens });
  await collect(metered(async function* () {
    for (const event of events) {
      await clock.advance(pace);
      yield event;
    }
  })(call));
  return watched;
}

test('the live count ends at the vendor\'s own number, and everybody hears the same', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  await counter.ready('openai/gpt-6-sol');
  const { grew, heard, ends } = await run([...deltas, endOf({})], counter);
  const exactly = ownEncoding('o200k_base').count(text);
  assert.equal(heard.at(-1), exactly);
  assert.equal(grew.reduce((sum, more) => sum + more, 0), exactly);
  assert.equal(ends[0]?.estimatedOutput, exactly);
  assert.deepEqual(heard, heard.toSorted((a, b) => a - b));
  assert.ok(heard.length > text.length / 32 && heard.length < deltas.length, `${heard.length} times`);
});

test('what comes all at once is counted in large pieces, and as exactly', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  await counter.ready('openai/gpt-6-sol');
  const many = Array.from({ length: 100 }, () => deltas).flat();
  const { heard } = await run([...many, endOf({})], counter, { pace: 0 });
  assert.equal(heard.at(-1), ownEncoding('o200k_base').count(text.repeat(100)));
  assert.ok(heard.length >= Math.floor((text.length * 100) / 260) && heard.length <= Math.ceil((text.length * 100) / 256) + 2, `${heard.length} times`);
});

test('without a counter there are guesses, and they do not fall either', async () => {
  const { heard, ends } = await run([...deltas, endOf({})], undefined);
  assert.ok((heard.at(-1) ?? 0) > 10);
  assert.equal(ends[0]?.estimatedOutput, heard.at(-1));
  assert.deepEqual(heard, heard.toSorted((a, b) => a - b));
});

const learning = async (events: readonly StreamEvent[]): Promise<(readonly [number, number])[]> => {
  const learned: (readonly [number, number])[] = [];
  const counter: CallCounter = {
    growing: () => ({ add() {}, total: () => 90 }),
    prompt: () => ({ total: 0 }),
    learn: (_model, said, reported) => void learned.push([said, reported]),
  };
  await run(events, counter, { model: 'anthropic/claude-sonnet-5-5' });
  return learned;
};

test('what the vendor reported of the same text is learned from', async () => {
  assert.deepEqual(await learning([...deltas, endOf({ text: 120 })]), [[90, 120]]);
});

test('hidden reasoning, tools\' arguments, broken answers and silence teach nothing', async () => {
  const tool: readonly StreamEvent[] = [{ type: 'tool-call-start', id: '1', name: 'look' }, { type: 'tool-call-delta', id: '1', text: '{}' }, { type: 'tool-call-end', id: '1', name: 'look', arguments: {} }];
  assert.deepEqual(await learning([...deltas, endOf({ text: 120, reasoning: 400 })]), []);
  assert.deepEqual(await learning([...deltas, ...tool, endOf({ text: 120 })]), []);
  assert.deepEqual(await learning([...deltas, endOf({ text: 120, broken: true })]), []);
  assert.deepEqual(await learning([...deltas, endOf({})]), []);
});
