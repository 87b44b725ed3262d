// Long conversations: only what is near is drawn, every turn can be reached, and the reader is never moved.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const body = 'A paragraph of some length, so that it takes more than one line in a narrow page.\n\n- one\n- two\n\n```ts\nconst a = 1;\n```\n';
const turns = Array.from({ length: 1_000 }, (_, index) => [
  question(`Question ${index}`, { id: `q${index}` }),
  answer(`Answer ${index}. ${body.repeat(1 + (index * 7) % 5)}`, { id: `a${index}` }),
]).flat();
const long = snapshot(turns);

/** Where a turn stands in the view. */
const topOf = (page: Page, text: string) => page.getByText(text, { exact: true }).evaluate((element) => element.getBoundingClientRect().top);
const idle = (page: Page) => page.evaluate(() => new Promise<void>((resolve) => { requestIdleCallback(() => requestIdleCallback(() => resolve())); }));

test('of two thousand turns those near the end are drawn, and all are there to be read', () => withPage({ snapshot: long }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Question 999', { exact: true }).waitFor();
  assert.equal(await page.getByRole('article').count(), 2_000);
  assert.ok(await page.locator('.markdown').count() < 40);
  assert.match(await page.getByRole('article').nth(1).textContent() ?? '', /Answer 0/);
}));

test('Home, Page Down and End reach every part', () => withPage({ snapshot: long }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Question 999', { exact: true }).waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('Home');
  await page.locator('.slot:not(.far)').getByText('Question 0', { exact: true }).waitFor();
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => (document.querySelector('.scroller')?.scrollTop ?? 0) > 0);
  await page.locator('.slot:not(.far)').getByText('Question 1', { exact: true }).waitFor();
  await page.keyboard.press('End');
  await page.waitForFunction(() => { const box = document.querySelector('.scroller'); return box && box.scrollHeight - box.scrollTop - box.clientHeight < 2; });
  await page.getByRole('button', { name: 'Jump to end' }).waitFor({ state: 'detached' });
}));

test('a reader who scrolls up stays put to the pixel while turns above are drawn and the answer below grows', () => withPage({
  snapshot: snapshot([...turns, question('Now?', { id: 'q' }), answer('', { state: 'streaming' })], { busy: true }),
}, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await page.getByRole('log').hover();
  for (let step = 0; step < 5; step++) {
    await page.mouse.wheel(0, -900);
    await idle(page);
  }
  const mark = await page.evaluate(() => {
    const height = document.querySelector('.scroller')?.clientHeight ?? 0;
    const shown = [...document.querySelectorAll('.own-text')].find((element) => { const { top } = element.getBoundingClientRect(); return top > 0 && top < height; });
    return shown?.textContent ?? '';
  });
  assert.match(mark, /^Question/);
  const before = await topOf(page, mark);
  for (let step = 0; step < 20; step++) await host.change({ type: 'turn-grew', id: 'answer', text: `More and more text ${step}.\n\n`, thinking: '' });
  await idle(page);
  assert.equal(await topOf(page, mark), before);
  await page.getByRole('button', { name: 'Jump to end' }).click();
  await page.getByText('More and more text 19.').waitFor();
}));

test('text that grows above the reader moves nothing', () => withPage({
  snapshot: snapshot([answer('', { id: 'above', state: 'streaming' }), ...turns.slice(0, 12)]),
}, async ({ host }) => {
  const { page } = host;
  await page.getByText('Question 3', { exact: true }).scrollIntoViewIfNeeded();
  await page.mouse.move(100, 100);
  await page.mouse.wheel(0, -40);
  await idle(page);
  const before = await topOf(page, 'Question 3');
  for (let step = 0; step < 20; step++) await host.change({ type: 'turn-grew', id: 'above', text: `Paragraph ${step}.\n\n`, thinking: '' });
  await page.getByText('Paragraph 19.').waitFor();
  await idle(page);
  // The browser scrolls by whole pixels, and lines are not as high as that.
  const moved = Math.abs(await topOf(page, 'Question 3') - before);
  assert.ok(moved < 1, `moved by ${moved}`);
}));
