// The collection: what is sent of what people keep, in which order, and when it is read again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../../src/core/model/message.ts';
import { wantedKinds } from '../../../src/host/prompts/readLibrary.ts';
import { folder, openLibrary, own, sourcesInMemory } from './support.ts';

const going = new AbortController().signal;

test('instructions go along folder by folder, in a fixed order, the person\'s own last', async () => {
  const { collection } = openLibrary([folder('a', 'app'), folder('b', 'lib'), own], {
    'own:instructions.md': 'mine', 'a:.github/copilot-instructions.md': 'copilot', 'a:AGENTS.md': 'agents', 'a:.parley/instructions.md': 'ours', 'b:AGENTS.md': 'lib',
  });
  await collection.prepared(going);
  assert.deepEqual(collection.systemPrompt(undefined).parts.map(({ label }) => label), [undefined, 'app/.parley/instructions.md', 'app/AGENTS.md', 'app/.github/copilot-instructions.md', 'lib/AGENTS.md', 'instructions.md']);
});

test('each kind can be switched off', async () => {
  const { collection } = openLibrary([folder('a'), own], { 'own:instructions.md': 'mine', 'a:AGENTS.md': 'agents', 'a:.github/copilot-instructions.md': 'copilot' }, { isWanted: wantedKinds({ agents: false, mine: false }) });
  assert.deepEqual((await collection.read()).instructions.map(({ kind }) => kind), ['copilot']);
});

test('what is left out or cut is told, and the rest goes along', async () => {
  const { collection } = openLibrary([folder('a'), own], { 'a:AGENTS.md': { leftOut: 'AGENTS.md is a link.' }, 'a:.parley/instructions.md': 'x\n'.repeat(30_000), 'own:instructions.md': 'mine' });
  const { instructions, notes } = await collection.read();
  assert.deepEqual(instructions.map(({ kind }) => kind), ['workspace', 'mine']);
  assert.equal(notes[0], 'AGENTS.md is a link.');
  assert.match(notes[1] ?? '', /^\.parley\/instructions\.md is too long/);
});

test('without trust a workspace has no say, and that is told', async () => {
  const memory = sourcesInMemory([own], { 'own:instructions.md': 'mine', 'a:AGENTS.md': 'agents' });
  const { collection } = openLibrary([], {}, { sources: { ...memory.sources, isHolding: () => Promise.resolve(true) } });
  const { instructions, notes } = await collection.read();
  assert.deepEqual(instructions.map(({ kind }) => kind), ['mine']);
  assert.match(notes[0] ?? '', /not trusted/);
});

test('a prompt of one\'s own keeps its name, whatever a project calls its prompts', async () => {
  const { collection } = openLibrary([folder('a'), own], { 'own:prompts/review.md': 'mine', 'a:.parley/prompts/review.md': 'theirs', 'a:.parley/prompts/x.md': '---\nname: review\n---\ntheirs, too', 'a:.parley/prompts/fix.md': 'Fix.' });
  const { prompts, problems } = await collection.read();
  assert.deepEqual(prompts.map(({ name, place, prompt }) => [name, place.id, prompt?.question]), [['review', 'own', 'mine'], ['fix', 'a', 'Fix.']]);
  assert.deepEqual(problems.map(({ path, problems: [first] }) => [path, first?.severity]), [['.parley/prompts/review.md', 'warning'], ['.parley/prompts/x.md', 'warning']]);
});

test('a prompt with an error is known by the name of its file, with what is wrong', async () => {
  const { collection } = openLibrary([own], { 'own:prompts/bad.md': '---\nmodel: gpt\n---\nx' });
  const { prompts, problems } = await collection.read();
  assert.deepEqual(prompts.map(({ name, prompt }) => [name, prompt]), [['bad', undefined]]);
  assert.match(problems[0]?.problems[0]?.sentence ?? '', /provider\/model/);
});

test('modes of files stand in for those of the settings, and those for ours', async () => {
  const mode = (id: string, prompt: string) => ({ id, label: id, description: '', prompt });
  const { collection } = openLibrary([folder('a'), own], { 'own:modes/duck.md': 'Quack.', 'a:.parley/modes/ask.md': 'Theirs.' }, { ownModes: () => [mode('ask', 'Mine.'), mode('own', 'Own.')], usualMode: () => 'own' });
  await collection.read();
  assert.deepEqual(collection.modes().map(({ id }) => id), ['ask', 'terse', 'teach', 'plan', 'own', 'duck']);
  assert.deepEqual(['ask', 'duck', undefined, 'gone'].map((id) => collection.mode(id).prompt), ['Theirs.', 'Quack.', 'Own.', 'Own.']);
  assert.equal(textOf(collection.systemPrompt('duck').parts), 'Quack.');
});

test('nothing is read before it is wanted; then once, and again after a change', async () => {
  const { collection, reads, files, change, clock } = openLibrary([folder('a')], { 'a:AGENTS.md': 'one' });
  let changes = 0;
  collection.onDidChange(() => changes++);
  collection.forget();
  await clock.settle();
  assert.deepEqual(reads, []);
  await collection.prepared(going);
  await collection.read();
  const first = reads.length;
  assert.equal(reads.filter((path) => path === 'a:AGENTS.md').length, 1);
  files['a:AGENTS.md'] = 'two';
  change();
  change();
  await clock.advance(1_000);
  assert.equal(reads.length, first * 2);
  assert.match(textOf(collection.systemPrompt(undefined).parts), /two/);
  assert.equal(changes, 2);
});

test('files that take for ever do not hold up a question', async () => {
  const memory = sourcesInMemory([own], {});
  const stuck = { ...memory.sources, read: () => new Promise<undefined>(() => {}) };
  const { collection, clock } = openLibrary([], {}, { sources: stuck });
  let went = false;
  void collection.prepared(going).then(() => (went = true));
  await clock.advance(2_000);
  assert.equal(went, false);
  await clock.advance(2_000);
  assert.equal(went, true);
  const stopped = new AbortController();
  const waiting = collection.prepared(stopped.signal);
  stopped.abort();
  await waiting;
});

test('what was read late does not replace what was read since', async () => {
  const slow = Promise.withResolvers<{ readonly text: string }>();
  const answers = [slow.promise, Promise.resolve({ text: 'new' })];
  const memory = sourcesInMemory([folder('a')], {});
  const sources = { ...memory.sources, read: async (_: unknown, path: string) => (path === 'AGENTS.md' ? await answers.shift() : undefined) };
  const { collection, clock } = openLibrary([], {}, { sources });
  void collection.read();
  collection.forget();
  await clock.settle();
  slow.resolve({ text: 'old' });
  await clock.settle();
  assert.match(textOf(collection.systemPrompt(undefined).parts), /new/);
});
