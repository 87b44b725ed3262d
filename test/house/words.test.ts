// Words for people can be translated, wherever they are shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource, readSources } from './sources.ts';
import { bareWords, barePageWords, convertedRooms, earlyWords } from './words.ts';

const sources = readSources();
const page = sources.filter(({ path }) => path.startsWith('src/webview/'));

test('no words are shown without a way to translate them', () => {
  assert.deepEqual(bareWords(sources.filter(({ path }) => convertedRooms.test(path))), []);
  for (const bad of ["notify('info', 'There is nothing here.');", '  title: `Key for ${name}`,', 'return `${who} did not answer.`;']) {
    assert.notDeepEqual(bareWords([readSource('src/features/chat/bad.ts', bad)]), [], bad);
  }
  assert.deepEqual(bareWords([readSource('src/features/chat/good.ts', "// Says so. 'Not shown here.'\nlog.warn('Not for people.');\nreturn localize('For people, {0}.', name);")]), []);
});

test('no words are translated before it is known into which language', () => {
  assert.deepEqual(earlyWords(sources), []);
  assert.notDeepEqual(earlyWords([readSource('src/host/bad.ts', "const names = {\n  a: localize('A name'),\n};")]), []);
  assert.deepEqual(earlyWords([readSource('src/host/good.ts', "const names = {\n  a: () => localize('A name'),\n};\nfunction name() {\n  return localize('A name');\n}")]), []);
});

test('the page takes its words from its table', () => {
  assert.deepEqual(barePageWords(page), []);
  for (const bad of ['<button title="Close it">', '<p>Nothing here</p>', "aria-label={'Close it'}"]) {
    assert.notDeepEqual(barePageWords([readSource('src/webview/view/bad.tsx', bad)]), [], bad);
  }
});
