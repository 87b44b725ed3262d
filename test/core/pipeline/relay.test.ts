// Letting streams pass: whoever reads sees what the generator and the streams say, in order, and nothing is left open.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { nothing, relay } from '../../../src/core/pipeline/relay.ts';

const text = (words: string): StreamEvent => ({ type: 'text-delta', text: words });
const wordsOf = (event: StreamEvent): string => (event.type === 'text-delta' ? event.text : event.type);

function source(words: readonly string[], heard: string[], failure?: Error): AsyncIterable<StreamEvent> {
  return (async function* () {
    try {
      for (const word of words) yield text(word);
      if (failure) throw failure;
    } finally {
      heard.push('stream left');
    }
  })();
}

/** Says some of its own, lets a stream pass that is told so many times over, and says how it went. */
function stage(streams: readonly (readonly string[])[], times: number, failure?: Error) {
  const heard: string[] = [];
  const stream = relay(async function* () {
    try {
      for (const words of streams) {
        yield text('begin');
        yield {
          pass: source(words, heard, failure),
          tell: (event) => (times === 0 ? nothing : times === 1 ? event : Array.from({ length: times }, () => event)),
        };
      }
      yield text('end');
    } finally {
      heard.push('work left');
    }
  });
  return { stream, heard };
}

test('what passes stands between what the generator says, told as often as it wants', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.string(), { maxLength: 5 }), { maxLength: 4 }), fc.nat(3), fc.nat(30), async (streams, times, wanted) => {
    const { stream, heard } = stage(streams, times);
    const expected = [...streams.flatMap((words) => ['begin', ...words.flatMap((word) => Array.from({ length: times }, () => word))]), 'end'];
    const got: string[] = [];
    for await (const event of stream) {
      got.push(wordsOf(event));
      if (got.length === wanted) break;
    }
    assert.deepEqual(got, wanted === 0 ? expected : expected.slice(0, wanted));
    assert.equal(heard.at(-1), 'work left');
    assert.equal(heard.filter((word) => word === 'work left').length, 1);
  }));
});

test('a stream that is left in the middle is closed before the generator', async () => {
  const { stream, heard } = stage([['a', 'b'], ['c']], 1);
  for await (const event of stream) if (wordsOf(event) === 'a') break;
  assert.deepEqual(heard, ['stream left', 'work left']);
});

test('a failure of the stream is the generator\'s to catch, and goes on when it does not', async () => {
  await assert.rejects(async () => { for await (const _event of stage([['a']], 1, new Error('broken')).stream); }, /broken/);
  const mended = relay(async function* () {
    try {
      yield { pass: source(['a'], [], new Error('broken')) };
    } catch {
      yield text('mended');
    }
  });
  const got: string[] = [];
  for await (const event of mended) got.push(wordsOf(event));
  assert.deepEqual(got, ['a', 'mended']);
});

test('a hundred thousand events that are withheld in a row leave no trace', async () => {
  const silent = relay(async function* () {
    yield { pass: source(Array.from({ length: 100_000 }, () => 'x'), []), tell: () => nothing };
    yield text('end');
  });
  const got: string[] = [];
  for await (const event of silent) got.push(wordsOf(event));
  assert.deepEqual(got, ['end']);
});
