// The page and the host stay in step: whatever gets lost, the page ends with the host's picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const texts = (page: Page): Promise<string[]> => page.getByRole('article').locator('.markdown, .own-text').allInnerTexts();

test('a snapshot is drawn', () => withPage({ snapshot: snapshot([question('Why?'), answer('Because **so**.')], { draft: 'next' }) }, async ({ host: { page } }) => {
  await page.getByText('Because so.').waitFor();
  assert.deepEqual(await texts(page), ['Why?', 'Because so.']);
  assert.equal(await page.getByRole('textbox', { name: 'Message' }).inputValue(), 'next');
  assert.equal(await page.getByRole('button', { name: 'Switch model' }).textContent(), 'openai/gpt-6-sol');
}));

test('text grows in the turn it is meant for', () => withPage({ snapshot: snapshot([answer('one', { id: 'a' }), answer('two', { id: 'b', state: 'streaming' })]) }, async ({ host }) => {
  await host.page.getByText('two').waitFor();
  await host.change({ type: 'turn-grew', id: 'b', text: ' and', thinking: '' }, { type: 'turn-grew', id: 'b', text: ' more', thinking: '' });
  await host.page.getByText('two and more').waitFor();
  assert.deepEqual(await texts(host.page), ['one', 'two and more']);
}));

test('text that is told in short grows in the turn that grew last', () => withPage({ snapshot: snapshot([answer('one', { id: 'a' }), answer('two', { id: 'b', state: 'streaming' })]) }, async ({ host }) => {
  await host.page.getByText('two').waitFor();
  await host.change({ type: 'turn-grew', id: 'b', text: ' and', thinking: '' });
  await host.post({ kind: 'more', sequence: 2, text: ' more' }, { kind: 'more', sequence: 3, text: ' still' });
  await host.page.getByText('two and more still').waitFor();
  assert.deepEqual(await texts(host.page), ['one', 'two and more still']);
}));

test('turns come, change and go', () => withPage({ snapshot: snapshot([question('Why?')]) }, async ({ host }) => {
  await host.page.getByText('Why?').waitFor();
  await host.change({ type: 'turn-added', turn: answer('', { state: 'waiting' }) }, { type: 'busy-changed', busy: true });
  await host.page.getByText('Waiting for the answer').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: 'So', thinking: '' }, { type: 'turn-changed', id: 'answer', changes: { state: 'stopped' } });
  await host.page.getByText('Stopped', { exact: true }).waitFor();
  await host.change({ type: 'turn-removed', id: 'question' }, { type: 'model-changed', model: { reference: 'demo/tour', badge: 'demo, no model' } });
  await host.page.getByText('demo, no model').waitFor();
  assert.deepEqual(await texts(host.page), ['So']);
}));

test('a lost batch brings one new snapshot, and nothing twice', () => withPage({ snapshot: snapshot([answer('one', { state: 'streaming' })]) }, async ({ host }) => {
  await host.page.getByText('one').waitFor();
  host.silent.add('ready');
  host.lose({ type: 'turn-grew', id: 'answer', text: ' two', thinking: '' });
  const third = host.lose({ type: 'turn-grew', id: 'answer', text: ' three', thinking: '' });
  const fourth = host.lose({ type: 'turn-grew', id: 'answer', text: ' four', thinking: '' });
  await host.post(third, fourth);
  const request = await host.requested('ready', 2);
  const before = { ...host.state };
  const fifth = host.lose({ type: 'turn-grew', id: 'answer', text: ' five', thinking: '' });
  await host.post(fifth, { kind: 'response', id: request.id, result: before });
  await host.page.getByText('one two three four five').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: ' six', thinking: '' });
  await host.page.getByText('one two three four five six').waitFor();
  assert.deepEqual(await texts(host.page), ['one two three four five six']);
  assert.equal(host.all('ready').length, 2);
}));

test('batches that the first snapshot contains are not applied again', () => withPage({
  snapshot: snapshot([answer('one', { state: 'streaming' })]),
  host: (host) => host.silent.add('ready'),
}, async ({ host }) => {
  const request = await host.requested('ready');
  const early = host.lose({ type: 'turn-grew', id: 'answer', text: ' two', thinking: '' });
  const result = host.state;
  const late = host.lose({ type: 'turn-grew', id: 'answer', text: ' three', thinking: '' });
  await host.post(early, late, { kind: 'response', id: request.id, result });
  await host.page.getByText('one two three').waitFor();
  assert.deepEqual(await texts(host.page), ['one two three']);
}));

test('when everything changed, everything is asked for', () => withPage({ snapshot: snapshot([question('old')]) }, async ({ host }) => {
  await host.page.getByText('old').waitFor();
  host.state = { ...host.state, conversation: 'second', turns: [question('new', { id: 'n' })], draft: 'fresh' };
  await host.change({ type: 'everything-changed' });
  await host.page.getByText('new').waitFor();
  assert.deepEqual(await texts(host.page), ['new']);
  assert.equal(await host.page.getByRole('textbox', { name: 'Message' }).inputValue(), 'fresh');
}));

test('what is typed while another conversation is on its way stays', () => withPage({ snapshot: snapshot([question('old')]) }, async ({ host }) => {
  await host.page.getByText('old').waitFor();
  const next = { ...host.state, conversation: 'second', turns: [question('new', { id: 'n' })], draft: '' };
  host.silent.add('ready');
  await host.change({ type: 'everything-changed' });
  const request = await host.requested('ready', 2);
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('typed just now');
  await host.post({ kind: 'response', id: request.id, result: next });
  await host.page.getByText('new').waitFor();
  assert.equal(await box.inputValue(), 'typed just now');
}));

test('a change of an unknown turn brings a new snapshot', () => withPage({ snapshot: snapshot([question('Why?')]) }, async ({ host }) => {
  await host.page.getByText('Why?').waitFor();
  host.state = { ...host.state, turns: [...host.state.turns, answer('there', { id: 'b', state: 'streaming' })] };
  await host.change({ type: 'turn-grew', id: 'b', text: ' now', thinking: '' });
  await host.page.getByText('there now').waitFor();
}));

test('a page that is loaded again in the middle of an answer is complete', () => withPage({ snapshot: snapshot([answer('one', { state: 'streaming' })]) }, async ({ host }) => {
  await host.page.getByText('one').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: ' two', thinking: '' });
  await host.page.reload();
  await host.page.getByText('one two').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: ' three', thinking: '' });
  await host.page.getByText('one two three').waitFor();
  assert.deepEqual(await texts(host.page), ['one two three']);
}));

test('a page that was hidden while text came is complete when it is shown', () => withPage({ snapshot: snapshot([answer('one', { state: 'streaming' })]) }, async ({ host }) => {
  await host.page.getByText('one').waitFor();
  // A hidden page gets no frames.
  await host.page.evaluate(() => {
    const later: FrameRequestCallback[] = [];
    const draw = window.requestAnimationFrame.bind(window);
    const show = (): void => {
      Object.assign(window, { requestAnimationFrame: draw });
      for (const callback of later) draw(callback);
    };
    Object.assign(window, { requestAnimationFrame: (callback: FrameRequestCallback) => later.push(callback), show });
  });
  for (let index = 0; index < 50; index++) await host.change({ type: 'turn-grew', id: 'answer', text: ` ${index}`, thinking: '' });
  assert.deepEqual(await texts(host.page), ['one']);
  await host.page.evaluate(() => (window as unknown as { show(): void }).show());
  await host.page.getByText(`one ${Array.from({ length: 50 }, (_, index) => index).join(' ')}`).waitFor();
}));

test('a snapshot that cannot be had is told, and can be asked for again', () => withPage({
  snapshot: snapshot([question('Why?')]),
  host: (host) => host.failures.set('ready', { code: 'failed', sentence: 'Something went wrong inside Parley.' }),
}, async ({ host }) => {
  const again = host.page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  host.failures.clear();
  await again.click();
  await host.page.getByText('Why?').waitFor();
  assert.equal(await again.count(), 0);
}));
