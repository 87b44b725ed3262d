// Saved prompts behind a slash: which message is one, and the question it becomes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../../src/core/model/message.ts';
import type { ValueSources } from '../../../src/host/prompts/gatherValues.ts';
import { PromptFailed } from '../../../src/host/prompts/promptFailed.ts';
import { createSavedPrompts } from '../../../src/host/prompts/savedPrompts.ts';
import { openLibrary, own } from './support.ts';

const code = { language: 'ts', path: 'src/a.ts', code: 'let a;', firstLine: 3, lastLine: 3 };

function open(files: Record<string, string>, values: Partial<ValueSources> = {}) {
  const asked: string[] = [];
  const { collection } = openLibrary([own], Object.fromEntries(Object.entries(files).map(([name, text]) => [`own:prompts/${name}.md`, text])));
  const prompts = createSavedPrompts(collection, {
    selection: () => Promise.resolve(code),
    wholeFile: () => ({ ...code, code: 'let a;\nlet b;' }),
    clipboard: () => Promise.resolve('clip'),
    ask(title, question) {
      asked.push(`${title} ${question}`);
      return Promise.resolve(`<${question}>`);
    },
    ...values,
  });
  return { prompts, asked };
}

test('a message is a command when there is a prompt of that name, else it is a message', async () => {
  const { prompts } = open({ review: 'Review.' });
  assert.deepEqual(await prompts.commandIn(' /review this\nand that '), { name: 'review', rest: 'this\nand that' });
  assert.deepEqual(await prompts.commandIn('/review'), { name: 'review', rest: '' });
  for (const text of ['review', '/usr/bin/review', '/reviews', '/ review', '/', `/${'a'.repeat(1_000_000)}`]) assert.equal(await prompts.commandIn(text), undefined, text.slice(0, 20));
});

test('the question carries what the file says, and shows what goes along', async () => {
  const { prompts, asked } = open({ review: '---\nmodel: x/y\ntask: review\nwho: For whom?\n---\n{{selection}}\nfor {{who}} {{clipboard}}\n## User\na\n## Assistant\nb' });
  const question = await prompts.question('review', ' quickly ');
  assert.deepEqual(asked, ['/review For whom?']);
  assert.equal(question?.text, '/review quickly');
  assert.equal(textOf(question.parts ?? []), '```ts src/a.ts\nlet a;\n```\nfor <For whom?> clip\n\nquickly');
  assert.deepEqual(question.attachments?.map(({ label }) => label), ['prompts/review.md', 'src/a.ts:3-3', 'Clipboard']);
  assert.deepEqual([question.task, question.model, question.examples?.length], ['review', 'x/y', 2]);
});

test('a text that it needs is asked for, unless it was written', async () => {
  const { prompts, asked } = open({ fix: 'Fix {{input}}.' });
  assert.equal(textOf((await prompts.question('fix', 'that'))?.parts ?? []), 'Fix that.');
  assert.deepEqual(asked, []);
  assert.equal(textOf((await prompts.question('fix', ''))?.parts ?? []), 'Fix <What is it about?>.');
});

test('who thinks better of it sends nothing', async () => {
  const { prompts } = open({ fix: 'Fix {{what}}.' }, { ask: () => Promise.resolve(undefined) });
  assert.equal(await prompts.question('fix', ''), undefined);
});

test('what is missing is said, with what to do', async () => {
  const none = () => Promise.resolve(undefined);
  const failures: [string, Partial<ValueSources>, RegExp][] = [
    ['{{selection}}', { selection: none }, /\/x is about a file: open one first/],
    ['{{file}}', { selection: none }, /open one first/],
    ['{{content}}', { wholeFile: () => ({ ...code, code: ' \n' }) }, /there is none here/],
    ['{{clipboard}}', { clipboard: () => Promise.resolve(' ') }, /copy it first/],
    ['---\nmodel: gpt\n---\nx', {}, /prompts\/x\.md has an error/],
  ];
  for (const [text, values, sentence] of failures) {
    const { prompts } = open({ x: text }, values);
    await assert.rejects(prompts.question('x', ''), (failure: unknown) => failure instanceof PromptFailed && sentence.test(failure.message), text);
  }
});

test('the list tells what each is for, from where, and what is broken', async () => {
  const { prompts } = open({ bad: '---\nmodel: gpt\n---\nx', fix: '---\ndescription: Mends\nmodel: a/b\n---\n{{input}}' });
  assert.deepEqual(await prompts.list(), [
    { name: 'bad', description: 'has an error', argument: undefined, origin: 'prompts/bad.md', broken: true },
    { name: 'fix', description: 'Mends \u00b7 a/b', argument: 'text', origin: 'prompts/fix.md', broken: false },
  ]);
});
