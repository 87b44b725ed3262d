// Prompts out of files as people have them, and out of files nobody should have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostPrompts, promptsIn } from '../../../src/core/money/promptList.ts';

const texts = (file: string): string[] => [...promptsIn(file)].map(({ text }) => text);

test('a line is a prompt; empty ones are none', () => {
  assert.deepEqual(texts('\u{feff}Why?\r\n\n  And how?  \n[sic] it begins with a bracket'), ['Why?', 'And how?', '[sic] it begins with a bracket']);
});

test('JSON lines: a string, a field, messages with parts', () => {
  assert.deepEqual(texts([
    '"plain"',
    '{"prompt": "one", "id": 7}',
    '{"messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": [{"type": "text", "text": "two"}]}]}',
    '{"custom_id": "x", "body": {"model": "m", "messages": [{"role": "user", "content": "three"}]}}',
    '{"id": 1}',
  ].join('\n')), ['plain', 'one', 'Be short.\ntwo', 'three']);
});

test('the length of the answer is taken where it stands, if it can be one', () => {
  assert.deepEqual([...promptsIn('{"prompt": "a", "output_tokens": 12}\n{"prompt": "b", "output_tokens": -1}\n{"prompt": "c", "completion_tokens": 1e99}')].map(({ outputTokens }) => outputTokens), [12, undefined, undefined]);
});

test('a file without end is read to a limit', () => {
  assert.equal(texts('x\n'.repeat(mostPrompts + 5)).length, mostPrompts);
});

test('nesting without end, and names of the prototype, are nothing', () => {
  assert.deepEqual(texts(`${'['.repeat(5_000)}"x"${']'.repeat(5_000)}\n{"__proto__": {"prompt": "p"}}`), []);
});
