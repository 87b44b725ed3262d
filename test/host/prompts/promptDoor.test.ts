// The door to prompts: plain words until it is open, and what a person should know before sending.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../../src/core/model/message.ts';
import { chatPrompt } from '../../../src/core/prompts/chat.ts';
import type { OpenPrompts } from '../../../src/host/prompts/openPrompts.ts';
import { createPromptDoor } from '../../../src/host/prompts/promptDoor.ts';
import { createSavedPrompts } from '../../../src/host/prompts/savedPrompts.ts';
import { folder, openLibrary } from './support.ts';

const going = new AbortController().signal;

function open(fail = false) {
  let loads = 0;
  const failures: string[] = [];
  const { collection } = openLibrary([folder('a')], { 'a:AGENTS.md': 'Tabs.\n'.repeat(20_000), 'a:.parley/prompts/fix.md': 'Fix.' });
  const none = (): never => assert.fail('nothing is asked for');
  const door = createPromptDoor((): Promise<OpenPrompts> => {
    loads += 1;
    if (fail) return Promise.reject(new Error('gone'));
    return Promise.resolve({ collection, saved: createSavedPrompts(collection, { selection: none, wholeFile: none, clipboard: none, ask: none }), places: none, locate: none, dispose() {} });
  }, (reason) => failures.push(reason));
  return { door, failures, loads: () => loads };
}

test('until it is open the plain words stand in; then everything does, loaded once', async () => {
  const { door, loads } = open();
  assert.equal(textOf(door.systemPrompt('teach').parts), chatPrompt);
  assert.equal(door.modeView(undefined), undefined);
  assert.deepEqual(await door.notes(undefined, '/fix'), []);
  await Promise.all([door.prepared(going), door.prepared(going)]);
  assert.equal(loads(), 1);
  assert.match(textOf(door.systemPrompt('teach').parts), /wants to understand[^]*Tabs\./);
  assert.deepEqual([door.modeView(undefined), door.modeView('teach')].map((view) => [view?.label, view?.isUsual]), [['Ask', true], ['Teach', false]]);
});

test('it is said what is cut, that a mode is gone, and that a saved prompt is counted later', async () => {
  const { door } = open();
  await door.prepared(going);
  const notes = await door.notes('duck', '/fix it');
  assert.match(notes[0] ?? '', /^AGENTS\.md is too long/);
  assert.deepEqual(notes.slice(1), ['The mode "duck" of this conversation is not there any more, so "Ask" is used.', 'What /fix says and takes along is counted when it is sent.']);
  assert.equal((await door.notes('teach', 'Fix it')).length, 1);
});

test('what cannot be loaded is told, does not stop a question, and is tried again', async () => {
  const { door, failures, loads } = open(true);
  await door.prepared(going);
  await door.prepared(going);
  assert.equal(loads(), 2);
  assert.deepEqual(failures, ['Error: gone', 'Error: gone']);
  assert.equal(textOf(door.systemPrompt(undefined).parts), chatPrompt);
});
