// Following a stream: every event is seen once and passed on as it is, and whatever was begun is closed exactly once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { follow, only } from '../../../src/core/pipeline/follow.ts';

const text = (words: string): StreamEvent => ({ type: 'text-delta', text: words });

function stage(words: readonly string[], failure?: Error) {
  const seen: string[] = [];
  const heard: string[] = [];
  async function* source(): AsyncGenerator<StreamEvent> {
    try {
      for (const word of words) yield text(word);
      if (failure) throw failure;
    } finally {
      heard.push('source left');
    }
  }
  const stream = follow({
    begin() {
      heard.push('begun');
      return source();
    },
    see: (event) => void (event.type === 'text-delta' && seen.push(event.text)),
    close: () => void heard.push('closed'),
  });
  return { stream, seen, heard };
}

test('nothing begins before somebody wants an event, nor when nobody ever does', async () => {
  const { stream, heard } = stage(['a']);
  const iterator = stream[Symbol.asyncIterator]();
  assert.deepEqual(heard, []);
  assert.deepEqual(await iterator.return?.(), { done: true, value: undefined });
  assert.deepEqual(await iterator.next(), { done: true, value: undefined });
  assert.deepEqual(heard, []);
});

test('all of it, or as much as anybody wants: seen once, passed on, closed once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.string(), { maxLength: 8 }), fc.nat(9), async (words, wanted) => {
    const { stream, seen, heard } = stage(words);
    const got: string[] = [];
    for await (const event of stream) {
      if (event.type === 'text-delta') got.push(event.text);
      if (got.length === wanted) break;
    }
    const expected = wanted === 0 ? words : words.slice(0, wanted);
    assert.deepEqual(got, expected);
    assert.deepEqual(seen, expected);
    assert.deepEqual(heard.toSorted(), ['begun', 'closed', 'source left']);
  }));
});

test('a failure goes on to whoever reads, after closing', async () => {
  const { stream, heard } = stage(['a'], new Error('broken'));
  await assert.rejects(async () => { for await (const _event of stream); }, /broken/);
  assert.deepEqual(heard, ['begun', 'source left', 'closed']);
});

test('who leaves while it still begins leaves nothing behind', async () => {
  const opened = Promise.withResolvers<void>();
  const heard: string[] = [];
  const stream = follow({ begin: () => opened.promise.then(() => only(text('a'))), see: () => void heard.push('seen'), close: () => void heard.push('closed') });
  const iterator = stream[Symbol.asyncIterator]();
  const first = iterator.next();
  const left = iterator.return?.();
  opened.resolve();
  assert.deepEqual(await left, { done: true, value: undefined });
  await first;
  assert.equal(heard.filter((word) => word === 'closed').length, 1);
});
