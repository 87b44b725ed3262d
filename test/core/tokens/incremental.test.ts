// A growing text is counted as the whole is, at every step.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIncrementalCount } from '../../../src/core/tokens/incremental.ts';
import { encodingNames } from '../../../src/core/tokens/ranks/rankSource.ts';
import { nasty } from './support/nasty.ts';
import { corpora, ownEncoding } from './support/reference.ts';

/** One of every class and of every character a rule names. */
const representatives = ['a', 'B', '中', '\u0301', '1', ' ', '\n', '!', '/', "'", 's'];

for (const name of encodingNames) {
  const encoding = ownEncoding(name);

  test(`${name}: appending changes at most the last two pieces`, () => {
    const starts = (text: string): number[] => {
      const bytes = new TextEncoder().encode(text);
      const found: number[] = [];
      for (let at = 0; at < bytes.length; at = encoding.split(bytes, at, bytes.length)) found.push(at);
      return found;
    };
    let checked = 0;
    const visit = (text: string, before: readonly number[]): void => {
      for (const more of representatives) {
        const grown = text + more;
        const now = starts(grown);
        const held = before.slice(0, Math.max(0, before.length - 1));
        assert.deepEqual(now.slice(0, held.length), held, JSON.stringify(grown));
        checked += 1;
        if (grown.length < 5) visit(grown, now);
      }
    };
    visit('', []);
    assert.equal(checked, 11 + 11 ** 2 + 11 ** 3 + 11 ** 4 + 11 ** 5);
  });

  test(`${name}: any text in any pieces is counted as the whole at every step`, () => {
    fc.assert(fc.property(nasty, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 40 }), (text, cuts) => {
      const count = createIncrementalCount(encoding);
      for (let at = 0, turn = 0; at < text.length; turn += 1) {
        const step = cuts[turn % cuts.length] ?? 1;
        count.add(text.slice(at, at + step));
        at += step;
        assert.equal(count.total(), encoding.count(text.slice(0, at)));
        assert.ok(count.exact);
      }
    }), { numRuns: 1_500 });
  });

  test(`${name}: long texts arrive at the count of the whole`, () => {
    for (const [kind, text] of Object.entries(corpora)) {
      const count = createIncrementalCount(encoding);
      for (let at = 0; at < text.length; at += 5) {
        count.add(text.slice(at, at + 5));
        if (at % 15 === 0) count.total();
      }
      assert.equal(count.total(), encoding.count(text), kind);
    }
  });

  test(`${name}: a piece without end stays within a token for each 16,384 characters, and what follows is counted again`, () => {
    const count = createIncrementalCount(encoding);
    let text = '';
    for (let step = 0; step < 8_000; step += 1) {
      count.add('=====');
      text += '=====';
      count.total();
    }
    const whole = encoding.count(text);
    assert.ok(!count.exact);
    assert.ok(Math.abs(count.total() - whole) <= whole * 0.01 + 3, `${count.total()} of ${whole}`);
    count.add('\nand then it ends well.');
    assert.ok(Math.abs(count.total() - encoding.count(`${text}\nand then it ends well.`)) <= 6);
  });

  test(`${name}: between two counts of a long piece the total is a guess, and says so`, () => {
    const count = createIncrementalCount(encoding);
    count.add('a'.repeat(4_000));
    assert.equal(count.total(), encoding.count('a'.repeat(4_000)));
    assert.ok(count.exact);
    count.add('a'.repeat(10));
    count.total();
    assert.ok(!count.exact);
    count.add(` ${'b '.repeat(1_000)}`);
    assert.equal(count.total(), encoding.count(`${'a'.repeat(4_010)} ${'b '.repeat(1_000)}`));
    assert.ok(count.exact);
  });
}
