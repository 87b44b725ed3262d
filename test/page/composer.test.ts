// The composer: what is typed is sent or kept, never lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimate } from './support/scenes.ts';
import { question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const conversation = snapshot([question('Why?')]);

test('Enter sends, Shift+Enter makes a line', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.click();
  await host.page.keyboard.type('one');
  await host.page.keyboard.press('Shift+Enter');
  await host.page.keyboard.type('two');
  assert.deepEqual(host.all('send'), []);
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('send')).parameters, { text: 'one\ntwo' });
  assert.equal(await box.inputValue(), '');
}));

test('the button sends, gives the keyboard back and becomes Stop while an answer comes', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('Go on');
  await host.page.getByRole('button', { name: 'Send' }).click();
  await host.requested('send');
  assert.equal(await box.evaluate((element) => element === document.activeElement), true);
  await host.change({ type: 'busy-changed', busy: true });
  await host.page.getByRole('button', { name: 'Stop' }).click();
  await host.requested('stop');
  await host.change({ type: 'busy-changed', busy: false });
  await host.page.getByRole('button', { name: 'Send' }).waitFor();
}));

test('Escape stops an answer, and nothing else', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('typed');
  await box.press('Escape');
  assert.deepEqual(host.all('stop'), []);
  await host.change({ type: 'busy-changed', busy: true });
  await host.page.getByRole('button', { name: 'Stop' }).waitFor();
  await box.press('Escape');
  await host.requested('stop');
  assert.equal(await box.inputValue(), 'typed');
}));

test('Enter that ends a composition of an input method does not send', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('にほん');
  await box.evaluate((element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })));
  await host.drawn();
  assert.deepEqual(host.all('send'), []);
  await box.press('Enter');
  await host.requested('send');
}));

test('nothing but spaces cannot be sent', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  const send = host.page.getByRole('button', { name: 'Send' });
  await box.fill('  \n ');
  assert.equal(await send.getAttribute('aria-disabled'), 'true');
  await box.press('Enter');
  await send.focus();
  await host.page.keyboard.press('Enter');
  await host.drawn();
  assert.deepEqual(host.all('send'), []);
}));

test('what could not be sent is back in the composer, before what was typed since, and the reason is read out', () => withPage({
  snapshot: conversation,
  host: (host) => host.silent.add('send'),
}, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('first');
  await box.press('Enter');
  const request = await host.requested('send');
  await box.fill('second');
  await host.post({ kind: 'response', id: request.id, failure: { code: 'failed', sentence: 'It could not be sent.' } });
  await host.page.getByRole('alert').getByText('It could not be sent.').waitFor();
  assert.equal(await box.inputValue(), 'first\nsecond');
  while (host.state.draft !== 'first\nsecond') await host.requested('saveDraft', host.all('saveDraft').length + 1);
}));

test('an answer that came to nothing gives the question back, unless something else is being typed', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await host.change({ type: 'draft-restored', text: 'Why, again?' });
  await host.page.waitForFunction(() => document.querySelector('textarea')?.value === 'Why, again?');
  await host.change({ type: 'draft-restored', text: 'other' }, { type: 'composer-focused' });
  await host.drawn();
  assert.equal(await box.inputValue(), 'Why, again?');
}));

test('a question that is asked again leaves the composer, unless it was changed there', () => withPage({ snapshot: { ...conversation, draft: 'Why?' } }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await host.page.waitForFunction(() => document.querySelector('textarea')?.value === 'Why?');
  await host.change({ type: 'draft-withdrawn', text: 'Why?' });
  await host.page.waitForFunction(() => document.querySelector('textarea')?.value === '');
  await box.fill('Why not?');
  await host.change({ type: 'draft-withdrawn', text: 'Why?' }, { type: 'composer-focused' });
  await host.drawn();
  assert.equal(await box.inputValue(), 'Why not?');
}));

test('a draft survives a page that is loaded again', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('half a thou');
  await host.requested('saveDraft');
  await host.page.reload();
  await host.page.getByText('Why?').waitFor();
  assert.equal(await box.inputValue(), 'half a thou');
}));

test('a page that goes away keeps the draft at once', () => withPage({ snapshot: conversation }, async ({ host }) => {
  // Nothing is saved later: it must be saved now.
  await host.page.evaluate(() => Object.assign(window, { setTimeout: () => 0 }));
  await host.page.getByRole('textbox', { name: 'Message' }).fill('quick');
  await host.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
  assert.deepEqual((await host.requested('saveDraft')).parameters, { text: 'quick' });
}));

test('a snapshot in the middle of typing does not take the text away', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  await box.fill('typing');
  await host.change({ type: 'everything-changed' });
  await host.requested('ready', 2);
  await host.drawn();
  assert.equal(await box.inputValue(), 'typing');
}));

test('the host can put the keyboard into the composer', () => withPage({ snapshot: conversation }, async ({ host }) => {
  await host.page.getByText('Why?').waitFor();
  await host.change({ type: 'composer-focused' });
  await host.page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
}));

test('an example of an empty conversation fills the composer and sends nothing', () => withPage({ snapshot: snapshot([]) }, async ({ host }) => {
  await host.page.getByRole('button', { name: 'Explain the difference' }).click();
  const box = host.page.getByRole('textbox', { name: 'Message' });
  assert.match(await box.inputValue(), /^Explain the difference/);
  assert.equal(await box.evaluate((element) => element === document.activeElement), true);
  assert.deepEqual(host.all('send'), []);
  await host.page.getByRole('button', { name: 'Switch model', exact: true }).click();
  await host.requested('switchModel');
}));

test('the composer grows with its text, up to a part of the page', () => withPage({ snapshot: conversation }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Message' });
  const height = async (): Promise<number> => (await box.boundingBox())?.height ?? 0;
  await box.fill('one');
  const one = await height();
  await box.fill('one\ntwo\nthree\nfour');
  const four = await height();
  await box.fill('line\n'.repeat(200));
  assert.ok(one < 48 && four > one + 40, `${one} ${four}`);
  assert.ok(await height() <= 640 * 0.41);
}));

test('what the message would use stands under it, unfolds by keyboard, and goes when there is no message', () => withPage({ snapshot: snapshot([], { draft: 'Why?' }) }, async ({ host }) => {
  const { page } = host;
  await host.change({ type: 'estimate-changed', estimate });
  const line = page.getByLabel('This message would use: 6,204 tokens · 31 % of 20k · ~$0.0150 to $0.0500');
  await line.waitFor();
  assert.equal(await page.getByText('Conversation so far', { exact: true }).isVisible(), false);
  await line.press('Enter');
  const parts = page.getByRole('region', { name: 'This message would use' });
  for (const text of ['Conversation so far', '3,000', 'With openai/gpt-6-luna', '~$0.0008 to $0.0025', '<b>a.ts</b>']) await parts.getByText(text, { exact: !text.startsWith('<') }).waitFor();
  await host.change({ type: 'estimate-changed', estimate: { ...estimate, level: 'over', tokens: '25,000 tokens' } });
  await page.getByLabel(/This message would use: 25,000 tokens/).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('');
  await page.getByLabel(/This message would use: 25,000/).waitFor({ state: 'detached' });
}));

test('a guess can be made certain by asking the vendor, for the message as it is', () => withPage({ snapshot: snapshot([], { draft: 'Why?' }) }, async ({ host }) => {
  const { page } = host;
  host.results.set('countExactly', { sentence: 'Anthropic counts 6,187 tokens.' });
  await host.change({ type: 'estimate-changed', estimate: { ...estimate, exact: false } });
  await page.getByLabel(/^This message would use/).first().press('Enter');
  await page.getByRole('button', { name: 'Ask for the exact count' }).press('Enter');
  await page.getByText('Anthropic counts 6,187 tokens.').waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('Why not?');
  await page.getByRole('button', { name: 'Ask for the exact count' }).waitFor();
}));
