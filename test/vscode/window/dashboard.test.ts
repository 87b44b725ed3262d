// The usage dashboard in a real window: it draws what a simulated vendor billed, follows along, exports, reconciles, and comes back.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { themeNames } from '../support/appearance.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

/** $0.0070 by the catalogue: 1,000 tokens in at $2 a million, 500 out at $10. */
const simulator = await startSimulator(chat({ text: ['One ', 'answer.'], model: 'gpt-6-sol', usage: { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 } }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  size: { width: 1400, height: 1000 },
  environment: { SIMULATED_KEY: 'sk-from-the-environment' },
  settings: { user: { 'parley.budgets': { day: 0.02 } }, machine: { 'parley.model': 'openai/gpt-6-sol', 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } } },
});

const chatPage = () => editor.window.parleyFrame();
const page = () => editor.window.parleyFrame('tab');
const figure = (label: string) => page().locator('.figure', { has: page().getByText(label, { exact: true }) }).innerText();

async function ask(words: string, answers: number): Promise<void> {
  await editor.window.openView('Parley');
  await chatPage().getByRole('textbox', { name: 'Message' }).fill(words);
  await chatPage().getByRole('textbox', { name: 'Message' }).press('Enter');
  await until('the answer', async () => (await chatPage().getByText('One answer.').count()) === answers);
}

test('before anything was spent it says so, and leads to the chat', async () => {
  await editor.window.runCommand('Parley: Open Usage Dashboard');
  await page().getByRole('heading', { name: 'Nothing spent yet' }).waitFor();
  await editor.window.screenshot('dashboard-empty');
  await page().getByRole('button', { name: 'Open the chat' }).click();
  await chatPage().getByRole('textbox', { name: 'Message' }).waitFor();
});

test('what is spent appears by itself, as it was billed', async () => {
  await ask('Tell me', 1);
  await page().getByRole('heading', { name: 'Spent per day' }).waitFor();
  assert.match(await figure('Spent'), /\$0\.0070/);
  assert.match(await figure('Tokens'), /1\.0k in, 500 out/);
  assert.equal(await page().getByRole('progressbar', { name: 'Today' }).getAttribute('aria-valuetext'), '$0.0070 of $0.0200, 35 %');
  await ask('And again', 2);
  await until('the second one', async () => /\$0\.0140/.test(await figure('Spent')));
  await page().locator('.row-toggle').first().click();
  await page().getByText('Total: $0.007').waitFor();
});

test('it compares with other models', async () => {
  await editor.window.runCommand('Parley: Compare Costs with Other Models');
  await page().getByText('2 attempts, $0.0140 paid.').first().waitFor();
  await page().getByRole('row', { name: /gpt-6-luna budget ~\$0\.0007/ }).waitFor();
  await page().getByRole('button', { name: 'Choose models' }).click();
  await editor.window.quickInput.locator('input[type=text]').fill('opus-5-5');
  await until('the model', async () => (await editor.window.quickPickItems())[0] === 'anthropic/claude-opus-5-5');
  await editor.window.cancelQuickInput();
});

test('it exports what it shows', async () => {
  await page().getByRole('button', { name: 'Export\u2026', exact: true }).click();
  await until('the file dialog', async () => /\/parley-usage-[\d-]+\.csv$/.test(await editor.window.quickInput.locator('input[type=text]').inputValue()));
  await editor.window.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
  const told = await editor.window.notification('The requests in the last 30 days are in');
  const [target = ''] = /\/\S+\.csv/.exec(told.text) ?? [];
  const [head = '', ...rows] = (await readFile(target, 'utf8')).trim().split('\r\n');
  assert.match(head, /^time,window,workspace/);
  assert.deepEqual(rows.map((row) => row.includes('openai/gpt-6-sol')), [true, true]);
  assert.ok(!rows.join().includes('sk-from-the-environment'));
  await told.close();
});

test('it shows where a provider\'s own figures differ', async () => {
  const file = join(editor.folder, 'openai.csv');
  await writeFile(file, `start_time_iso,end_time_iso,amount_value,amount_currency,line_item\n${new Date().toISOString().slice(0, 10)},,0.02,usd,"gpt-6-sol, input"\n`);
  await editor.window.runCommand('Parley: Compare Usage with a Provider\'s Export');
  await editor.window.answerFileDialog(file, 'Compare');
  await page().getByText(/^Ledger \$0\.0140, provider \$0\.02/).first().waitFor();
});

test('pictures of it, in every theme', async () => {
  for (const theme of themeNames) {
    await editor.window.setTheme(theme);
    await page().locator('html').evaluate((html) => html.ownerDocument.defaultView?.scrollTo(0, 0));
    await page().getByRole('heading', { name: 'Spent per day' }).waitFor();
    await editor.window.screenshot(`dashboard-${theme.replaceAll(' ', '-').toLowerCase()}`);
  }
});

test('it comes back after a restart of the window, in the same range', async () => {
  await page().getByRole('radio', { name: '7 days' }).click();
  await page().getByText('Spent in the last 7 days').first().waitFor();
  await editor.window.openView('Explorer');
  await editor.window.reload();
  await page().getByText('Spent in the last 7 days').first().waitFor({ timeout: 30_000 });
  assert.match(await figure('Spent'), /\$0\.0140/);
});
