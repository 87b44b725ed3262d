// Finding the object in what a model said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../../src/core/model/message.ts';
import { AnswerReader } from '../../../src/core/structured/answerReader.ts';
import { piecesOf } from './support/scripted.ts';

function read(text: string, { lists = false, size = 5 } = {}): AnswerReader {
  const reader = new AnswerReader({ lists });
  for (const piece of piecesOf(text, size)) reader.push(piece);
  return reader;
}

function found(text: string, options?: { lists?: boolean; size?: number }): Json[] {
  return read(text, options).candidates().map(({ value }) => value);
}

test('an object is found bare, in a fence, and among prose', () => {
  for (const size of [1, 3, 1_000]) {
    assert.deepEqual(found('{"a": 1}', { size }), [{ a: 1 }]);
    assert.deepEqual(found('  {"a": 1}\n', { size }), [{ a: 1 }]);
    assert.deepEqual(found('```json\n{"a": 1}\n```', { size }), [{ a: 1 }]);
    assert.deepEqual(found('Here you are:\n\n{"a": 1}\n\nAnything else?', { size }), [{ a: 1 }]);
    assert.deepEqual(found('Fill {name} and { x } in: {"a": "{b}"}', { size }), [{ a: '{b}' }]);
  }
});

test('a fence beats prose, an answer beats thoughts about it', () => {
  assert.deepEqual(found('Something like {"a": 0}?\n```json\n{"a": 1}\n```\nNot {"a": 2}.'), [{ a: 1 }]);
  assert.deepEqual(found('<think>maybe {"a": 0}</think>\n{"a": 1}'), [{ a: 1 }]);
  assert.deepEqual(found('maybe {"a": 0}</think>{"a": "</think>"}'), [{ a: '</think>' }]);
  assert.deepEqual(found('maybe {"a": 0}</think>It is {"a": 1}, I think.'), [{ a: 1 }]);
  assert.deepEqual(found('<think>maybe {"a": 0} or'), []);
  assert.deepEqual(found('{"a": "<think>"}'), [{ a: '<think>' }]);
});

test('several objects are all told; choosing is not for the reader', () => {
  assert.deepEqual(found('Either {"a": 1} or {"a": 2}.'), [{ a: 1 }, { a: 2 }]);
});

test('what stands inside an object that broke is no answer', () => {
  assert.deepEqual(found('{"list": [{"a": 1}, oops {"a": 2}]}'), []);
  assert.match(read('{"list": [{"a": 1}, oops, ').fault ?? '', /oops/);
});

test('a list is an answer only where one may be', () => {
  assert.deepEqual(found('See [1]: {"a": 1}'), [{ a: 1 }]);
  assert.deepEqual(found('[{"a": 1}]', { lists: true }), [[{ a: 1 }]]);
});

test('whatever the text, no character is looked at more than twice', () => {
  const noise = fc.array(fc.constantFrom('{', '[', '}', ']', '"', '{"a":', '1', ',', 'text ', '```json\n', '\n', '{}'), { maxLength: 200 });
  fc.assert(
    fc.property(noise, fc.integer({ min: 1, max: 20 }), (all, size) => {
      const text = all.join('');
      const reader = read(text, { lists: true, size });
      assert.ok(reader.taken <= text.length, `${reader.taken} of ${text.length}`);
    }),
    { numRuns: 1_000 },
  );
  for (const hostile of ['{'.repeat(300_000), '['.repeat(300_000), '{"a":'.repeat(60_000), '{}'.repeat(150_000), '`'.repeat(300_000)]) {
    const reader = read(hostile, { lists: true, size: 50 });
    assert.ok(reader.taken <= 2 * hostile.length);
    assert.ok(reader.candidates().length <= 32);
  }
});
