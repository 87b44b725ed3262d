// What translators get: every sentence of the sources, as the program asks for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleOf, sentencesIn } from '../../src/tables/sentences.ts';
import { words } from '../../src/webview/words.ts';
import { words as usageWords } from '../../src/webview/dashboard/words.ts';
import { readSources } from '../house/sources.ts';

const bundle = bundleOf(readSources().flatMap(({ path, text }) => sentencesIn(path, text)));

test('a sentence is found as the program sees it, comments are not', () => {
  assert.deepEqual(sentencesIn('src/a.ts', "// localize('No')\nlocalize('It\\'s {0}\\u2026', x); localize(\n  \"Two\",\n)"), ["It's {0}\u2026", 'Two']);
  assert.deepEqual(sentencesIn('src/webview/words.ts', "import { x } from './y.ts';\nexport const words = translated({ a: 'One', b: ['Two'], c: (n) => localize('Three {0}', n) });"), ['One', 'Two', 'Three {0}']);
});

test('all words of the page are among them', () => {
  const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []);
  const all = [...texts(words), ...texts(usageWords)];
  assert.ok(all.length > 100);
  assert.deepEqual(all.filter((text) => !Object.hasOwn(bundle, text)), []);
});

test('every value in a sentence has its number, without a gap', () => {
  for (const sentence of Object.keys(bundle)) {
    const places = Array.from(sentence.matchAll(/\{(\d+)\}/g), ([, index]) => Number(index));
    assert.deepEqual([...new Set(places)].toSorted((a, b) => a - b), [...new Set(places)].map((_, index) => index), sentence);
    assert.doesNotMatch(sentence, /\$\{\D/, sentence);
  }
});
