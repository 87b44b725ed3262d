// A call is counted part by part, and only what changed is counted again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { type FilePart, type ImagePart, textMessage } from '../../../src/core/model/message.ts';
import { familyOf } from '../../../src/core/tokens/families.ts';
import { countPrompt, type PromptCount, type TextCounter } from '../../../src/core/tokens/prompt.ts';
import { png } from './support/images.ts';

/** A word is a token here, so that sums can be read. */
const words: TextCounter = (text) => ({ tokens: text.split(/\s+/).filter((word) => word !== '').length, exact: true });
const ask = (more: Partial<Call>, model = 'openai/gpt-4o', count = words): PromptCount =>
  countPrompt({ model, messages: [textMessage('user', 'one two three')], task: 'chat', signal: new AbortController().signal, ...more }, familyOf(model), count);
const partsOf = ({ parts }: PromptCount): [string, string, number][] => parts.map(({ kind, label, tokens }) => [kind, label, tokens]);

const image: ImagePart = { type: 'image', mediaType: 'image/png', data: png(512, 512).toString('base64') };
const notes: FilePart = { type: 'file', name: 'notes.txt', mediaType: 'text/plain', data: Buffer.from('five words are in here').toString('base64') };
const paper: FilePart = { type: 'file', name: 'paper.pdf', mediaType: 'application/pdf', data: Buffer.from('%PDF-1.7 /Type /Pages /Type /Page x /Type/Page').toString('base64') };

test('a question alone is its text, its role and what opens the answer', () => {
  const count = ask({});
  assert.deepEqual(partsOf(count), [['text', '', 3], ['overhead', '', 7]]);
  assert.deepEqual([count.total, count.exact], [10, true]);
});

test('no messages are no tokens', () => {
  assert.deepEqual(ask({ messages: [] }), { total: 0, exact: true, parts: [] });
});

test('system, history, attachments and the question are told apart, and add up', () => {
  const count = ask({
    messages: [
      textMessage('system', 'be short'),
      { role: 'user', parts: [{ type: 'text', text: 'earlier question here' }, image] },
      textMessage('assistant', 'an answer'),
      { role: 'user', parts: [{ type: 'text', text: 'let a be', label: 'a.ts' }, { type: 'text', text: 'and now' }, image, notes, paper] },
    ],
  });
  assert.deepEqual(partsOf(count), [
    ['system', '', 2],
    ['history', '', 3 + 255 + 2],
    ['attachment', 'a.ts', 3],
    ['attachment', 'Image 1', 255],
    ['attachment', 'notes.txt', 5],
    ['attachment', 'paper.pdf', 2_200],
    ['text', '', 2],
    ['overhead', '', 4 * 4 + 3],
  ]);
  assert.equal(count.total, count.parts.reduce((sum, { tokens }) => sum + tokens, 0));
  assert.equal(count.exact, false);
});

test('tools and schemas cost their words and what stands between them', () => {
  const parameters = {
    type: 'object',
    properties: {
      city: { type: 'string', description: 'Where to look.' },
      unit: { type: 'string', enum: ['celsius', 'kelvin'] },
      when: { type: 'object', properties: { day: { type: 'string', description: 'a day' } } },
    },
  };
  const count = ask({ tools: [{ name: 'weather', description: 'Tells the weather.', parameters }], output: { name: 'answer', schema: { type: 'object' } } });
  const tools = count.parts.find(({ kind }) => kind === 'tools');
  // Words: "weather:Tells the weather", "city:string:Where to look", "unit:string:", "celsius kelvin", "when:object:", "day:string:a day".
  assert.equal(tools?.tokens, 12 + 7 + 4 * 3 + 2 * 3 + (3 + 3 + 1 + 2 + 1 + 2));
  assert.ok((count.parts.find(({ kind }) => kind === 'schema')?.tokens ?? 0) > 0);
  assert.equal(count.exact, false);
});

test('a tool call and its result are history, whoever spoke last', () => {
  const count = ask({
    messages: [
      textMessage('user', 'what is it like outside'),
      { role: 'assistant', parts: [{ type: 'thinking', text: 'let me see' }, { type: 'tool-call', id: '1', name: 'weather', arguments: { city: 'Bern' } }] },
      { role: 'tool', parts: [{ type: 'tool-result', id: '1', name: 'weather', content: [{ type: 'text', text: 'rain all day' }, image] }] },
    ],
  });
  assert.deepEqual(partsOf(count).map(([kind]) => kind), ['history', 'overhead']);
  assert.equal(count.parts[0]?.tokens, 5 + 3 + (6 + 2) + (6 + 3 + 255));
});

test('other vendors have other rules', () => {
  const tools = [{ name: 'a', description: 'b', parameters: {} }];
  const total = (model: string): number => ask({ tools }, model).total;
  assert.ok(total('anthropic/claude-sonnet-5-5') > total('openai/gpt-4o') + 300);
  assert.equal(ask({}, 'anthropic/claude-sonnet-5-5').exact, false);
});

test('a schema that nests without end is counted all the same', () => {
  let schema: Record<string, object | string> = { type: 'string' };
  for (let depth = 0; depth < 3_000; depth += 1) schema = { type: 'object', properties: { a: schema } };
  assert.ok(ask({ tools: [{ name: 'deep', description: '', parameters: schema as never }], output: { name: 'deep', schema: schema as never } }).total > 0);
});

test('a guess in any part makes the whole a guess', () => {
  const unsure: TextCounter = (text) => ({ ...words(text), exact: text !== 'b' });
  assert.equal(ask({ messages: [textMessage('system', 'a'), textMessage('user', 'c')] }, 'openai/gpt-4o', unsure).exact, true);
  assert.equal(ask({ messages: [textMessage('system', 'b'), textMessage('user', 'c')] }, 'openai/gpt-4o', unsure).exact, false);
});

test('instructions are told apart from the rest of the system prompt: one by its name, several by their number', () => {
  const part = (text: string, label?: string) => ({ type: 'text' as const, text, ...(label !== undefined && { label }) });
  const system = (...parts: ReturnType<typeof part>[]) => ask({ messages: [{ role: 'system', parts }, textMessage('user', 'why')] });
  const [mode, one, two] = [part('be short'), part('use tabs please', 'AGENTS.md'), part('name things', 'mine')];
  assert.deepEqual(partsOf(system(mode, one)).slice(0, 2), [['system', '', 2], ['instructions', 'AGENTS.md', 3]]);
  assert.deepEqual(partsOf(system(mode, one, two)).slice(0, 2), [['system', '', 2], ['instructions', '2 files', 5]]);
});
