// Turns and code blocks in a real window: every version can be reached, models are compared, code is saved, compared and run.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  settings: { machine: { 'parley.providers': { 'openai-compatible': { baseUrl: `${simulator.url}/v1`, models: ['one', 'two', 'three'] } }, 'parley.model': 'openai-compatible/one' } },
});

const page = (): FrameLocator => editor.window.parleyFrame();
const questions = () => page().getByRole('article', { name: 'You' });
const answers = () => page().getByRole('article', { name: 'Assistant' });
const fence = '```';

async function ask(text: string, says: string): Promise<void> {
  await page().getByRole('textbox', { name: 'Message' }).fill(text);
  await page().getByRole('button', { name: 'Send' }).click();
  await answers().last().getByText(says).waitFor();
  await page().getByRole('button', { name: 'Send' }).waitFor();
}

test('an edit makes a version of its own, and the arrows lead to both', async () => {
  simulator.script(chat({ text: ['First answer.'] }), chat({ text: ['Second answer.'] }));
  await editor.window.openView('Parley');
  await ask('How?', 'First answer.');
  await questions().first().hover();
  await questions().first().getByRole('button', { name: 'Edit' }).click();
  const box = page().getByRole('textbox', { name: 'Edited question' });
  await box.fill('How exactly?');
  await box.press('Enter');
  await answers().getByText('Second answer.').waitFor();
  await questions().first().getByRole('group', { name: 'Version 2 of 2' }).getByRole('button', { name: 'Previous' }).press('Enter');
  await answers().getByText('First answer.').waitFor();
  assert.equal(await answers().count(), 1);
  await questions().first().getByRole('button', { name: 'Previous' }).press('Alt+ArrowRight');
  await answers().getByText('Second answer.').waitFor();
});

test('an answer is asked for again, deleted, and had back', async () => {
  simulator.script(chat({ text: ['Third answer.'] }));
  await answers().first().getByRole('button', { name: 'Regenerate' }).click();
  await answers().getByText('Third answer.').waitFor();
  await page().getByRole('button', { name: 'Send' }).waitFor();
  await answers().first().getByRole('button', { name: 'Delete' }).click();
  await answers().getByText('Second answer.').waitFor();
  await page().getByRole('button', { name: 'Undo' }).click();
  await answers().getByText('Third answer.').waitFor();
  await answers().first().getByRole('button', { name: 'Delete' }).click();
  await answers().getByText('Second answer.').waitFor();
  await editor.window.runCommand('Parley: Undo Delete');
  await answers().getByText('Third answer.').waitFor();
});

test('two more models answer side by side, and the one that is chosen leads on', async () => {
  // They ask at once, in any order, and so may others.
  simulator.script((request, response) => chat({ text: [`From ${(request.body as { model?: string } | undefined)?.model}.`] })(request, response));
  await answers().first().getByRole('button', { name: 'Compare with other models' }).click();
  const box = (model: string) => editor.window.quickInput.locator('.monaco-list-row', { hasText: model }).getByRole('checkbox').first();
  for (const model of ['openai-compatible/two', 'openai-compatible/three']) {
    await until(`${model} to be ticked`, async () => {
      if ((await box(model).getAttribute('aria-checked')) === 'true') return true;
      await box(model).click({ timeout: 2000 });
      return false;
    });
  }
  await editor.window.quickInput.getByText('2 Selected').waitFor();
  await editor.window.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
  const columns = page().getByRole('group', { name: 'Answers side by side' }).getByRole('article');
  for (const text of ['Third answer.', 'From two.', 'From three.']) await columns.getByText(text).waitFor();
  assert.deepEqual(await columns.locator('.turn-model').allTextContents(), ['openai-compatible/one', 'openai-compatible/two', 'openai-compatible/three']);
  await columns.nth(1).getByRole('button', { name: 'Go on with this one' }).click();
  await page().getByRole('group', { name: 'Answers side by side' }).waitFor({ state: 'detached' });
  simulator.script(chat({ text: ['And on.'] }));
  await ask('And then?', 'And on.');
  const body = simulator.requests.at(-1)?.body as { messages: { role: string; content: string }[] };
  assert.deepEqual(body.messages.filter(({ role }) => role !== 'system').map(({ content }) => content), ['How exactly?', 'From two.', 'And then?']);
});

test('code is saved where a person says, under a name that is free, and never outside by itself', async () => {
  simulator.script(chat({ text: [`${fence}ts notes.ts\nexport const a = 1;\n${fence}\n\n${fence}sh ../../.bashrc\necho 42 > ran.txt\n${fence}\n\n${fence}ts src/cart.ts\n// new\n${fence}`] }));
  await editor.window.runCommand('Parley: New Conversation');
  await ask('Code, please', 'export');
  const field = editor.window.quickInput.locator('.quick-input-box input').first();
  const propose = async (index: number): Promise<string> => {
    await page().locator('.code-block').nth(index).getByRole('button', { name: 'Save as new file' }).press('Enter');
    return until('the dialog to propose a file', async () => ((await field.isVisible()) && /\.\w+$/.test(await field.inputValue()) ? field.inputValue() : undefined));
  };
  assert.equal(await propose(1), join(editor.folder, 'snippet.sh'));
  await editor.window.cancelQuickInput();
  assert.equal(await propose(0), join(editor.folder, 'notes.ts'));
  await editor.window.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
  await until('the file', async () => existsSync(join(editor.folder, 'notes.ts')));
  assert.equal(readFileSync(join(editor.folder, 'notes.ts'), 'utf8'), 'export const a = 1;\n');
  assert.equal(await propose(0), join(editor.folder, 'notes-2.ts'));
  await editor.window.cancelQuickInput();
});

test('code is compared with the file that it names', async () => {
  await page().locator('.code-block').nth(2).getByRole('button', { name: 'Open diff' }).press('Enter');
  await editor.window.page.locator('.tab.active', { hasText: 'src/cart.ts \u2194 Answer' }).waitFor();
  await editor.window.page.locator('.editor.modified .view-line', { hasText: /\/\/\s+new/ }).first().waitFor();
});

test('a command runs after a yes only, and the question shows all of it', async () => {
  const run = page().locator('.code-block').nth(1).getByRole('button', { name: 'Run in terminal' });
  await run.press('Enter');
  assert.match(await editor.window.dialogText(), /echo 42 > ran\.txt/);
  await editor.window.answerDialog('Cancel');
  assert.equal(await editor.window.page.locator('.terminal-wrapper').count(), 0);
  await run.press('Enter');
  await editor.window.answerDialog('Run in Terminal');
  await until('the command to have run', async () => existsSync(join(editor.folder, 'ran.txt')) && readFileSync(join(editor.folder, 'ran.txt'), 'utf8') === '42\n');
  assert.ok((await editor.window.page.locator('.part.panel', { hasText: 'Parley: echo 42' }).count()) > 0);
});
