// Two halves of an answer become one text: nothing is shown twice, and nothing is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endsInFence } from '../../../../src/core/pipeline/joint/fences.ts';
import { Joiner } from '../../../../src/core/pipeline/joint/joiner.ts';
import { Overlap, squeeze } from '../../../../src/core/pipeline/joint/overlap.ts';
import { anchorOf } from '../../../../src/core/prompts/continue.ts';

/** What is shown in the end, with the second half in pieces of this size. */
function joined(first: string, second: string, { anchor, size = 1 }: { readonly anchor?: string | undefined; readonly size?: number } = {}): string {
  const joiner = new Joiner({ text: first, anchor });
  let shown = first;
  for (let at = 0; at < second.length; at += size) shown += joiner.add(second.slice(at, at + size));
  return shown + joiner.end();
}

/** Words that are all different, and their letters too, so that no two halves have anything in common by chance. */
const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
const newWord = fc.uniqueArray(fc.constantFrom(...letters), { minLength: 2, maxLength: 9 }).map((chosen) => chosen.join(''));
const prose = fc.uniqueArray(newWord, { minLength: 24, maxLength: 60 }).chain((words) =>
  fc.array(fc.constantFrom(' ', ' ', ' ', ', ', '\n', '\n\n', ':\n    ', ' (', '. '), { minLength: words.length, maxLength: words.length }).map((gaps) => words.map((word, index) => word + (gaps[index] ?? '')).join('').trimEnd()),
);
const cutText = prose.chain((text) => fc.record({ text: fc.constant(text), cut: fc.integer({ min: 40, max: text.length - 1 }), size: fc.integer({ min: 1, max: 40 }) }));

test('the longest overlap is the one a plain search finds, white space aside', () => {
  const plain = (first: string, second: string): number => {
    const [a, b] = [squeeze(first.trimEnd()), squeeze(second.trimStart())];
    for (let length = Math.min(a.length, b.length); length > 0; length--) if (a.endsWith(b.slice(0, length))) return length;
    return 0;
  };
  const few = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 40 });
  fc.assert(fc.property(few, few, fc.integer({ min: 1, max: 5 }), (first, second, size) => {
    const overlap = new Overlap(first);
    // Whoever asks ends as soon as it is known.
    for (let at = 0; at < second.length; at += size) if (overlap.add(second.slice(at, at + size))) break;
    assert.equal(overlap.end(), plain(first, second));
  }), { numRuns: 2_000 });
});

test('a model that goes on in place: every cut, in pieces of any size', () => {
  fc.assert(fc.property(cutText, ({ text, cut, size }) => {
    const first = text.slice(0, cut);
    // What went out had no white space at its end.
    assert.equal(joined(first, text.slice(first.trimEnd().length), { size }), text);
  }), { numRuns: 1_000 });
});

test('a model that is asked in words to go on: whatever it repeats, nothing, words, lines or all of it', () => {
  const repeating = cutText.chain((known) => fc.record({ known: fc.constant(known), way: fc.constantFrom('nothing', 'anchor', 'word', 'words', 'line', 'all'), count: fc.integer({ min: 2, max: 8 }) }));
  fc.assert(fc.property(repeating, ({ known: { text, cut, size }, way, count }) => {
    const first = text.slice(0, cut);
    const anchor = anchorOf(first);
    const starts = [...first.matchAll(/[a-z]+/g)].map(({ index }) => index);
    const lastWord = starts.at(-1) ?? 0;
    const from = {
      nothing: first.trimEnd().length,
      anchor: first.lastIndexOf(anchor.words),
      // One letter of a broken word is no sign of anything.
      word: first.trimEnd().length - lastWord > 3 ? lastWord : first.trimEnd().length,
      words: starts.at(-count) ?? 0,
      line: first.trimEnd().lastIndexOf('\n') + 1,
      all: 0,
    }[way];
    fc.pre(way !== 'line' || first.slice(from).trim().length > 3);
    // What stands there twice already tells nothing.
    fc.pre(!first.slice(0, from).trimEnd().endsWith(first.slice(from).trim()) || way === 'nothing' || way === 'all');
    assert.equal(joined(first, text.slice(from), { anchor: squeeze(anchor.words), size }), text);
  }), { numRuns: 2_000 });
});

test('white space at the joint counts once, however the two halves have it', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['one two ', 'three', 'one two three'],
    ['one two', ' three', 'one two three'],
    ['one two ', ' three', 'one two three'],
    ['one two\n', '\n\nthree', 'one two\n\nthree'],
    ['one two\n\n', '\nthree', 'one two\n\nthree'],
    ['if (x) {\n    ', '    return', 'if (x) {\n    return'],
    ['if (x) {\n', '    return', 'if (x) {\n    return'],
    ['the first line\nof  several words ', 'The end', 'the first line\nof  several words The end'],
    ['the first line\nof  several words', 'line of several words here', 'the first line\nof  several words here'],
  ];
  for (const [first, second, whole] of cases) assert.equal(joined(first, second, { anchor: 'nothing of it' }), whole);
});

test('what two halves share by chance is no repetition', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['const row = [0, 0, ', '0, 0];'],
    ['    });\n  });\n', '});\n'],
    ['on reading the ', 'theory of it'],
    ['there is an e', 'el in it'],
    ['a ban', 'anas are'],
    ['ha ha ha ha ha ha ha ', 'ha ha ha ha ha!'],
    ['| a | b |\n|---|---|\n| 1 | 1 |\n', '| 1 | 2 |\n'],
  ];
  for (const [first, second] of cases) {
    assert.equal(joined(first, second), first + second);
    assert.equal(joined(first, second, { anchor: 'no words of it' }), first + second);
  }
});

test('in a text that repeats itself, the words that were asked for are what is left out, once', () => {
  const row = '1, 2, 3, 4,\n';
  const first = row.repeat(8);
  const anchor = anchorOf(first);
  assert.equal(joined(first, `${anchor.words}\n${row}done`, { anchor: squeeze(anchor.words) }), `${first}${row}done`);
  assert.equal(joined('a'.repeat(50), 'a'.repeat(50)), 'a'.repeat(50), 'a whole answer that is begun again is one');
});

test('a word that broke off and is begun anew is one word', () => {
  assert.equal(joined('Then comes the func', 'function that does it', { anchor: 'no words of it' }), 'Then comes the function that does it');
  assert.equal(joined('Then comes the func', 'tion that does it', { anchor: 'no words of it' }), 'Then comes the function that does it');
});

test('a code block that is open is not opened again, and still ends', () => {
  const open = 'Look:\n\n```ts\nconst a = 1;\nconst be';
  const whole = 'Look:\n\n```ts\nconst a = 1;\nconst best = 2;\n```\n\nThat is all.';
  const rest = 'st = 2;\n```\n\nThat is all.';
  for (const second of [
    rest,
    `\`\`\`ts\n${rest}`,
    `\`\`\`ts\nconst be${rest}`,
    `\`\`\`typescript\nconst a = 1;\nconst be${rest}`,
    `\`\`\`\nconst a = 1;\nconst be${rest}`,
    `\n\n~~~\nconst a = 1;\nconst be${rest}`,
    `Sure, continuing where I left off:\n\n\`\`\`ts\nconst a = 1;\nconst be${rest}`,
  ]) {
    for (const size of [1, 3, 1_000]) assert.equal(joined(open, second, { anchor: 'const be', size }), whole, second);
  }
});

test('the end of a code block is not taken for its beginning', () => {
  const open = 'Look:\n\n```ts\nconst a = 1;\n';
  assert.equal(joined(open, '```\n\nThat is all.'), `${open}\`\`\`\n\nThat is all.`);
  assert.equal(joined(open, '```\nconst a = 1;\n```\n', { anchor: 'const a = 1;' }), `${open}\`\`\`\n`);
  assert.equal(joined(open.trimEnd(), '\n```\n\nThat is all.'), `${open}\`\`\`\n\nThat is all.`);
  assert.equal(joined('Here is one:\n\n', '```ts\nlet b;\n```'), 'Here is one:\n\n```ts\nlet b;\n```', 'a new block');
  assert.deepEqual(['```\na', '```\na\n```\n', '~~~\n```\n', '````\n```\n', 'a ```', '```'].map(endsInFence), [true, false, true, true, false, false]);
});

test('an announcement is left out only when it speaks of the interruption', () => {
  assert.equal(joined('One. Two.', 'Continuing:\nThree.', { anchor: 'One. Two.' }), 'One. Two.Three.');
  assert.equal(joined('One. Two. ', 'Here is the rest of the answer:\n\nThree.', { anchor: 'One. Two.' }), 'One. Two. Three.');
  assert.equal(joined('One. Two. ', 'Here is Three:\n\nIt is', { anchor: 'One. Two.' }), 'One. Two. Here is Three:\n\nIt is');
  assert.equal(joined('One. Two. ', 'Sure', { anchor: 'One. Two.' }), 'One. Two. Sure');
});

test('a second half that broke while it still repeated the first brings nothing', () => {
  const first = 'A first half that is long enough to be begun all over.';
  for (const second of ['A first half', 'all o', '', '\n', 'A']) {
    const joiner = new Joiner({ text: first });
    assert.equal(joiner.add(second) + joiner.end({ broke: true }), '');
  }
  const joiner = new Joiner({ text: first });
  assert.equal(joiner.add('A first quarter') + joiner.end({ broke: true }), 'A first quarter');
});

test('a text as long as an answer can be is joined at once', () => {
  const first = 'ab'.repeat(50_000);
  const joiner = new Joiner({ text: first });
  let shown = '';
  for (let at = 0; at < 50_000; at++) shown += joiner.add('ab');
  shown += joiner.add('c') + joiner.end();
  assert.equal(shown, 'c');
});
