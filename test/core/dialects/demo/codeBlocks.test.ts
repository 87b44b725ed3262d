// Code is found in messages, with its language, its file and the number of its first line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCode, splitBlocks } from '../../../../src/core/dialects/demo/codeBlocks.ts';
import { explainPrompt } from '../../../../src/core/prompts/explain.ts';

const snippet = (text: string) => findCode(text)?.snippet;

test('the question behind Explain is understood: language, path, first line, code', () => {
  const code = 'const a = "```";\n```\nconst b = 2;\n';
  const found = snippet(explainPrompt({ language: 'typescript', path: 'src/my file.ts', code, firstLine: 12, lastLine: 14 }));
  assert.deepEqual(found, { code: code.trimEnd(), language: { label: 'TypeScript', family: 'script' }, path: 'src/my file.ts', firstLine: 12 });
});

test('any code survives the way through the question unchanged', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('`', '~', '\n', 'a', ' ', '{') }), fc.integer({ min: 1, max: 99_999 }), (code, firstLine) => {
    fc.pre(code.trim() !== '');
    const found = snippet(explainPrompt({ language: 'go', path: 'a.go', code, firstLine, lastLine: firstLine + 5 }));
    assert.equal(found?.code, code.endsWith('\n') ? code.slice(0, -1) : code);
    assert.equal(found.firstLine, firstLine);
  }));
});

test('languages are known by the editor\'s name, by short names and by the file', () => {
  const known: Record<string, string> = {
    'ts': 'TypeScript', 'typescriptreact': 'TypeScript with JSX', 'src/a.py': 'Python', 'text src/a.rs': 'plain text', 'shellscript x': 'Shell', 'csharp': 'C#', 'C++ a.cpp': 'C++', 'ts:src/b.ts': 'TypeScript',
    'js title="lib/c.js"': 'JavaScript', 'brainfuck': 'a language I do not know', 'unknown src/x.go': 'Go', '{.python}': 'Python',
  };
  for (const [info, label] of Object.entries(known)) assert.equal(snippet(`\`\`\`${info}\nx = 1\n\`\`\``)?.language.label, label, info);
  assert.equal(snippet('```js title="lib/c.js"\nx\n```')?.path, 'lib/c.js');
  assert.equal(snippet('```ts:src/b.ts\nx\n```')?.path, 'src/b.ts');
});

test('a language that is not named is guessed only from two signs that agree', () => {
  const label = (code: string) => snippet(`\`\`\`\n${code}\n\`\`\``)?.language.label;
  assert.equal(label('def f(a):\n    self.x = 1\n'), 'Python');
  assert.equal(label('package main\n\nfunc main() {\n}'), 'Go');
  assert.equal(label('import a from "b";\nconst c = a();\nexport interface D {}'), 'TypeScript');
  assert.equal(label('#include <vector>\nstd::vector<int> a;'), 'C++');
  assert.equal(label('x := 3'), 'a language I do not know', 'one sign is not enough');
  assert.equal(label('hello world'), 'a language I do not know');
});

test('of several blocks the largest is meant', () => {
  const found = findCode('Look:\n```sh\nls\n```\nand (lines 7-9)\n```js b.js\nlet a;\nlet b;\nlet c;\n```\nand\n```\nx\n```');
  assert.equal(found?.snippet.path, 'b.js');
  assert.equal(found?.snippet.firstLine, 7);
  assert.equal(found?.blocks, 3);
});

test('line numbers are only taken where they can be meant: in brackets, or when they are as many as the code', () => {
  const first = (words: string) => snippet(`${words}\n\`\`\`js\na\nb\nc\n\`\`\``)?.firstLine;
  assert.equal(first('Explain (lines 12-40)'), 12);
  assert.equal(first('Explain (line 9)'), 9);
  assert.equal(first('Explain lines 5 to 7'), 5);
  assert.equal(first('Why does line 5 crash?'), 1);
  assert.equal(first('Why do lines 5 to 6 crash?'), 1);
});

test('an unclosed block runs to the end, and words around blocks are kept apart', () => {
  assert.equal(snippet('see\n```js\nlet a = 1;')?.code, 'let a = 1;');
  assert.deepEqual(splitBlocks('one\n```\ncode\n```\ntwo').words.split(/\s+/), ['one', 'two']);
});

test('code that nobody fenced is recognised when it is plainly code; prose is not', () => {
  assert.equal(snippet('import os\n\ndef f(a):\n    for x in a:\n        return x\n')?.language.label, 'Python');
  assert.equal(findCode('Please tell me.\nI have a list; it is long.\nWhat now?\nReturn nothing.'), undefined);
  assert.equal(findCode('What is a closure?'), undefined);
});
