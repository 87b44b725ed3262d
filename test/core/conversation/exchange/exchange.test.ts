// What leaves as a file comes back as it was, as a copy; what is wrong with a file is told; and no message reaches into the next.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { Conversation } from '../../../../src/core/conversation/conversation.ts';
import { readFile, writeFile } from '../../../../src/core/conversation/exchange/file.ts';
import { conversationMarkdown, sealed } from '../../../../src/core/conversation/exchange/markdown.ts';
import type { Turn } from '../../../../src/core/conversation/turn.ts';
import { answer, broken, ended, plain, question } from '../../../host/database/support/conversations.ts';

const card = { title: 'Lists', titledBy: 'person', pinned: true, archived: false } as const;
const of = (turns: readonly Turn[], more: Partial<Conversation> = {}): Conversation => ({ id: 'old', turns: new Map(turns.map((turn) => [turn.id, turn])), head: turns.at(-1)?.id, ...more });

test('whatever is in a tree comes back out of a file, under another name', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  const trees = fc.array(fc.record({ under: fc.nat(), text, thinking: text, mark: fc.nat(4) }), { minLength: 1, maxLength: 25 }).map((steps) => {
    const turns: Turn[] = [];
    for (const [index, { under, text: words, thinking, mark }] of steps.entries()) {
      const parent = turns[under % (turns.length + 1)];
      if (parent?.kind === 'user') turns.push(answer(`t${index}`, parent.id, words, { thinking, ...(mark === 1 && { deleted: 3 }), ...(mark === 2 && { end: ended({ reason: 'error', error: broken }) }), ...(mark === 3 && { rating: { value: 'up', note: words } }) }));
      else turns.push(question(`t${index}`, words, { parent: parent?.id, attachments: mark === 1 ? [{ label: words, detail: '' }] : [], ...(mark === 2 && { parts: [{ type: 'image' as const, mediaType: 'image/png', data: 'AAAA' }] }) }));
    }
    return of(turns, { mode: 'plan', ways: new Map([['', 't0']]) });
  });
  fc.assert(fc.property(trees, (tree) => {
    const read = readFile(writeFile([{ card, conversation: tree }]), () => 'new', 9);
    assert.ok(read.ok);
    const [one] = read.conversations;
    assert.ok(one);
    assert.deepEqual(one.card, card);
    assert.equal(one.conversation.id, 'new');
    assert.equal(one.conversation.mode, 'plan');
    assert.deepEqual(one.conversation.ways, new Map([['', 't0']]));
    assert.deepEqual(plain(one.conversation), plain(tree));
  }));
});

test('what was on its way when it was exported is interrupted, and stays nobody\'s to grow', () => {
  const file = writeFile([{ card, conversation: of([question('q', 'q'), answer('a', 'q', 'half', { end: undefined }), answer('b', 'q', 'whole')]) }]).replaceAll('"notices"', '"elsewhere": true, "notices"');
  const read = readFile(file, () => 'new', 9);
  const turns = read.ok ? read.conversations[0]?.conversation.turns : undefined;
  assert.deepEqual([...(turns?.values() ?? [])].filter((turn) => 'elsewhere' in turn), []);
  const turn = turns?.get('a');
  assert.ok(turn?.kind === 'assistant');
  assert.equal(turn.end?.reason, 'interrupted');
  assert.equal(turn.text, 'half');
});

test('a file that is none, of another time, or damaged is refused with what is wrong, and nothing of it is taken', () => {
  const good = writeFile([{ card, conversation: of([question('q', 'q'), answer('a', 'q', 'yes')]) }]);
  const problems = [
    ['{', /not JSON/],
    ['[]', /no conversations of Parley/],
    [good.replace('"version": 1', '"version": 7'), /version 7/],
    [good.replace('"pinned": true', '"pinned": 3'), /Conversation 1 .*"pinned"/],
    [good.replace('"startedAt": 5', '"startedAt": "now"'), /Message "a".*startedAt/],
    [good.replace('"id": "a"', '"id": "q"'), /"q"/],
    [JSON.stringify({ format: 'parley-conversations', version: 1, conversations: [] }), /no conversation in this file/],
  ] as const;
  for (const [content, expected] of problems) {
    const read = readFile(content, () => 'new', 9);
    assert.ok(!read.ok, content.slice(0, 80));
    assert.match(read.problem, expected);
  }
});

test('whatever a file holds, reading it gives conversations or a sentence', () => {
  const good = JSON.parse(writeFile([{ card, conversation: of([question('q', 'q'), answer('a', 'q', 'yes')]) }])) as { conversations: [{ turns: Record<string, unknown>[] }] };
  fc.assert(fc.property(fc.constantFrom('id', 'parent', 'kind', 'facts', 'text', 'open'), fc.jsonValue(), fc.nat(1), (field, value, place) => {
    const bad = structuredClone(good);
    const turn = bad.conversations[0].turns[place];
    if (turn) turn[field] = value;
    const read = readFile(JSON.stringify(bad), () => 'new', 9);
    assert.ok(read.ok || read.problem.endsWith('.'));
  }));
});

test('no text reaches into what stands below it, whatever it leaves open', () => {
  const reader = new MarkdownIt('commonmark');
  const line = fc.constantFrom('```js', '```', '~~~~', '    ```', '- ```', '  ```', '> ~~~', '1. a', '   ```', '<!-- x', '<script>', '<div>', '<![CDATA[', '', 'words', '- a', '\t```', '> > ```', '````', '`` ` ``', '# h');
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
    const tokens = reader.parse(`${sealed(lines.join('\n'))}\n\n## below`, {});
    const heading = tokens.findLast(({ type }) => type === 'heading_open');
    assert.equal(heading?.level, 0);
    assert.equal(tokens.at(-2)?.content, 'below');
  }), { numRuns: 2_000 });
});

test('Markdown tells who answered and what it cost, keeps code as it is, and names what is left out', () => {
  const code = '```js\nconst a = `b`;\n```';
  const text = conversationMarkdown({ title: 'Lists *and*\nmore' }, of([
    question('q', 'How?', { attachments: [{ label: 'a.ts', detail: '3 lines' }] }),
    answer('other', 'q', 'no'),
    answer('a', 'q', code, { thinking: '```', end: ended({ usage: { ...ended().usage, output: { text: 12, reasoning: undefined } }, cost: { provenance: 'computed', amount: 0.25, currency: 'USD' } }) }),
  ]));
  assert.match(text, /^# Lists \\\*and\\\* more\n/);
  assert.match(text, /One more message stands in other branches/);
  assert.match(text, /## You\n\nAttached:\n\n- a\.ts, 3 lines\n\nHow\?/);
  assert.match(text, /\*v\/m · 1970-01-01 00:00 · 12 tokens · \$0\.25\*/);
  assert.ok(text.includes('````thinking\n```\n````'));
  assert.ok(text.endsWith(`${code}\n`));
});
