// The dashboard fits, at any width and zoom, and can be read in every theme.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ledgerInMemory, ledgerRow, sampleRows } from '../support/ledgerSample.ts';
import { contrasts, paler } from './support/contrast.ts';
import { now, useDashboards } from './support/dashboardPage.ts';
import { themes, type ThemeName } from './support/themes.ts';

const withDashboard = useDashboards();
const hour = 3_600_000;

/** Elements whose content runs over their side, besides those that scroll. */
const overflow = (page: Page): Promise<string[]> => page.evaluate(() =>
  [...document.querySelectorAll('html, body, #root *')]
    .filter((element) => element instanceof HTMLElement && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && !element.closest('.table-scroller, .unseen, .axis-values, .axis-labels, .plot-area'))
    .filter((element) => getComputedStyle(element).textOverflow !== 'ellipsis')
    .map((element) => element.className || element.tagName));

for (const [width, scale] of [[240, 1], [600, 2], [1600, 1]] as const) {
  test(`nothing runs over the side at ${width} px, zoom ${scale * 100} %`, () => withDashboard({
    ledger: ledgerInMemory([...sampleRows(now, 40, 8), ledgerRow(now - hour, { model: `openai/${'x'.repeat(200)}`, workspace: `file:///${'w'.repeat(200)}` })]),
    models: ['openai/gpt-6-luna', `openai/${'x'.repeat(90)}`],
    width: width / scale,
    context: { deviceScaleFactor: scale },
  }, async ({ page }) => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('What you asked in the last 30 days').first().waitFor();
    await page.locator('.row-toggle').first().click();
    await page.getByText('Total:').waitFor();
    assert.deepEqual(await overflow(page), []);
  }));
}

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`text has contrast enough, and bars stand out: ${theme}`, () => withDashboard({ ledger: ledgerInMemory(sampleRows(now, 40, 8)), theme }, async ({ page }) => {
    await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
    assert.deepEqual(await pale(page), []);
  }));
}

/** Text below 4.5 : 1 and bars below 2 : 1 against the ground; colour is not what tells bars apart. */
async function pale(page: Page): Promise<string[]> {
  const words = await contrasts(page, { of: 'h1, h2, h3, p, dt, dd span, .choice, .axis-value, .axis-label, .legend li, th, td, summary, .latency-words' });
  const bars = await contrasts(page, { of: '.bar', paint: 'fill', on: '.plot' });
  return [...paler(words.filter(({ unseen }) => !unseen), 4.5), ...paler(bars, 2)];
}
