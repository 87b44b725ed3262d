// What a message will cost, before, while and after, in a real window: the estimate follows typing, the meter the answer.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-from-the-environment' },
  settings: {
    machine: { 'parley.model': 'openai/gpt-6-sol', 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } },
    user: { 'parley.budgets': { confirmAbove: 0.01 } },
  },
});

const page = () => editor.window.parleyFrame();
const message = () => page().getByRole('textbox', { name: 'Message' });
const estimate = () => page().getByLabel(/^This message would use: /).first();
const tokens = async () => Number(/use: ([\d,]+) tokens/.exec((await estimate().getAttribute('aria-label')) ?? '')?.[1]?.replaceAll(',', ''));

test('the estimate follows what is typed, exactly, and unfolds to its parts', async () => {
  await editor.window.openView('Parley');
  await message().fill('Why is the sky blue?');
  await estimate().waitFor();
  await until('an exact count', async () => (await tokens()) > 0);
  const short = await tokens();
  await message().fill(`Why is the sky blue?${' blue'.repeat(100)}`);
  await until('the count to follow', async () => (await tokens()) === short + 100);
  assert.match((await estimate().getAttribute('aria-label')) ?? '', /<1 % of 1\.1M · ~\$0\.\d{4} to \$1\.2\d/);
  await estimate().press('Enter');
  await page().getByText('Your message', { exact: true }).waitFor();
  await editor.window.screenshot('estimate');
});

test('a message that is dearer than the user wants is asked about, and stays where it is when it is not sent', async () => {
  const dear = 'blue '.repeat(6_000);
  await message().fill(dear);
  await until('the count to follow', async () => (await tokens()) > 6_000);
  await page().getByRole('button', { name: 'Send' }).click();
  const dialog = editor.window.page.getByRole('dialog').filter({ hasText: 'This message will cost about $0.01' });
  await dialog.waitFor();
  await editor.window.screenshot('confirm-cost');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page().getByText('It was not sent.').waitFor();
  assert.equal(await message().inputValue(), dear);
  assert.equal(simulator.requests.length, 0);
});

test('after the answer its cost can be unfolded to the calculation', async () => {
  simulator.script(chat({ text: ['Rayleigh.'], model: 'gpt-6-sol', usage: { prompt_tokens: 1_000, prompt_tokens_details: { cached_tokens: 400 }, completion_tokens: 200, total_tokens: 1_200 } }));
  await message().fill('Why?');
  await message().press('Enter');
  const meter = page().getByRole('button', { name: /^How this cost came about: 200 tokens · \$0\.0033/ });
  await meter.press('Enter');
  const bill = page().getByRole('region', { name: 'How the cost of this answer came about' });
  for (const name of ['Input at $2.00 / 1M 600 $0.0012', 'Input from the cache at $0.20 / 1M 400 $0.00008', 'Output at $10.00 / 1M 200 $0.002', 'Total $0.00328']) await bill.getByRole('row', { name }).waitFor();
  await bill.getByText('40 % of the input').waitFor();
  await bill.getByText(/^Price: openai\/gpt-6-sol, .*\d{4}-\d\d-\d\d \(standard\)\.$/).waitFor();
  await editor.window.screenshot('bill');
});
