// The dashboard in another language: its own words are translated, and longer ones fit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDashboards } from './support/dashboardPage.ts';
import { overflow } from './support/overflow.ts';
import { mark, pseudoBundle } from './support/pseudoLocale.ts';

const withDashboard = useDashboards();
const translations = pseudoBundle();

test('before anything was spent every word is the page\'s own, and none is missed', () => withDashboard({ translations, width: 320 }, async ({ page, errors }) => {
  await page.getByText(translations['Nothing spent yet'] ?? 'none', { exact: true }).waitFor();
  // What is read out comes from the host.
  const texts = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#root :is(h1, h2, h3, p, button, label, span, option):not(.unseen, [role=status], [aria-live] *, :has(*))')].map((element) => element.innerText));
  assert.ok(texts.length > 5);
  assert.deepEqual(texts.map((text) => text.trim()).filter((text) => /\p{L}{2,}/u.test(text) && !text.includes(mark)), []);
  assert.deepEqual(await overflow(page), []);
  assert.deepEqual(errors, []);
}));
