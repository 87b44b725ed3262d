// What can be done with a turn in the page: by name, by keyboard, and with the keyboard left where it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const focused = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null);
const exchange = snapshot([question('Why?'), answer('So.')]);

test('a turn is copied as it was written, or what is selected in it', () => withPage({ snapshot: snapshot([question('Why?'), answer('So **it** is.')]) }, async ({ host }) => {
  const { page } = host;
  const copy = page.getByRole('article', { name: 'Assistant' }).getByRole('button', { name: 'Copy', exact: true });
  await copy.click();
  assert.deepEqual((await host.requested('copy')).parameters, { text: 'So **it** is.' });
  await page.getByRole('status').getByText('Copied').waitFor();
  await page.locator('.markdown strong').selectText();
  await copy.click();
  assert.deepEqual((await host.requested('copy', 2)).parameters, { text: 'it' });
  await page.locator('.own-text').selectText();
  await copy.click();
  assert.deepEqual((await host.requested('copy', 3)).parameters, { text: 'So **it** is.' }, 'a selection elsewhere is not this turn\'s');
}));

test('an answer is asked for again, by the same model or another, compared, rated and deleted by its buttons', () => withPage({ snapshot: exchange }, async ({ host }) => {
  const turn = host.page.getByRole('article', { name: 'Assistant' });
  await turn.getByRole('button', { name: 'Regenerate' }).click();
  assert.deepEqual((await host.requested('regenerate')).parameters, { turn: 'answer', choose: false });
  await turn.getByRole('button', { name: 'Try another model' }).click();
  assert.deepEqual((await host.requested('regenerate', 2)).parameters, { turn: 'answer', choose: true });
  await turn.getByRole('button', { name: 'Compare with other models' }).click();
  assert.deepEqual((await host.requested('compare')).parameters, { turn: 'answer' });
  await turn.getByRole('button', { name: 'Delete' }).click();
  assert.deepEqual((await host.requested('deleteTurn')).parameters, { turn: 'answer' });
}));

test('a rating toggles, takes a note, and says that it stays here', () => withPage({ snapshot: exchange }, async ({ host }) => {
  const { page } = host;
  const good = page.getByRole('button', { name: 'Good answer' });
  assert.match(await good.getAttribute('title') ?? '', /stays on this machine/);
  assert.equal(await page.getByRole('button', { name: 'Add a note' }).count(), 0);
  await good.click();
  assert.deepEqual((await host.requested('rate')).parameters, { turn: 'answer', value: 'up' });
  await host.change({ type: 'turn-changed', id: 'answer', changes: { rating: { value: 'up', note: '<b>clear</b>' } } });
  await page.getByText('<b>clear</b>').waitFor();
  assert.equal(await good.getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'Change the note' }).click();
  assert.deepEqual((await host.requested('noteRating')).parameters, { turn: 'answer' });
  await good.click();
  assert.deepEqual((await host.requested('rate', 2)).parameters, { turn: 'answer', value: null });
  await host.change({ type: 'turn-changed', id: 'answer', changes: { rating: null } });
  await page.getByText('<b>clear</b>').waitFor({ state: 'detached' });
}));

test('the tools of a turn are one stop for the tab key', () => withPage({ snapshot: exchange }, async ({ host: { page } }) => {
  await page.getByRole('button', { name: 'Regenerate' }).waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Edit');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Regenerate');
  const way: (string | null)[] = [];
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('ArrowRight');
    way.push(await focused(page));
  }
  assert.deepEqual(way, ['Try another model', 'Compare with other models', 'Copy', 'Good answer', 'Bad answer', 'Delete']);
}));

test('an edit is written in place, kept with the host, and asked or thrown away by keyboard', () => withPage({ snapshot: exchange }, async ({ host }) => {
  const { page } = host;
  await page.getByRole('button', { name: 'Edit' }).press('Enter');
  const box = page.getByRole('textbox', { name: 'Edited question' });
  assert.equal(await box.inputValue(), 'Why?');
  assert.equal(await focused(page), 'Edited question');
  await page.keyboard.type(' And how?');
  assert.deepEqual((await host.requested('keepEdit', 10)).parameters, { turn: 'question', text: 'Why? And how?' });
  await page.keyboard.press('Escape');
  assert.deepEqual((await host.requested('keepEdit', 11)).parameters, { turn: 'question', text: null });
  assert.equal(await focused(page), 'Edit', 'the keyboard is back on the button');
  assert.equal(host.all('stop').length, 0, 'Escape ended the edit, and nothing else');
  await page.keyboard.press('Enter');
  await box.fill('Whence?');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('editTurn')).parameters, { turn: 'question', text: 'Whence?\n' });
  await box.waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Message');
}));

test('an edit that could not be sent stays, and one that went on is there after the page died', () => withPage({
  snapshot: snapshot([question('Why?'), answer('So.')], { edit: { turn: 'question', text: 'Why not?' } }),
}, async ({ host }) => {
  const { page } = host;
  const box = page.getByRole('textbox', { name: 'Edited question' });
  assert.equal(await box.inputValue(), 'Why not?');
  host.failures.set('editTurn', { code: 'busy', sentence: 'An answer is still on its way.' });
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('alert').getByText('An answer is still on its way.').waitFor();
  assert.equal(await box.inputValue(), 'Why not?');
}));

test('an input method\'s Enter does not send an edit', () => withPage({ snapshot: snapshot([question('Why?')], { edit: { turn: 'question', text: 'か' } }) }, async ({ host }) => {
  const box = host.page.getByRole('textbox', { name: 'Edited question' });
  await box.evaluate((element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })));
  await box.press('Control+a');
  await host.drawn();
  assert.equal(host.all('editTurn').length, 0);
}));

test('arrows lead to the versions of a turn, the keyboard goes along, and ends are ends', () => withPage({
  snapshot: snapshot([question('Why?'), answer('Second.', { id: 'two', branch: { place: 2, count: 2 } })]),
}, async ({ host }) => {
  const { page } = host;
  host.results.set('showBranch', { turn: 'one' });
  const versions = page.getByRole('group', { name: 'Version 2 of 2' });
  await versions.getByText('2 / 2').waitFor();
  await versions.getByRole('button', { name: 'Next' }).press('Enter');
  assert.equal(host.all('showBranch').length, 0);
  await versions.getByRole('button', { name: 'Previous' }).press('Enter');
  assert.deepEqual((await host.requested('showBranch')).parameters, { turn: 'two', steps: -1 });
  host.state = { ...host.state, turns: [question('Why?'), answer('First.', { id: 'one', branch: { place: 1, count: 2 } })] };
  await host.change({ type: 'everything-changed' });
  await page.getByText('First.').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Previous');
  await page.getByRole('status').getByText('Version 1 of 2').waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowRight');
  assert.deepEqual((await host.requested('showBranch', 2)).parameters, { turn: 'one', steps: 1 });
}));

test('while an answer grows its versions can be left, and nothing else is offered', () => withPage({
  snapshot: snapshot([question('Why?'), answer('Sec', { state: 'streaming', branch: { place: 2, count: 2 } })], { busy: true }),
}, async ({ host: { page } }) => {
  const turn = page.getByRole('article', { name: 'Assistant' });
  await turn.getByRole('button', { name: 'Previous' }).waitFor();
  assert.equal(await turn.getByRole('button', { name: 'Regenerate' }).count(), 0);
}));

test('what was deleted can be had back at once, by a keyboard that is led there', () => withPage({ snapshot: exchange }, async ({ host }) => {
  const { page } = host;
  await page.getByRole('article', { name: 'Assistant' }).getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await host.requested('deleteTurn');
  host.state = { ...host.state, turns: host.state.turns.slice(0, 1) };
  await host.change({ type: 'undo-changed', undo: { turn: 'answer', sentence: 'Answer deleted.' } }, { type: 'everything-changed' });
  await page.getByRole('article', { name: 'Assistant' }).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.textContent === 'Undo');
  await page.getByRole('status').getByText('Answer deleted.').waitFor();
  await page.keyboard.press('Enter');
  assert.deepEqual((await host.requested('undoDelete')).parameters, { turn: 'answer' });
  host.state = { ...exchange, sequence: host.state.sequence };
  await host.change({ type: 'undo-changed', undo: null }, { type: 'everything-changed' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Delete');
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
}));

const compared = (state: 'streaming' | 'done') => snapshot([
  question('Why?'),
  answer('From the first.', { id: 'a', branch: { place: 1, count: 3 }, meter: { tokens: '412 tokens', cost: '$0.0042', time: '0.8 s to the first token, 9.7 s in all', explanation: '' }, columns: [
    answer('From the third.', { id: 'c', model: 'demo/tour', branch: { place: 3, count: 3 }, state }),
    answer('From the sec', { id: 'b', model: 'anthropic/claude-sonnet-5-5', branch: { place: 2, count: 3 }, state }),
  ] }),
], { busy: state === 'streaming' });

test('compared answers stand side by side in their order, with their figures, and grow by themselves', () => withPage({ snapshot: compared('streaming'), width: 1_000 }, async ({ host }) => {
  const { page } = host;
  const columns = page.getByRole('group', { name: 'Answers side by side' }).getByRole('article', { name: 'Assistant' });
  assert.deepEqual(await columns.locator('.turn-model').allTextContents(), ['openai/gpt-6-sol', 'anthropic/claude-sonnet-5-5', 'demo/tour']);
  const tops = await columns.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  assert.deepEqual(new Set(tops).size, 1);
  await columns.first().getByText('0.8 s to the first token, 9.7 s in all').waitFor();
  await host.change({ type: 'turn-grew', id: 'b', text: 'ond.', thinking: '' });
  await columns.nth(1).getByText('From the second.').waitFor();
  await columns.nth(1).getByRole('button', { name: 'Call this one off' }).click();
  assert.deepEqual((await host.requested('stopTurn')).parameters, { turn: 'b' });
  assert.equal(host.all('ready').length, 1, 'a column grew without a new snapshot');
}));

test('one of the compared answers leads on, by keyboard; in a narrow panel they stand below each other', () => withPage({ snapshot: compared('done'), width: 300 }, async ({ host }) => {
  const { page } = host;
  const columns = page.getByRole('article', { name: 'Assistant' });
  const tops = await columns.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  assert.deepEqual([...tops].toSorted((one, other) => one - other), tops);
  assert.equal(new Set(tops).size, 3);
  await columns.nth(1).getByRole('button', { name: 'Go on with this one' }).focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Copy', 'every column\'s tools can be reached');
  await columns.nth(1).getByRole('button', { name: 'Go on with this one' }).press('Enter');
  assert.deepEqual((await host.requested('goOnWith')).parameters, { turn: 'b' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Message');
}));
