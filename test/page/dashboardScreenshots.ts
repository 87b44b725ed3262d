// Takes pictures of the dashboard in every theme and width, to be looked at: `node test/page/dashboardScreenshots.ts`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { budgetStates } from '../../src/core/money/budgets.ts';
import { ledgerInMemory, sampleRows } from '../support/ledgerSample.ts';
import { root } from './support/buildPage.ts';
import { now, useDashboards } from './support/dashboardPage.ts';
import { themes, type ThemeName } from './support/themes.ts';

const folder = join(root, 'out/screenshots/dashboard');
const withDashboard = useDashboards();
const only = process.argv[2] ?? '';
const paid = (amount: number, complete = true) => ({ amount, complete, estimated: false });
const budgets = budgetStates({ day: 5, week: 10, month: 25, onLimit: 'ask', alertAt: [] }, (period) => ({ session: paid(0), day: paid(1.2), week: paid(8.4, false), month: paid(26) })[period]);
const models = ['openai/gpt-6-sol', 'openai/gpt-6-luna', 'anthropic/claude-opus-5-5', 'anthropic/claude-sonnet-5-5', 'gemini/gemini-3.8-flash', 'openai-compatible/qwen3'];

for (const theme of Object.keys(themes) as ThemeName[]) {
  for (const width of [240, 600, 1200]) {
    const name = `full-${theme}-${width}`;
    if (!name.includes(only)) continue;
    test(name, () => withDashboard({ ledger: ledgerInMemory(sampleRows(now)), theme, width, budgets, models }, async ({ page }) => {
      await page.getByText('Spent per day').first().waitFor();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByText('Price: ').first().waitFor();
      await page.locator('.row-toggle').nth(1).click();
      await page.getByText('Total:').waitFor();
      await page.evaluate(() => document.fonts.ready);
      await mkdir(folder, { recursive: true });
      await page.evaluate(() => scrollTo(0, 0));
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }));
  }
}

if ('empty'.includes(only)) {
  test('empty', () => withDashboard({}, async ({ page }) => {
    await page.getByText('Nothing spent yet').waitFor();
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, 'empty.png') });
  }));
}
