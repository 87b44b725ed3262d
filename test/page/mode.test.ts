// The mode of a conversation, in the row under the message.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composer } from './support/composerScenes.ts';
import { question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const usual = { label: 'Ask', description: 'Brief, precise answers', isUsual: true };
const conversation = { ...snapshot([question('Why?')]), composer: composer({ mode: usual }) };

test('the mode is a button that lets it be switched, and says another one in words', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const { page } = host;
  const button = page.getByRole('button', { name: 'Mode: Ask' });
  await button.click();
  await host.requested('chooseMode');
  assert.equal(await button.innerText(), '');
  await host.change({ type: 'composer-changed', composer: composer({ mode: { label: 'Rubber duck', description: '<img src=x onerror=alert(1)>', isUsual: false } }) });
  const other = page.getByRole('button', { name: 'Mode: Rubber duck' });
  await other.waitFor();
  assert.equal(await other.innerText(), 'Rubber duck');
  assert.match((await other.getAttribute('title')) ?? '', /onerror/);
}));

test('before it is known there is no button for it', () => withPage({ snapshot: { ...conversation, composer: composer({}) } }, async ({ host }) => {
  await host.page.getByRole('textbox', { name: 'Message' }).waitFor();
  assert.equal(await host.page.getByRole('button', { name: /^Mode/ }).count(), 0);
}));

test('a long name leaves room for the buttons, also in a narrow panel', () => withPage({ snapshot: { ...conversation, composer: composer({ mode: { label: 'A mode with a very long name indeed', description: '', isUsual: false }, effort: { label: 'high', value: 'high' } }) }, width: 240 }, async ({ host }) => {
  const { page } = host;
  const send = page.getByRole('button', { name: 'Send' });
  await send.waitFor();
  const box = await send.boundingBox();
  assert.ok(box && box.x + box.width <= 240 && box.width > 20, JSON.stringify(box));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
}));
