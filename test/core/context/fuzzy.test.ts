// Finding names from a few letters: what was typed is there, in order, and what was meant comes first.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuzzyFilter, fuzzyMatch } from '../../../src/core/context/fuzzy.ts';

const names = (query: string, all: readonly string[]): readonly string[] => fuzzyFilter(query, all, (name) => name, 10).map(({ item }) => item);

test('the name of a file counts more than its folders, and its beginning more than its middle', () => {
  assert.deepEqual(names('chat', ['src/chat/long/util.ts', 'src/features/snapchat.ts', 'src/features/chat.ts']), ['src/features/chat.ts', 'src/features/snapchat.ts', 'src/chat/long/util.ts']);
  assert.deepEqual(names('tv', ['test/view.ts', 'src/turnView.ts']), ['src/turnView.ts', 'test/view.ts']);
});

test('case, spaces and the kind of slash do not matter', () => {
  assert.deepEqual(names('SRC\\ch at', ['src/chat.ts', 'other.ts']), ['src/chat.ts']);
});

test('the ranges are in order, apart, inside the name, and spell the query', () => {
  fc.assert(fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 30 }), (query, name) => {
    const match = fuzzyMatch(query, name);
    if (!match) return;
    let last = -1;
    for (const [start, end] of match.ranges) {
      assert.ok(start > last && end > start && end <= name.length, JSON.stringify(match));
      last = end - 1;
    }
    const spelled = match.ranges.map(([start, end]) => name.slice(start, end)).join('');
    assert.equal(spelled.toLowerCase(), query.replaceAll(/\s+/g, '').replaceAll('\\', '/').toLowerCase());
  }));
});

test('letters that are there in order are found, however far apart', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'B', 'c', '/'), fc.stringMatching(/^[x-z]{0,4}$/)), { minLength: 1, maxLength: 8 }), (pieces) => {
    const name = pieces.map(([letter, rest]) => letter + rest).join('');
    assert.ok(fuzzyMatch(pieces.map(([letter]) => letter).join(''), name), name);
  }));
});

test('letters in another order are not found', () => {
  assert.equal(fuzzyMatch('ba', 'ab'), undefined);
  assert.equal(fuzzyMatch('aa', 'a'), undefined);
});
