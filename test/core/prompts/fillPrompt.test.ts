// Filling a saved prompt: everything in its place, and nothing that is put in can be taken for more.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textOf } from '../../../src/core/model/message.ts';
import { fillPrompt, type PromptValues } from '../../../src/core/prompts/fillPrompt.ts';
import { readSavedPrompt } from '../../../src/core/prompts/savedPrompt.ts';

function fill(text: string, values: Partial<PromptValues> = {}) {
  const { prompt, problems } = readSavedPrompt(text, 'x.md');
  assert.ok(prompt, JSON.stringify(problems));
  return fillPrompt(prompt, { input: '', asked: new Map(), ...values });
}

const selection = { language: 'ts', path: 'src/a.ts', code: 'let a = 1;' };

test('each variable stands where its name stood', () => {
  const { text } = fill('{{file}} {{language}} {{selection}} {{clipboard}} {{input}} {{ who }} \\{{who}}', { selection, clipboard: 'clip', input: ' rest ', asked: new Map([['who', 'me']]) });
  assert.equal(text, 'src/a.ts ts let a = 1; clip rest me {{who}}');
});

test('code alone in its line is a block of its own, inside of a block it is just code', () => {
  assert.equal(fill('Look:\n{{selection}}\nWell?', { selection }).text, 'Look:\n```ts src/a.ts\nlet a = 1;\n```\nWell?');
  assert.equal(fill('```ts\n{{selection}}\n```\n{{selection}}', { selection }).text, '```ts\nlet a = 1;\n```\n```ts src/a.ts\nlet a = 1;\n```');
  assert.equal(fill('{{content}}', { content: { ...selection, code: '```\nescape\n```' } }).text, '````ts src/a.ts\n```\nescape\n```\n````');
});

test('what is typed after the command is added where it has no place of its own', () => {
  assert.equal(fill('Review this.', { input: ' and hurry ' }).text, 'Review this.\n\nand hurry');
  assert.equal(fill('Review {{input}}.', { input: 'that' }).text, 'Review that.');
});

test('examples become turns, filled as the question is', () => {
  const { text, examples } = fill('## User\n{{input}}?\n## Assistant\nYes.\n## User\nAnd {{input}}?', { input: 'this' });
  assert.deepEqual(examples.map(({ role, parts }) => [role, textOf(parts)]), [['user', 'this?'], ['assistant', 'Yes.']]);
  assert.equal(text, 'And this?');
});

test('what is put in is never filled itself', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
    const hostile = `${a}{{clipboard}}${b}`;
    const { text } = fill('<{{who}}>', { asked: new Map([['who', hostile]]), clipboard: 'secret' });
    assert.equal(text, `<${hostile}>`);
  }));
});
