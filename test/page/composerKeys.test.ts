// The keys of the composer: sending, going back to what was asked, and messages that wait in line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { chip, composer } from './support/composerScenes.ts';
import type { FakeHost } from './support/fakeHost.ts';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const conversation = snapshot([question('Why?')]);
const running = snapshot([answer('So', { state: 'streaming' })], { busy: true });
const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const past = (host: FakeHost): void => void host.results.set('pastMessages', { texts: ['newest', 'older\nof two lines'] });
const says = (page: Page, text: string) => page.waitForFunction((wanted) => document.querySelector('textarea')?.value === wanted, text);

test('where Enter makes lines, Ctrl+Enter or Cmd+Enter sends', () => withPage({ snapshot: { ...conversation, composer: composer({ sendWith: 'mod-enter' }) } }, async ({ host }) => {
  await message(host.page).pressSequentially('one');
  await host.page.keyboard.press('Enter');
  await host.page.keyboard.type('two');
  assert.deepEqual(host.all('send'), []);
  await host.page.keyboard.press('Control+Enter');
  assert.deepEqual((await host.requested('send')).parameters, { text: 'one\ntwo' });
  await message(host.page).fill('three');
  await host.page.keyboard.press('Meta+Enter');
  assert.deepEqual((await host.requested('send', 2)).parameters, { text: 'three' });
}));

test('the arrows go through what was asked before, and back to what was being written', () => withPage({ snapshot: conversation, host: past }, async ({ host }) => {
  const { page } = host;
  await message(page).fill('half a thought');
  await message(page).press('ArrowUp');
  await says(page, 'newest');
  await page.keyboard.press('ArrowUp');
  await says(page, 'older\nof two lines');
  await page.keyboard.press('ArrowUp');
  await host.drawn();
  assert.equal(await message(page).inputValue(), 'older\nof two lines');
  // Within two lines the arrow moves first.
  await page.keyboard.press('ArrowDown');
  await host.drawn();
  assert.equal(await message(page).inputValue(), 'older\nof two lines');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await says(page, 'newest');
  await page.keyboard.press('ArrowDown');
  await says(page, 'half a thought');
  assert.equal(host.all('pastMessages').length, 1);
  assert.deepEqual(host.all('send'), []);
}));

test('in the middle of several lines the arrows only move', () => withPage({ snapshot: conversation, host: past }, async ({ host }) => {
  const { page } = host;
  await message(page).fill('one\ntwo\nthree');
  await message(page).press('ArrowUp');
  await message(page).press('ArrowUp');
  await host.drawn();
  assert.equal(await message(page).inputValue(), 'one\ntwo\nthree');
  assert.deepEqual(host.all('pastMessages'), []);
}));

test('what is written while an answer comes is sent to wait in line, by Enter or by its button; Stop stays at hand', () => withPage({ snapshot: running }, async ({ host }) => {
  const { page } = host;
  assert.equal(await page.getByRole('button', { name: 'Send when the answer has ended' }).count(), 0);
  await message(page).fill('and then');
  await message(page).press('Enter');
  assert.deepEqual((await host.requested('send')).parameters, { text: 'and then' });
  await message(page).fill('and then again');
  await page.getByRole('button', { name: 'Send when the answer has ended' }).click();
  assert.deepEqual((await host.requested('send', 2)).parameters, { text: 'and then again' });
  await page.getByRole('button', { name: 'Stop' }).click();
  await host.requested('stop');
}));

test('a waiting message can be edited and removed; one that is held says why, and can be sent', () => withPage({
  snapshot: { ...conversation, draft: 'draft', composer: composer({ queued: [{ id: 'q1', text: 'first', attachments: ['a.ts'] }, { id: 'q2', text: 'second', attachments: [] }] }) },
  host: (host) => void host.results.set('pressQueued', { text: 'first' }),
}, async ({ host }) => {
  const { page } = host;
  const queue = page.getByRole('region', { name: 'Queued' });
  const first = queue.getByRole('listitem').first();
  assert.equal(await queue.getByRole('button', { name: 'Send now' }).count(), 0);
  await first.getByText('a.ts').waitFor();
  await first.getByRole('button', { name: 'Edit' }).press('Enter');
  assert.deepEqual((await host.requested('pressQueued')).parameters, { id: 'q1', action: 'edit' });
  await says(page, 'first\ndraft');
  assert.equal(await message(page).evaluate((box) => box === document.activeElement), true);
  host.results.set('pressQueued', {});
  await host.change({ type: 'composer-changed', composer: composer({ held: 'The answer before did not end well.', queued: [{ id: 'q2', text: 'second', attachments: [] }] }) });
  await queue.getByText('The answer before did not end well.').waitFor();
  await queue.getByRole('button', { name: 'Send now' }).click();
  assert.deepEqual((await host.requested('pressQueued', 2)).parameters, { id: 'q2', action: 'send' });
  await queue.getByRole('button', { name: 'Remove from the queue' }).click();
  assert.deepEqual((await host.requested('pressQueued', 3)).parameters, { id: 'q2', action: 'remove' });
  assert.equal(await message(page).inputValue(), 'first\ndraft');
}));

test('what has to be known before sending stands above, with its ways out', () => withPage({
  snapshot: { ...conversation, composer: composer({ chips: [chip('p', { kind: 'image' })], notes: [{ id: 'images', sentence: 'x/y does not take images.', buttons: [{ id: 'model', label: 'Switch model' }] }] }) },
}, async ({ host }) => {
  await host.page.getByRole('group', { name: 'Problem' }).getByText('x/y does not take images.').waitFor();
  await host.page.getByRole('button', { name: 'Switch model', exact: true }).click();
  assert.deepEqual((await host.requested('pressNote')).parameters, { note: 'images', button: 'model' });
}));

test('how hard the model thinks is shown where there is a choice', () => withPage({ snapshot: { ...conversation, model: { reference: 'a/b', facts: '$3 in, $15 out per million tokens' } } }, async ({ host }) => {
  await host.page.getByRole('button', { name: 'Switch model: a/b, $3 in, $15 out per million tokens' }).waitFor();
  assert.equal(await host.page.getByRole('button', { name: /^Thinking/ }).count(), 0);
  await host.change({ type: 'composer-changed', composer: composer({ effort: { label: 'high', value: 'high' } }) });
  await host.page.getByRole('button', { name: 'Thinking: high' }).click();
  await host.requested('chooseEffort');
}));
