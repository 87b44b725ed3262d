// The page fits, stays where the reader is, and can be read in every theme.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { contrasts, paler } from './support/contrast.ts';
import { overflow } from './support/overflow.ts';
import { scenes } from './support/scenes.ts';
import { answer, question, snapshot } from './support/snapshots.ts';
import { themes, type ThemeName } from './support/themes.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const wide = `${'word'.repeat(80)}\n\n\`${'code'.repeat(80)}\`\n\n| ${'cell | '.repeat(30)}\n|${'---|'.repeat(30)}\n| ${'cell | '.repeat(30)}\n\n\`\`\`\n${'x'.repeat(500)}\n\`\`\`\n\n[${'link'.repeat(50)}](https://example.org/${'x'.repeat(300)})`;
const long = snapshot([question('Why?'), answer(Array.from({ length: 80 }, (_, index) => `Paragraph ${index}.`).join('\n\n'), { state: 'streaming' })], { busy: true });
const grew = (text: string) => ({ type: 'turn-grew', id: 'answer', text, thinking: '' }) as const;

const fromEnd = (page: Page): Promise<number> => page.evaluate(() => {
  const scroller = document.querySelector('[role=log]');
  return scroller ? Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight) : -1;
});

for (const [name, state] of [...Object.entries(scenes), ['wide', snapshot([question(wide, { id: 'q' }), answer(wide, { model: 'x'.repeat(80) })], { model: { reference: 'x'.repeat(80), badge: 'y'.repeat(40) } })] as const]) {
  test(`nothing runs over the side at 240 px: ${name}`, () => withPage({ snapshot: state, width: 240 }, async ({ host }) => {
    await host.requested('ready');
    await host.drawn();
    assert.deepEqual(await overflow(host.page), []);
  }));
}

test('code and tables that are too wide can be scrolled', () => withPage({ snapshot: snapshot([answer(wide)]), width: 240 }, async ({ host: { page } }) => {
  await page.locator('.code-block pre').waitFor();
  const places = await page.locator('.code-block pre, .table-scroller').evaluateAll((all) => all.map((element) => {
    element.scrollBy(100, 0);
    return element.scrollLeft;
  }));
  assert.deepEqual(places, [100, 100]);
}));

test('the view stays at the end while text comes', () => withPage({ snapshot: long }, async ({ host }) => {
  await host.page.getByText('Paragraph 79.').waitFor();
  assert.ok(await fromEnd(host.page) <= 1);
  for (let index = 0; index < 10; index++) await host.change(grew(`\n\nMore ${index}.`));
  await host.page.getByText('More 9.').waitFor();
  await host.drawn();
  assert.ok(await fromEnd(host.page) <= 1);
  assert.equal(await host.page.getByRole('button', { name: 'Jump to end' }).count(), 0);
}));

test('a reader who scrolled up stays put and can jump to the end', () => withPage({ snapshot: long }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Paragraph 79.').waitFor();
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -600);
  const jump = page.getByRole('button', { name: 'Jump to end' });
  await jump.waitFor();
  await host.drawn();
  const place = await page.evaluate(() => document.querySelector('[role=log]')?.scrollTop);
  for (let index = 0; index < 10; index++) await host.change(grew(`\n\nMore ${index}.`));
  await page.getByText('More 9.').waitFor({ state: 'attached' });
  await host.drawn();
  assert.equal(await page.evaluate(() => document.querySelector('[role=log]')?.scrollTop), place);
  await jump.click();
  await host.drawn();
  assert.ok(await fromEnd(page) <= 1);
  await host.change(grew('\n\nLast.'));
  await host.drawn();
  assert.ok(await fromEnd(page) <= 1);
}));

test('a new question of one\'s own brings the end into view', () => withPage({ snapshot: long }, async ({ host }) => {
  await host.page.getByText('Paragraph 79.').waitFor();
  await host.page.getByRole('log').hover();
  await host.page.mouse.wheel(0, -600);
  await host.page.getByRole('button', { name: 'Jump to end' }).waitFor();
  await host.change({ type: 'turn-added', turn: question('And?', { id: 'next' }) });
  await host.page.getByText('And?').waitFor();
  await host.drawn();
  assert.ok(await fromEnd(host.page) <= 1);
}));

test('text from right to left runs from the right', () => withPage({ snapshot: snapshot([question('مرحبا'), answer('مرحبا\n\nhello\n\n- مرحبا')]) }, async ({ host: { page } }) => {
  await page.getByText('hello').waitFor();
  const directions = await page.locator('.own-text, .markdown p, .markdown ul').evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
  assert.deepEqual(directions, ['rtl', 'rtl', 'ltr', 'rtl']);
}));

test('with reduced motion nothing moves', () => withPage({ snapshot: scenes['waiting'] ?? long, context: { reducedMotion: 'reduce' } }, async ({ host: { page } }) => {
  await page.getByText('Waiting for the answer').waitFor();
  assert.deepEqual(await page.evaluate(() => document.getAnimations().length), 0);
}));

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`text and code have contrast enough: ${theme}`, () => withPage({ snapshot: scenes['code'] ?? long, theme }, async ({ host: { page } }) => {
    await page.locator('.code-block').first().waitFor();
    const found = await contrasts(page, { of: '.markdown p, .turn-head *, .own-text, .code-head span, .code-block code, .code-block code *, .model-button' });
    assert.deepEqual(paler(found, 4.5), []);
  }));
}
