// Promises of the incremental reader, for any value and any cut of its text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../../src/core/model/message.ts';
import { deepestNesting, JsonReader } from '../../../src/core/structured/jsonReader.ts';
import { contains } from './support/contains.ts';
import { piecesOf } from './support/scripted.ts';

/** Any JSON text, spaced or not, and ways to cut it. */
const texts = fc
  .tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, space]) => JSON.stringify(value, undefined, space))
  .filter((text) => !text.includes('__proto__'));
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });

function cutBy(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, index = 0; at < text.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}

function readAll(text: string): JsonReader {
  const reader = new JsonReader();
  reader.push(text);
  reader.end();
  return reader;
}

test('any value comes out as JSON.parse gives it, however its text is cut', () => {
  fc.assert(
    fc.property(texts, cuts, (text, sizes) => {
      const reader = new JsonReader();
      for (const piece of cutBy(text, sizes)) reader.push(piece);
      reader.end();
      assert.equal(reader.state, 'whole');
      assert.deepEqual(reader.value, JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('every partial value is part of the final one, and only grows', () => {
  fc.assert(
    fc.property(texts, cuts, (text, sizes) => {
      const final = JSON.parse(text) as Json;
      const reader = new JsonReader();
      let before: Json | undefined;
      for (const piece of cutBy(text, sizes)) {
        reader.push(piece);
        if (reader.value === undefined) continue;
        const now = structuredClone(reader.value);
        assert.ok(contains(final, now), `${JSON.stringify(now)} is not part of ${text}`);
        if (before !== undefined) assert.ok(contains(now, before));
        before = now;
      }
    }),
    { numRuns: 500 },
  );
});

test('every character is taken once', () => {
  fc.assert(
    fc.property(texts, cuts, (text, sizes) => {
      const reader = new JsonReader();
      for (const piece of cutBy(text, sizes)) reader.push(piece);
      assert.equal(reader.taken, text.length);
    }),
  );
});

test('no text makes it throw, and what JSON.parse takes it takes', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', '1', '-', 'null', ' ', '\n', 'u00', 'é'), { maxLength: 30 });
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.join('');
      const reader = readAll(text);
      let parsed: Json | undefined;
      try {
        parsed = JSON.parse(text) as Json;
      } catch {
        return;
      }
      assert.deepEqual(reader.value, parsed);
    }),
    { numRuns: 2_000 },
  );
});

test('an unfinished string is readable, an unfinished number or key is not', () => {
  const reader = new JsonReader();
  reader.push('{"title": "Half a sen');
  assert.deepEqual(reader.value, { title: 'Half a sen' });
  reader.push('tence", "line": 12');
  assert.deepEqual(reader.value, { title: 'Half a sentence' });
  reader.push('3, "oth');
  assert.deepEqual(reader.value, { title: 'Half a sentence', line: 123 });
});

test('it forgives only what can mean one thing', () => {
  assert.deepEqual(readAll('{"a": [1, 2,], "b": "it\\\'s",}').value, { a: [1, 2], b: "it's" });
  assert.deepEqual(readAll('{"a": "two\nlines"}').value, { a: 'two\nlines' });
  for (const broken of ['{"a": NaN}', '{"a": Infinity}', "{'a': 1}", '{a: 1}', '{"a": 01}', '{"a": 1e999}', '[,]', '[1,,2]', '{"a" 1}', '{"a": "\\d"}', '{"a": "\\u12x4"}', '{"a": True}', '[1 2]']) {
    assert.equal(readAll(broken).state, 'broken', broken);
    assert.match(readAll(broken).fault ?? '', /character \d+/);
  }
});

test('the whole elements of a list are told from the one that is cut off', () => {
  const list = (reader: JsonReader): readonly Json[] => reader.wholeElements((reader.value as { all: Json[] }).all);
  const at = (text: string): readonly Json[] => {
    const reader = new JsonReader();
    reader.push(text);
    return list(reader);
  };
  assert.deepEqual(at('{"all": [{"n": 1}, {"n": 2'), [{ n: 1 }]);
  assert.deepEqual(at('{"all": [{"n": 1}, {"n": 2}'), [{ n: 1 }, { n: 2 }]);
  assert.deepEqual(at('{"all": ["one", "tw'), ['one']);
  assert.deepEqual(at('{"all": ["one", "two"'), ['one', 'two']);
  assert.deepEqual(at('{"all": [1, 2'), [1]);
  assert.deepEqual(at('{"all": [1, 2], "more": "x'), [1, 2]);
});

test('nesting has a bound, keys cannot reach prototypes, the last of equal keys counts', () => {
  assert.equal(readAll('['.repeat(deepestNesting) + ']'.repeat(deepestNesting)).state, 'whole');
  assert.match(readAll('['.repeat(10_000)).fault ?? '', /nested deeper/);
  const reader = readAll('{"__proto__": {"bad": true}, "constructor": {"prototype": {"bad": true}}, "a": 1, "a": 2}');
  assert.equal(Object.getPrototypeOf(reader.value), Object.prototype);
  assert.equal(({} as Record<string, unknown>)['bad'], undefined);
  assert.deepEqual(Object.keys(reader.value ?? {}), ['constructor', 'a']);
  assert.equal((reader.value as { a: number }).a, 2);
});

test('five million characters in small pieces are read in one go', () => {
  const text = JSON.stringify({ text: 'x'.repeat(5_000_000), list: Array.from({ length: 1_000 }, (_, index) => index) });
  const reader = new JsonReader();
  for (const piece of piecesOf(text, 64)) reader.push(piece);
  assert.equal(reader.taken, text.length);
  assert.equal((reader.value as { text: string }).text.length, 5_000_000);
});
