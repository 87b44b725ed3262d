// The chat as a person uses it, in a real window against a simulated provider.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { refusal } from '../../support/simulator/answers.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({ settings: { machine: { 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1` } } } } });

const key = 'sk-typed-by-a-person-42';
const page = (): FrameLocator => editor.window.parleyFrame();
const message = () => page().getByRole('textbox', { name: 'Message' });
const answers = () => page().getByRole('article', { name: 'Assistant' });
const usage = async () => (await editor.window.statusBarItem('parley.usage')).text();
const model = async () => (await editor.window.statusBarItem('parley.model')).text();

async function send(text: string): Promise<void> {
  await message().fill(text);
  await page().getByRole('button', { name: 'Send' }).click();
}

async function answerSays(text: string | RegExp): Promise<void> {
  await answers().last().getByText(text).first().waitFor();
}

/** Gates that a test opens one by one, so that an answer stands still where it should be looked at. */
function gates(count: number) {
  const opened = Array.from({ length: count }, () => Promise.withResolvers<void>());
  return { gate: (index: number) => opened[index]?.promise ?? Promise.resolve(), open: (index: number) => opened[index]?.resolve() };
}

test('the first minute: without a key the demo answers, says that it is one, and costs nothing', async () => {
  await editor.window.openView('Parley');
  assert.match(await model(), /demo\/tour/);
  await send('hello');
  await answerSays('Welcome to Parley.');
  await answers().last().getByText('demo, no model').waitFor();
  await until('the answer to end', async () => /free|\$0\.00/.test(await usage()) && page().getByRole('button', { name: 'Send' }).isVisible());
});

test('a key that is typed once is used from then on, and shown nowhere', async () => {
  await editor.window.runCommand('Parley: Manage Keys');
  await editor.window.quickPick('OpenAI');
  await editor.window.answerInput(key);
  await (await editor.window.notification('stored in the keyring')).close();
  await until('the model to follow the key', async () => (await model()).includes('openai/gpt-6-sol'));
});

test('an answer grows while it streams, and the status bar counts along; after it both are exact', async () => {
  const { gate, open } = gates(2);
  simulator.script(chat({ text: ['The first part ', 'and the second.'], model: 'gpt-6-sol', gate, usage: { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 } }));
  await editor.window.runCommand('Parley: New Conversation');
  await send('Tell me');
  open(0);
  await answerSays('The first part');
  await until('the status bar to count', async () => /~\d+ tokens/.test(await usage()));
  assert.ok(await page().getByRole('button', { name: 'Stop' }).isVisible());
  open(1);
  await answerSays('The first part and the second.');
  await answers().last().getByText('500 tokens').waitFor();
  await answers().last().getByText('$0.0070').waitFor();
  await until('the sum in the status bar', async () => (await usage()).includes('$0.0070'));
  const sent = simulator.requests.at(-1);
  assert.equal(sent?.headers.authorization, `Bearer ${key}`);
});

test('the key is nowhere in the page', async () => {
  const everything = await page().locator('html').evaluate((html) => html.outerHTML);
  assert.ok(!everything.includes(key));
});

test('a view that is hidden in the middle of an answer has lost nothing when it is back', async () => {
  const { gate, open } = gates(3);
  simulator.script(chat({ text: ['one ', 'two ', 'three'], gate }));
  await editor.window.runCommand('Parley: New Conversation');
  await send('Count');
  open(0);
  await answerSays('one');
  await message().fill('typed meanwhile');
  await editor.window.openView('Explorer');
  open(1);
  open(2);
  await until('the answer to end', async () => !(await usage()).includes('~'));
  await editor.window.openView('Parley');
  await answerSays('one two three');
  assert.equal(await answers().count(), 1);
  assert.equal(await message().inputValue(), 'typed meanwhile');
});

test('Stop keeps what came and closes the connection', async () => {
  const { gate, open } = gates(2);
  simulator.script(chat({ text: ['half', ' never'], gate }));
  await editor.window.runCommand('Parley: New Conversation');
  await send('Go on');
  open(0);
  await answerSays('half');
  await page().getByRole('button', { name: 'Stop' }).click();
  await page().getByRole('button', { name: 'Send' }).waitFor();
  await simulator.requests.at(-1)?.closed;
  assert.match(await answers().last().innerText(), /half/);
  assert.doesNotMatch(await answers().last().innerText(), /never/);
});

test('a refusal is one sentence with the button that mends it, and the text is back in the composer', async () => {
  simulator.script(refusal(401, { error: { message: `Incorrect API key: ${key}` } }), chat({ text: ['Better now.'] }));
  await editor.window.runCommand('Parley: New Conversation');
  await send('A long question');
  await answers().last().getByText('OpenAI did not accept the key.').waitFor();
  await until('the text to be back', async () => (await message().inputValue()) === 'A long question');
  assert.ok(!(await answers().last().innerText()).includes(key));
  await answers().last().getByRole('button', { name: 'Manage keys' }).click();
  await editor.window.quickPick('Replace the key');
  await editor.window.answerInput(key);
  await (await editor.window.notification('stored in the keyring')).close();
  await answers().last().getByRole('button', { name: 'Try again' }).click();
  await answerSays('Better now.');
  assert.equal(await message().inputValue(), '');
  assert.equal(await page().getByRole('article', { name: 'You' }).count(), 1);
});

test('the model is switched from the status bar, also to a name that is typed', async () => {
  await (await editor.window.statusBarItem('parley.model')).click();
  await editor.window.answerInput('openai/some-new-model');
  await until('the new model', async () => (await model()).includes('openai/some-new-model'));
  simulator.script(chat({ text: ['From the new one.'], model: 'some-new-model' }));
  await editor.window.runCommand('Parley: New Conversation');
  await send('Who is there?');
  await answerSays('From the new one.');
  assert.equal((simulator.requests.at(-1)?.body as { model: string } | undefined)?.model, 'some-new-model');
});

test('a model that cannot be meant is refused with a sentence, and the old one stays', async () => {
  await editor.window.runCommand('Parley: Switch Model');
  await editor.window.answerInput('nobody/knows');
  await (await editor.window.notification('There is no provider "nobody"')).close();
  assert.match(await model(), /openai\/some-new-model/);
});

test('the provider is switched from the palette', async () => {
  await editor.window.runCommand('Parley: Switch Provider');
  await editor.window.quickPick('Demo');
  await until('the demo', async () => (await model()).includes('demo/tour'));
});
