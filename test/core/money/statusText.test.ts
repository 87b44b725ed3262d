// The text of the status bar: a person's own pieces, and nothing where there is nothing to say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { statusPieces, statusText, type StatusWords, unknownPieces } from '../../../src/core/money/statusText.ts';
import { readSetting } from '../../../src/tables/settings.ts';

const none = Object.fromEntries(statusPieces.map((piece) => [piece, undefined])) as unknown as StatusWords;
const some: StatusWords = { ...none, today: '$0.42 today', context: '18% of 200k', last: '$0.01' };

test('pieces come in the order they are asked for', () => {
  assert.equal(statusText(['today', 'context'], some), '$0.42 today \u00b7 18% of 200k');
  assert.equal(statusText(['context', 'today', 'budget'], some), '18% of 200k \u00b7 $0.42 today');
});

test('a text keeps its own words, and loses what has nothing to say', () => {
  assert.equal(statusText('AI: {today} (last {last}) | {budget} | {context}', some), 'AI: $0.42 today (last $0.01) \u00b7 18% of 200k');
  assert.equal(statusText('fixed | {budget}', some), 'fixed');
  assert.equal(statusText('{budget}', some), '');
});

test('words are never taken for a format', () => {
  assert.equal(statusText('{model}', { ...none, model: '{today} $& | x' }), '{today} $& | x');
});

test('what is no piece is named, with what the pieces are', () => {
  assert.deepEqual(unknownPieces('{today} {cost} {}'), ['cost', '']);
  for (const show of ['{cost}', ['cost'], 7, { today: true }]) {
    const { problem, value } = readSetting('parley.statusBar', { show });
    assert.match(problem ?? '', /^parley\.statusBar\.show: .*Pieces are: today, session/, JSON.stringify(show));
    assert.deepEqual(value, { show: ['today', 'context'] });
  }
  for (const show of ['{today} of {budget}', ['model'], []]) assert.equal(readSetting('parley.statusBar', { show }).problem, undefined);
});

test('any text makes a line without a name in braces that is a piece', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const line = statusText(text, none);
    assert.ok(!statusPieces.some((piece) => line.includes(`{${piece}}`)));
  }));
});
