// Instructions, modes and saved prompts, written as files and used in a real window.

import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

interface Said {
  readonly role: string;
  readonly content: string;
}

const simulator = await startSimulator(chat({ text: ['Yes.'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  settings: { machine: { 'parley.providers': { 'openai-compatible': { baseUrl: `${simulator.url}/v1` } }, 'parley.model': 'openai-compatible/one' } },
});

function write(path: string, text: string): void {
  const file = join(editor.folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const page = () => editor.window.parleyFrame();

/** Sends a message and hands over what the server was told. */
async function send(text: string): Promise<readonly Said[]> {
  const earlier = simulator.requests.length;
  const box = page().getByRole('textbox', { name: 'Message' });
  await box.fill(text);
  await box.press('Escape');
  await page().getByRole('button', { name: 'Send' }).click();
  const request = await simulator.request(earlier);
  await page().getByRole('button', { name: 'Send' }).waitFor();
  return (request.body as { messages: readonly Said[] }).messages;
}

test('instructions of the workspace go along with the first question; what a link leads to outside does not', async () => {
  write('AGENTS.md', 'Use tabs.');
  write('.parley/instructions.md', 'Name things well.');
  writeFileSync(join(dirname(editor.folder), 'secret.md'), 'The secret.');
  mkdirSync(join(editor.folder, '.github'));
  symlinkSync(join(dirname(editor.folder), 'secret.md'), join(editor.folder, '.github/copilot-instructions.md'));
  write('.parley/prompts/compare.md', '---\ndescription: Compares\n---\nCompare in {{file}}: {{input}}\n\n## User\nIs a b?\n## Assistant\nNo.\n');
  write('.parley/prompts/broken.md', '---\nmodel: nobody\n---\nX\n');
  await editor.window.runCommand('Parley: New Conversation');
  const [system] = await send('Hello?');
  assert.equal(system?.role, 'system');
  assert.match(system.content, /Name things well\.[^]*Use tabs\./);
  assert.doesNotMatch(system.content, /secret/);
});

test('a change of a file counts from the next question on, without any doing', async () => {
  write('AGENTS.md', 'Use four spaces.');
  await until('the new instructions', async () => (await send('And now?'))[0]?.content.includes('Use four spaces.'), 30_000, 200);
});

test('a mode that is chosen is what the model is told, and the instructions stay', async () => {
  await editor.window.runCommand('Parley: Switch Mode');
  await editor.window.quickPick('Teach');
  const [system] = await send('Why?');
  assert.match(system?.content ?? '', /wants to understand[^]*four spaces/);
});

test('the system prompt can be read, word for word', async () => {
  await editor.window.runCommand('Parley: Show System Prompt');
  await editor.window.page.getByRole('tab', { name: /System Prompt/ }).waitFor();
  await until('its text', async () => /wants\s+to\s+understand/.test((await editor.window.visibleText()).replaceAll('\u00a0', ' ')));
  await editor.window.page.getByText('it is a link to a file outside of the workspace').first().waitFor();
});

test('a saved prompt sends its words, its examples and what is in the editor', async () => {
  await editor.window.openFile('cart.ts');
  await editor.window.runCommand('Parley: Focus on Chat View');
  const said = await send('/compare tea and coffee');
  assert.deepEqual(said.slice(-3), [
    { role: 'user', content: 'Is a b?' },
    { role: 'assistant', content: 'No.' },
    { role: 'user', content: 'Compare in src/cart.ts: tea and coffee' },
  ]);
  await page().getByRole('article', { name: 'You' }).getByText('/compare tea and coffee').waitFor();
});

test('a saved prompt with an error says so, and its file is marked', async () => {
  const earlier = simulator.requests.length;
  const box = page().getByRole('textbox', { name: 'Message' });
  await box.fill('/broken');
  await box.press('Escape');
  await page().getByRole('button', { name: 'Send' }).click();
  await page().getByText('/broken cannot be used').waitFor();
  assert.equal(simulator.requests.length, earlier);
  await editor.window.runCommand('Problems: Focus on Problems View');
  await editor.window.page.getByText('Write the model as provider/model').first().waitFor();
});
