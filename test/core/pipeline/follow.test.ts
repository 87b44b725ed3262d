// Following a stream: every event is seen once and passed on as it is, and whatever was begun is closed exactly once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finish } from '../../../src/core/model/finish.ts';
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

/** What one who follows does, so that it can be told what reached it. */
function follower(name: string, heard: string[], begin: () => AsyncIterable<StreamEvent>, more: { readonly mends?: boolean; readonly fails?: boolean; readonly later?: boolean } = {}): AsyncIterable<StreamEvent> {
  const change = (event: StreamEvent): StreamEvent => {
    if (more.fails && event.type === 'text-delta' && event.text.startsWith('2')) throw new Error(`${name} fails`);
    return event.type === 'text-delta' ? { ...event, text: event.text + name } : event;
  };
  return follow({
    begin,
    as: (event) => (more.later ? Promise.resolve(event).then(change) : change(event)),
    ...(more.mends && { mend: (failure: unknown) => finish({ reason: 'stop', model: `${name}: ${failure instanceof Error ? failure.message : 'no end'}` }) }),
    close: () => void heard.push(name),
  });
}

async function told(stream: AsyncIterable<StreamEvent>): Promise<string[]> {
  const got: string[] = [];
  try {
    for await (const event of stream) got.push(event.type === 'text-delta' ? event.text : event.type === 'finish' ? event.model : event.type);
  } catch (failure) {
    got.push(`threw ${(failure as Error).message}`);
  }
  return got;
}

const options = fc.array(fc.record({ mends: fc.boolean(), fails: fc.boolean(), later: fc.boolean() }), { minLength: 1, maxLength: 4 });

test('those who stand one in another see what they would see with a generator between them', async () => {
  await fc.assert(fc.asyncProperty(options, fc.nat(4), fc.boolean(), fc.boolean(), async (each, length, ends, breaks) => {
    const stack = (apart: boolean) => {
      const heard: string[] = [];
      async function* source(): AsyncGenerator<StreamEvent> {
        for (let index = 0; index < length; index++) yield text(String(index));
        if (breaks) throw new Error('broken');
        if (ends) yield finish({ reason: 'stop', model: 'end' });
      }
      async function* between(inner: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent> {
        yield* inner;
      }
      const stream = each.reduce<() => AsyncIterable<StreamEvent>>((inner, more, index) => () => follower(String.fromCharCode(97 + index), heard, apart ? () => between(inner()) : inner, more), source);
      return { heard, stream: stream() };
    };
    const [together, apart] = [stack(false), stack(true)];
    assert.deepEqual(await told(together.stream), await told(apart.stream));
    assert.deepEqual(together.heard.toSorted(), apart.heard.toSorted());
    assert.equal(together.heard.length, each.length);
  }));
});

test('after the end nothing more is read', async () => {
  const heard: string[] = [];
  async function* source(): AsyncGenerator<StreamEvent> {
    try {
      yield finish({ reason: 'stop', model: 'end' });
      yield text('too late');
    } finally {
      heard.push('source left');
    }
  }
  assert.deepEqual(await told(follower('a', heard, source)), ['end']);
  assert.deepEqual(heard, ['a', 'source left']);
});
