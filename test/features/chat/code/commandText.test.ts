// The command of a block: what is shown is what would run, and nothing in it stays unseen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commandOf, steersTerminal, visible } from '../../../../src/features/chat/code/commandText.ts';

test('a script goes as it stands, without the space around it', () => {
  assert.equal(commandOf('\n\n  cd a &&\r\n\tmake\n\n', 'bash'), '  cd a &&\n\tmake');
  assert.equal(commandOf('$ echo', 'bash'), '$ echo');
});

test('of a session only what was typed goes', () => {
  const session = '(venv) me@host:~/x$ npm test \\\n> --watch\nok 1\n$ ls\na  b\n# rm x';
  assert.equal(commandOf(session, 'console'), 'npm test \\\n--watch\nls\nrm x');
  assert.equal(commandOf('npm test', 'console'), 'npm test');
});

test('signs that steer a terminal are found, line ends and tabs are none', () => {
  for (const sign of ['\u0003', '\u0004', '\u001b[2J', '\u007f', '\u0015', '\u009b2J', '\u0000']) assert.equal(steersTerminal(`ls ${sign}`), true);
  assert.equal(steersTerminal('if x; then\n\ty\nfi # größe \u202e'), false);
});

test('nothing is left that cannot be seen', () => {
  assert.equal(visible('a\u001b[31m\u202e\u200bb\tc\u00a0d\ne'), 'a⟨U+001B⟩[31m⟨U+202E⟩⟨U+200B⟩b⇥c⟨U+00A0⟩d\ne');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    assert.doesNotMatch(visible(text), /[^\P{C}\n]/u);
    assert.equal(visible(text).split('\n').length, text.split('\n').length);
  }));
});
