// Saved prompts: what a file means, and that whatever is wrong with it is said at its place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMode } from '../../../src/core/prompts/modes.ts';
import { readSavedPrompt } from '../../../src/core/prompts/savedPrompt.ts';

const file = (...lines: string[]): string => lines.join('\n');
const problemsOf = (text: string): string[] => readSavedPrompt(text, 'x.md').problems.map(({ severity, line, sentence }) => `${line} ${severity}: ${sentence}`);

test('a file is a name, a description, a model, a task, a question and what it needs to know', () => {
  const { prompt, problems } = readSavedPrompt(file(
    '---', 'name: review', 'description: "Looks at: everything" # for us', "audience: 'Who''s it for?'", 'model: openai/gpt-6-sol', 'task: review', '# a remark', '---',
    '', 'Review {{selection}} for {{ audience }}.', '', '{{tone}} {{audience}}', '',
  ), 'other.md');
  assert.deepEqual(problems, []);
  assert.deepEqual(prompt, {
    name: 'review',
    description: 'Looks at: everything',
    model: 'openai/gpt-6-sol',
    task: 'review',
    question: 'Review {{selection}} for {{ audience }}.\n\n{{tone}} {{audience}}',
    examples: [],
    asks: [{ name: 'audience', question: 'Who\'s it for?' }, { name: 'tone', question: 'tone' }],
    uses: new Set(['selection']),
  });
});

test('without anything at the top it has the name of its file and begins to tell what it is', () => {
  const { prompt } = readSavedPrompt('\uFEFF\r\nWrite a haiku.\r\nNow.\r\n', 'My Haiku!.md');
  assert.deepEqual([prompt?.name, prompt?.description, prompt?.question, prompt?.task], ['my-haiku', 'Write a haiku.', 'Write a haiku.\nNow.', 'chat']);
});

test('turns under headings come before the question, which stands at the top or last', () => {
  const turns = ['## User', 'two and two', '## Assistant', '4', '```md', '## User', '```'];
  const examples = [{ role: 'user', text: 'two and two' }, { role: 'assistant', text: '4\n```md\n## User\n```' }];
  for (const text of [file('{{input}}', ...turns), file(...turns, '## user', '{{input}}')]) {
    const { prompt } = readSavedPrompt(text, 'x.md');
    assert.deepEqual([prompt?.examples, prompt?.question], [examples, '{{input}}']);
  }
});

test('what cannot be read is an error at its line, and there is no prompt then', () => {
  const wrong: readonly [string, number, RegExp][] = [
    [file('---', 'name: x', 'no end'), 0, /have no end/],
    [file('---', 'name review', '---', 'a'), 1, /a key, a colon and a text/],
    [file('---', 'tags: [a, b]', '---', 'a'), 1, /a key, a colon and a text/],
    [file('---', 'description: |', '  long', '---', 'a'), 1, /a key, a colon and a text/],
    [file('---', 'name: a', 'name: b', '---', 'a'), 2, /stands here twice/],
    [file('---', 'name: a b', '---', 'a'), 1, /letters, digits and hyphens/],
    [file('---', 'model: gpt', '---', 'a'), 1, /provider\/model/],
    [file('---', 'task: a b', '---', 'a'), 1, /one word/],
    [file('---', 'name: x', '---', ' '), 3, /no question/],
    [file('a', 'Fix {{Selection}} and {{clip-board}}'), 1, /Did you mean "selection"\?/],
    [file('a', '## Assistant', 'b'), 1, /"## User" has to stand above/],
    [file('## User', 'a', '## User', 'b'), 2, /"## Assistant" with the answer is missing/],
    [file('a', '## User', 'b'), 1, /Nobody answers this question/],
    [file('a', '## User', '## Assistant', 'b'), 1, /nothing under this heading/],
  ];
  for (const [text, line, sentence] of wrong) {
    const { prompt, problems } = readSavedPrompt(text, 'x.md');
    assert.equal(prompt, undefined, text);
    assert.ok(problems.some((problem) => problem.severity === 'error' && problem.line === line && sentence.test(problem.sentence)), `${text}\n${problemsOf(text).join('\n')}`);
  }
  assert.equal(readSavedPrompt('a', '!.md').prompt, undefined);
  assert.equal(readSavedPrompt('a'.repeat(200_001), 'x.md').prompt, undefined);
});

test('what is only odd is a warning, and the prompt can be used', () => {
  assert.match(problemsOf(file('---', 'colour: red', '---', 'a')).join(), /1 warning: "colour" means nothing here/);
  assert.match(problemsOf('Explain {{ user.name }} in Vue').join(), /0 warning: This is not the name of a variable/);
  assert.deepEqual(problemsOf('Explain \\{{ user.name }} in Vue'), []);
  assert.ok(readSavedPrompt('Explain {{ user.name }} in Vue', 'x.md').prompt);
});

test('any text at all is read, and a prompt never comes with an error', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('---', 'name: x', '## User', '## Assistant', '{{selection}}', '{{', '}}', '```', 'a: [', '{{x}}'));
  fc.assert(fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
    const { prompt, problems } = readSavedPrompt(lines.join('\n'), 'x.md');
    assert.equal(prompt === undefined, problems.some(({ severity }) => severity === 'error'));
    assert.ok(problems.every(({ line: at }) => at >= 0 && at <= lines.join('\n').split(/\r\n|\r|\n/).length));
  }));
});

test('a mode is the text of its file, under a name for people', () => {
  const { mode, problems } = readMode(file('---', 'name: Rubber\tduck', 'description: Only asks', '---', '', 'Ask, never answer.'), 'Rubber Duck.md');
  assert.deepEqual(problems, []);
  assert.deepEqual(mode, { id: 'rubber-duck', label: 'Rubber duck', description: 'Only asks', prompt: 'Ask, never answer.' });
  assert.match(readMode('---\nname: x\n---\n', 'a.md').problems[0]?.sentence ?? '', /says nothing/);
  assert.match(readMode('---\nmodel: x\n---\na', 'a.md').problems[0]?.sentence ?? '', /means nothing in a mode/);
  assert.equal(readMode('a'.repeat(40_001), 'a.md').mode, undefined);
});
