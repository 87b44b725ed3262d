// What was counted is not counted again, and nothing is taken for something else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encoding } from '../../../src/core/tokens/encoding/encoding.ts';
import { createTextMemo } from '../../../src/core/tokens/textMemo.ts';

/** A character is a token here; remembers what it was asked. */
function counting(): { readonly encoding: Encoding; readonly asked: string[] } {
  const asked: string[] = [];
  const count = (text: string): number => {
    asked.push(text);
    return text.length;
  };
  return { asked, encoding: { count, countSlowly: (text) => Promise.resolve(count(text)), encode: () => [], split: (_bytes, _start, end) => end, countPiece: () => 1 } };
}

const long = 'x'.repeat(1_000);

test('a text is counted once, whatever object it stands in', () => {
  const { encoding, asked } = counting();
  const memo = createTextMemo(() => undefined);
  for (const owner of [{}, {}, undefined]) assert.equal(memo.count('o200k_base', encoding, long, owner), 1_000);
  assert.equal(asked.length, 1);
});

test('an object that says something else now is counted again, and so is another encoding', () => {
  const { encoding, asked } = counting();
  const memo = createTextMemo(() => undefined);
  const owner = {};
  assert.equal(memo.count('o200k_base', encoding, long, owner), 1_000);
  assert.equal(memo.count('o200k_base', encoding, `${long}y`, owner), 1_001);
  assert.equal(memo.count('cl100k_base', encoding, `${long}y`, owner), 1_001);
  assert.equal(asked.length, 3);
});

test('only so many texts are kept', () => {
  const { encoding, asked } = counting();
  const memo = createTextMemo(() => undefined);
  for (let index = 0; index < 1_000; index += 1) memo.count('o200k_base', encoding, `${long}${index}`);
  memo.count('o200k_base', encoding, `${long}999`);
  assert.equal(asked.length, 1_000, 'a late one is there');
  memo.count('o200k_base', encoding, `${long}0`);
  assert.equal(asked.length, 1_001, 'an early one is not');
});

test('a very long text is counted once in the background, however often it is asked for', async () => {
  const { encoding, asked } = counting();
  const done = new Promise<void>((resolve) => {
    const memo = createTextMemo(() => {
      assert.equal(memo.count('o200k_base', encoding, long.repeat(100)), 100_000);
      resolve();
    });
    for (let turn = 0; turn < 3; turn += 1) assert.equal(memo.count('o200k_base', encoding, long.repeat(100)), undefined);
  });
  await done;
  assert.equal(asked.length, 1);
});
