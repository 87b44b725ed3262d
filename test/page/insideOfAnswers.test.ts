// What goes on inside of an answer: thoughts with their time and tokens, and tools with their arguments and results.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();

test('thoughts say how long they took and how many tokens, as soon as that is known', () => withPage({ snapshot: snapshot([answer('', { state: 'streaming', thinking: 'Hm.' })]) }, async ({ host }) => {
  const { page } = host;
  const summary = page.locator('.thinking summary');
  await page.locator('.thinking summary', { hasText: /^Thinking$/ }).waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: 'So', thinking: '' }, { type: 'turn-changed', id: 'answer', changes: { thought: { time: '12.4 s' } } });
  await page.locator('.thinking summary', { hasText: 'Thought: 12.4 s' }).waitFor();
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'done', thought: { time: '12.4 s', tokens: '1.2k tokens' } } });
  await page.locator('.thinking summary', { hasText: 'Thought: 12.4 s · 1.2k tokens' }).waitFor();
  assert.equal(await page.locator('.thinking .markdown').count(), 0);
  await summary.press('Enter');
  await page.locator('.thinking .markdown').getByText('Hm.').waitFor();
}));

test('a tool is a card: its state is seen, its arguments and its result unfold by keyboard, and all of it is only text', () => withPage({
  snapshot: snapshot([answer('Let me see.', { state: 'streaming', toolCalls: [{ id: '1', name: '<b>clock</b>', state: 'writing' }] })]),
}, async ({ host, foreign, errors }) => {
  const { page } = host;
  const card = page.locator('.tool-call');
  await card.getByText('Being asked for').waitFor();
  const hostile = '{ "x": "<img src=http://evil.example/1.png onerror=alert(1)>" }';
  await host.change({ type: 'turn-changed', id: 'answer', changes: { toolCalls: [{ id: '1', name: '<b>clock</b>', state: 'running', arguments: hostile }] } });
  await card.getByText('Running').waitFor();
  await card.locator('summary').press('Enter');
  await card.getByRole('group', { name: 'Arguments' }).waitFor();
  await host.change({ type: 'turn-changed', id: 'answer', changes: { toolCalls: [{ id: '1', name: '<b>clock</b>', state: 'done', arguments: hostile, result: hostile }, { id: '2', name: 'other', state: 'failed', result: 'No.' }] } });
  assert.equal(await card.first().getByRole('group', { name: 'Result' }).textContent(), hostile);
  assert.equal(await card.first().evaluate((element) => (element as HTMLDetailsElement).open), true);
  await card.nth(1).getByText('Failed').waitFor();
  assert.deepEqual({ foreign, errors }, { foreign: [], errors: [] });
}));
