// Thinking between tags is told from text, wherever the pieces are cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ThinkTags } from '../../../../src/core/dialects/openaiChat/thinkTags.ts';

function read(text: string, cuts: readonly number[] = []): { thinking: string; text: string } {
  const places = [0, ...[...cuts].map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const tags = new ThinkTags();
  const pieces = [...places.slice(1).map((end, index) => tags.take(text.slice(places[index], end))), tags.flush()];
  return { thinking: pieces.map((piece) => piece.thinking).join(''), text: pieces.map((piece) => piece.text).join('') };
}

const cuts = fc.array(fc.nat(), { maxLength: 10 });

test('thinking at the beginning is told from the text after it, however it is cut', () => {
  for (const whole of ['<think>\nhm < /think </thin>k</think>\n\nSo: <b> 4', '\n<think>hm < /think </thin>k</think>So: <b> 4']) {
    fc.assert(fc.property(cuts, (places) => assert.deepEqual(read(whole, places), { thinking: 'hm < /think </thin>k', text: 'So: <b> 4' })));
  }
});

test('text without thinking at its beginning comes out as it is, tags within it too', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('Use <think> and </think>.', '<thinking>x', ' <thin', '<', '\n\n  x', '</think>'));
  fc.assert(fc.property(text, cuts, (whole, places) => assert.deepEqual(read(whole, places), { thinking: '', text: whole })));
});

test('an answer cut within its thinking loses nothing of it', () => {
  assert.deepEqual(read('<think>half a thou</thi'), { thinking: 'half a thou</thi', text: '' });
  assert.deepEqual(read('<think></think>'), { thinking: '', text: '' });
});
