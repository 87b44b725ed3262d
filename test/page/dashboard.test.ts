// The dashboard over a real ledger: right figures, one question per range, nothing unknown shown as nothing, nothing hostile run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { budgetStates } from '../../src/core/money/budgets.ts';
import type { LedgerRow } from '../../src/core/money/ledger.ts';
import { ledgerInMemory, ledgerRow } from '../support/ledgerSample.ts';
import { now, useDashboards } from './support/dashboardPage.ts';

const withDashboard = useDashboards();
const hour = 3_600_000;
const day = 24 * hour;
const untold: LedgerRow['usage'] = { input: { fresh: undefined, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: undefined, reasoning: undefined }, raw: undefined };

const figure = (page: Page, label: string) => page.locator('.figure', { has: page.getByText(label, { exact: true }) }).innerText();
const summary = (page: Page, title: string) => page.getByRole('figure', { name: title }).locator('figcaption > p').innerText();
const cells = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

test('the figures are those of the ledger, in the range that is chosen', () => withDashboard({
  ledger: ledgerInMemory([
    ledgerRow(now - hour),
    ledgerRow(now - 2 * hour, { error: 'cancelled', finish: 'cancelled', wasted: true }),
    ledgerRow(now - 10 * day, { model: 'anthropic/claude-sonnet-5-5', task: 'explain', cost: { provenance: 'estimated', amount: 1, currency: 'USD' } }),
    ledgerRow(now - 100 * day),
  ]),
}, async ({ page, errors }) => {
  await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
  assert.match(await figure(page, 'Spent'), /~\$1\.02/);
  assert.match(await figure(page, 'Attempts'), /\n3\n/);
  assert.match(await figure(page, 'Tokens'), /17k\n15k in, 1\.5k out/);
  assert.match(await figure(page, 'Cache hit rate'), /80 %/);
  assert.match(await figure(page, 'Wasted'), /\$0\.0078\non 1 attempt/);
  assert.match(await figure(page, 'Failures'), /\n1\n33 % of attempts/);
  assert.match(await summary(page, 'Spent per day'), /^Spent in the last 30 days: ~\$1\.02\. Most of it on anthropic\/claude-sonnet-5-5 \(98 %\)\. The dearest day: Wed, Nov 11, 2026, ~\$1\.00\.$/);
  assert.deepEqual((await cells(page, 'Usage by model')).map(([model, spent, attempts]) => [model, spent, attempts]), [['anthropic/claude-sonnet-5-5', '~$1.00', '1'], ['openai/gpt-6-sol', '$0.0156', '2']]);
  await page.getByRole('radio', { name: 'Today' }).click();
  await page.getByRole('heading', { name: 'Spent per hour' }).waitFor();
  assert.match(await figure(page, 'Spent'), /\$0\.0156/);
  await page.getByRole('radio', { name: 'All' }).click();
  await page.getByRole('heading', { name: 'Spent per month' }).waitFor();
  assert.match(await figure(page, 'Attempts'), /\n4\n/);
  assert.deepEqual(errors, []);
}));

test('switching the range asks once, by mouse and by arrow key; stacking by something else asks for that alone', () => withDashboard({ ledger: ledgerInMemory([ledgerRow(now - hour)]) }, async ({ page, all, requests }) => {
  await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
  assert.equal(all('overview').length, 1);
  await page.getByRole('radio', { name: 'Today' }).click();
  await page.getByRole('heading', { name: 'Spent per hour' }).waitFor();
  assert.equal(all('overview').length, 2);
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: 'Spent per month' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'All');
  assert.deepEqual(all('overview').map(({ parameters }) => (parameters as { range: string }).range), ['30days', 'today', 'all']);
  const before = requests.length;
  await page.getByRole('radiogroup', { name: 'Stacked by' }).getByRole('radio', { name: 'Workspace' }).click();
  await page.getByText('Most of it on shop').waitFor();
  assert.deepEqual(requests.slice(before).map(({ name }) => name), ['spend']);
}));

test('the choice of range outlives the page', () => withDashboard({ ledger: ledgerInMemory([ledgerRow(now - hour)]) }, async ({ page, all }) => {
  await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
  await page.getByRole('radio', { name: '7 days' }).click();
  await page.getByText('Spent in the last 7 days').first().waitFor();
  await page.reload();
  await page.getByText('Spent in the last 7 days').first().waitFor();
  assert.deepEqual(all('overview').at(-1)?.parameters, { range: '7days', by: 'model' });
}));

test('what is not known is never a 0', () => withDashboard({
  ledger: ledgerInMemory([ledgerRow(now - hour, { model: 'local/qwen', usage: untold, cost: { provenance: 'unknown', currency: 'USD' }, wasted: true, error: 'cancelled', finish: 'cancelled' })]),
}, async ({ page }) => {
  await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
  for (const label of ['Spent', 'Tokens', 'Wasted']) assert.match(await figure(page, label), /not known/, label);
  assert.deepEqual((await cells(page, 'Usage by model'))[0]?.slice(1, 7), ['not known', '1', 'not known', 'not known', 'not known', 'not known']);
  assert.deepEqual((await cells(page, 'Requests'))[0]?.slice(3, 5), ['not known', 'not known']);
  assert.equal(await page.locator('.more').first().textContent(), '+');
  assert.match(await page.getByRole('slider', { name: /^Spent per day/ }).getAttribute('aria-valuetext') ?? '', /Nov 21, 2026: not known/);
  await page.locator('.row-toggle').click();
  await page.getByText('Total: not known').waitFor();
}));

test('some of it unknown makes a sum "at least"', () => withDashboard({
  ledger: ledgerInMemory([ledgerRow(now - hour), ledgerRow(now - hour, { cost: { provenance: 'unknown', currency: 'USD' } })]),
}, async ({ page }) => {
  await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
  assert.match(await figure(page, 'Spent'), /at least \$0\.0078\n1 attempt without a known price/);
}));

test('a plot is gone through by keyboard, and has a table with the same figures', () => withDashboard({ ledger: ledgerInMemory([ledgerRow(now - hour), ledgerRow(now - 3 * day, { model: 'groq/llama' })]) }, async ({ page }) => {
  const slider = page.getByRole('slider', { name: /^Spent per day/ });
  await slider.focus();
  await page.keyboard.press('End');
  assert.match(await slider.getAttribute('aria-valuetext') ?? '', /^Sat, Nov 21, 2026: \$0\.0078 \(openai\/gpt-6-sol \$0\.0078\)$/);
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
  assert.match(await slider.getAttribute('aria-valuetext') ?? '', /^Wed, Nov 18, 2026: \$0\.0078 \(groq\/llama \$0\.0078\)$/);
  await page.keyboard.press('ArrowLeft');
  assert.match(await slider.getAttribute('aria-valuetext') ?? '', /^Tue, Nov 17, 2026: \u2013$/, 'a day without anything is not a day that cost nothing');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const rows = await cells(page, 'Spent per day');
  assert.equal(rows.length, 30);
  assert.deepEqual(rows.at(-1), ['Sat, Nov 21, 2026', '\u2013', '$0.0078', '$0.0078']);
}));

test('requests come page by page, with the calculation of each', () => withDashboard({
  ledger: ledgerInMemory(Array.from({ length: 60 }, (_, index) => ledgerRow(now - index * 60_000, { responseId: `resp_${index}` }))),
}, async ({ page, all }) => {
  await page.getByRole('heading', { name: 'Requests' }).waitFor();
  assert.equal((await cells(page, 'Requests')).length, 25);
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Page 2').waitFor();
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Page 3').waitFor();
  assert.equal((await cells(page, 'Requests')).length, 10);
  assert.equal(await page.getByRole('button', { name: 'Older' }).isDisabled(), true);
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('Page 2').waitFor();
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('Page 1').waitFor();
  assert.equal(all('requests').length, 4);
  await page.locator('.row-toggle').first().click();
  await page.getByText('Total: $0.0078').waitFor();
  // 1,000 x $2 + 4,000 x $0.2 + 500 x $10, by the catalogue.
  assert.deepEqual((await cells(page, 'Calculation')).map(([what, count, , amount]) => [what, count, amount]), [
    ['input', '1,000', '$0.002'], ['input from the cache', '4,000', '$0.0008'], ['output', '400', '$0.004'], ['reasoning', '100', '$0.001'],
  ]);
  await page.getByText('resp_0').waitFor();
  await page.getByText('The price has changed since.').waitFor();
  await page.locator('.row-toggle').first().click();
  assert.equal(await page.getByText('Total: $0.0078').count(), 0);
}));

test('the first page of a range in the past begins at its end', () => withDashboard({
  ledger: ledgerInMemory([...Array.from({ length: 30 }, (_, index) => ledgerRow(now - index * 60_000)), ...Array.from({ length: 30 }, (_, index) => ledgerRow(now - 30 * day - index * 60_000))]),
}, async ({ page }) => {
  await page.getByRole('heading', { name: 'Requests' }).waitFor();
  await page.getByRole('radio', { name: 'Last month' }).click();
  await page.getByText('Spent last month').first().waitFor();
  assert.equal((await cells(page, 'Requests')).length, 25);
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Page 2').waitFor();
  assert.equal((await cells(page, 'Requests')).length, 5);
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('Page 1').waitFor();
  assert.equal((await cells(page, 'Requests')).length, 25);
}));

test('with nothing spent it says what to do; with nothing in a range it leads to everything', async () => {
  let opened = 0;
  await withDashboard({ effects: { openChat: () => void (opened += 1) } }, async ({ page, all }) => {
    await page.getByRole('heading', { name: 'Nothing spent yet' }).waitFor();
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await page.waitForFunction(() => true);
    assert.equal(all('openChat').length, 1);
    assert.equal(await page.locator('.plot').count(), 0);
  });
  assert.equal(opened, 1);
  await withDashboard({ ledger: ledgerInMemory([ledgerRow(now - 300 * day)]) }, async ({ page }) => {
    await page.getByText('Nothing was asked in the last 30 days.').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('heading', { name: 'Spent per month' }).waitFor();
  });
});

test('new spending is shown by itself; whoever reads an older page keeps it', () => withDashboard({ ledger: ledgerInMemory(Array.from({ length: 30 }, (_, index) => ledgerRow(now - hour - index))) }, async ({ page, ledger, post }) => {
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Page 2').waitFor();
  ledger.record(ledgerRow(now - 1_000));
  await post({ kind: 'changed' });
  await page.locator('.figure-value', { hasText: /^31$/ }).waitFor();
  assert.equal(await page.getByText('Page 2').count(), 1);
}));

test('a ledger that cannot be read is said in a sentence, with a way out', () => {
  const ledger = ledgerInMemory([ledgerRow(now - hour)]);
  let broken = true;
  const totals: typeof ledger.usage.totals = (range) => (broken ? Promise.reject(new Error('disk I/O error')) : ledger.usage.totals(range));
  return withDashboard({ ledger: { ...ledger, usage: { ...ledger.usage, totals } } }, async ({ page, errors }) => {
    await page.getByRole('alert').getByText('The ledger could not be read.').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Spent per day' }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(errors, []);
  });
});

test('budgets show how far they are used, also to a screen reader', () => withDashboard({
  ledger: ledgerInMemory([ledgerRow(now - hour)]),
  budgets: budgetStates({ day: 5, week: 10, onLimit: 'ask', alertAt: [] }, (period) => ({ amount: period === 'day' ? 4.2 : 12, complete: period === 'day', estimated: false })),
}, async ({ page, all }) => {
  const bar = page.getByRole('progressbar', { name: 'Today' });
  await bar.waitFor();
  assert.equal(await bar.getAttribute('aria-valuetext'), '$4.20 of $5.00, 84 %');
  assert.equal(await page.getByRole('progressbar', { name: 'This week' }).getAttribute('aria-valuetext'), 'at least $12.00 of $10.00, 120 %: used up');
  await page.getByRole('button', { name: 'Edit budgets' }).click();
  await page.waitForFunction(() => true);
  assert.equal(all('editBudgets').length, 1);
}));

test('what it would have cost: the last days, the open conversation, a list of prompts', () => withDashboard({
  ledger: ledgerInMemory([ledgerRow(now - hour), ledgerRow(now - 2 * hour, { usage: untold, cost: { provenance: 'unknown', currency: 'USD' } })]),
  models: ['openai/gpt-6-sol', 'openai/gpt-6-luna', 'nobody/knows'],
  conversation: [{ usage: ledgerRow(now).usage, at: now - hour, model: 'openai/gpt-6-sol', paid: { amount: 0.007_8, complete: true, estimated: false } }],
  prompts: 'Why is the sky blue?\n{"prompt": "And the sea?", "output_tokens": 1000}\n',
}, async ({ page }) => {
  const table = () => cells(page, 'What would this have cost with \u2026');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('What you asked in the last 30 days: 2 attempts, at least $0.0078 paid.').first().waitFor();
  assert.deepEqual((await table()).map((row) => row.slice(0, 4)), [
    ['openai/gpt-6-luna', 'budget', 'at least ~$0.0004', '-$0.0074, -95 %'],
    ['openai/gpt-6-sol', 'standard', 'at least $0.0078', 'the same'],
    ['nobody/knows', 'not known', 'not known', 'not known'],
  ]);
  await page.getByRole('radio', { name: 'Open conversation' }).click();
  await page.getByText('The open conversation: 1 attempt, $0.0078 paid.').first().waitFor();
  await page.getByRole('radio', { name: 'List of prompts' }).click();
  await page.getByText('The prompts of prompts.txt: 2 prompts.').first().waitFor();
  await page.getByText('500 tokens are taken, your average in the last 30 days').waitFor();
  assert.deepEqual((await table()).map(([model, , cost]) => [model, cost]), [['openai/gpt-6-luna', '~$0.0008'], ['openai/gpt-6-sol', '~$0.0150'], ['nobody/knows', 'not known']]);
}));

const hostile = '<img src=x onerror=window.ran=1><script>window.ran=2</script>\u202Eevil"><svg onload=window.ran=3>';

test('names from outside are shown and never run; nothing leaves the page', () => withDashboard({
  ledger: ledgerInMemory([ledgerRow(now - hour, {
    model: `openai/${hostile}`, servedModel: hostile, task: hostile, workspace: `file:///${hostile}`, conversation: hostile, serviceTier: hostile,
    keyLabel: hostile, error: hostile, finish: hostile, finishRaw: hostile, responseId: `${hostile}${'x'.repeat(400)}`,
    cost: { provenance: 'reported', amount: 0.01, currency: 'USD', entry: hostile },
  })]),
  models: [`openai/${hostile}`],
  conversationName: `javascript:${hostile}`,
  effects: { reconciled: () => ({ title: hostile, summary: hostile, table: { heads: [{ label: hostile, numeric: false }], rows: [[hostile]] }, notes: [hostile] }), destination: () => 'reconcile' },
}, async ({ page, errors, foreign }) => {
  await page.locator('#reconcile').waitFor();
  await page.getByRole('heading', { name: 'evil' }).waitFor();
  await page.locator('.row-toggle').click();
  await page.getByText('Total: $0.01').waitFor();
  for (const name of ['Task', 'Workspace', 'Conversation']) await page.getByRole('radiogroup', { name: 'By', exact: true }).getByRole('radio', { name }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('1 attempt, $0.01').first().waitFor();
  for (const twin of await page.locator('.twin > summary').all()) await twin.click();
  assert.equal(await page.evaluate(() => (window as unknown as { ran?: number }).ran), undefined);
  assert.deepEqual([foreign, errors], [[], []]);
  assert.equal(await page.locator('#root :is(script, img, iframe, style, form, link, meta, object, embed, base, a)').count(), 0);
  assert.equal(await page.locator('#root').evaluate((root) => [...root.querySelectorAll('*')].some((element) => element.getAttributeNames().some((name) => name.startsWith('on')))), false);
  assert.ok(!(await page.locator('.requests').innerText()).includes('\u202E'), 'a name cannot turn the line around');
}));

test('a command leads to its section, once', () => {
  const wanted = ['compare' as const];
  return withDashboard({ ledger: ledgerInMemory([ledgerRow(now - hour)]), models: ['openai/gpt-6-luna'], effects: { destination: () => wanted.pop() } }, async ({ page, post, all }) => {
    await page.getByText('What you asked in the last 30 days').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'compare');
    await post({ kind: 'destination' });
    await page.waitForFunction(() => true);
    assert.equal(all('compare').length, 1);
  });
});
