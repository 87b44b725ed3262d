// Old conversations: named by a model, then found, renamed, narrowed and deleted in their list.

import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['"Counting things."'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-history-12345678' },
  settings: { machine: { 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } }, user: { 'parley.model': 'openai/gpt-6-sol', 'parley.tasks': { title: 'openai/gpt-6-luna' } } },
});

const page = () => editor.window.parleyFrame();
const questions = () => page().getByRole('article', { name: 'You' });
const rows = () => editor.window.page.locator('.quick-input-list .monaco-list-row');
const row = (text: string) => rows().filter({ hasText: text }).first();
const press = (key: string) => editor.window.page.keyboard.press(key);

test('a conversation gets its title from the model that was set for it', async () => {
  await editor.window.openView('Parley');
  await page().getByRole('textbox', { name: 'Message' }).fill('Count to three');
  await page().getByRole('button', { name: 'Send' }).click();
  await until('both requests', () => simulator.requests.length === 2);
  await until('the title', async () => {
    await editor.window.runCommand('Parley: Show Conversations');
    await rows().first().waitFor();
    return (await row('Counting things').count()) > 0;
  });
  await row('Today').waitFor();
  await editor.window.screenshot('history-titled');
});

test('in the list F2 renames, and the list is there again', async () => {
  await press('F2');
  await editor.window.quickInput.getByText('Rename Conversation').waitFor();
  await editor.window.answerInput('Named by hand');
  await row('Named by hand').waitFor();
});

test('the list is narrowed to today and says so', async () => {
  await editor.window.quickInput.getByRole('button', { name: 'Filter' }).click();
  await editor.window.quickInput.getByText('Filter Conversations').waitFor();
  await editor.window.quickPick('today');
  await row('Named by hand').waitFor();
  await editor.window.quickInput.getByText('Conversations · today').waitFor();
  await editor.window.screenshot('history-filtered');
});

test('Ctrl+Delete deletes, and the view is empty then; Undo brings it back', async () => {
  await press('Control+Delete');
  await row('Nothing found').waitFor();
  await press('Escape');
  await until('the view to be empty', async () => (await questions().count()) === 0);
  await (await editor.window.notification('"Named by hand" is deleted.')).press('Undo');
  await editor.window.runCommand('Parley: Show Conversations');
  await row('Named by hand').waitFor();
  await press('Enter');
  await questions().first().waitFor();
});
