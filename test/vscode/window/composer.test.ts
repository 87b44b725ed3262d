// What goes along with a message, in a real window with ten thousand files: found, read when it is sent, and never by accident.

import assert from 'node:assert/strict';
import { globSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`many/part${index % 100}/file${index}.txt`, `${index}`]));
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-from-the-environment' },
  workspace: {
    git: true,
    files: { ...many, '.gitignore': 'ignored/\n*.secret\n', 'ignored/needle.ts': 'ignored', 'src/needle.ts': 'export const needle = 1;\nexport const thread = 2;\n', '.env': 'TOKEN=1\n', 'note.md': 'first\n' },
  },
  settings: { machine: { 'parley.model': 'openai/gpt-6-sol', 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } } },
});

const page = () => editor.window.parleyFrame();
const message = () => page().getByRole('textbox', { name: 'Message' });
const rows = () => page().getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const chips = () => page().getByRole('list', { name: 'Goes along with the message' }).getByRole('listitem');
const send = () => page().getByRole('button', { name: 'Send', exact: true }).click();

/** Drops an address on the message, as the explorer does. */
const drop = (address: string) => message().evaluate((box, dropped) => {
  const transfer = new DataTransfer();
  transfer.setData('text/uri-list', dropped);
  box.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}, address);

interface Sent {
  readonly messages: readonly { readonly content: string | readonly { readonly type: string; readonly text?: string; readonly image_url?: { readonly url: string } }[] }[];
}

/** What the model was told last. */
function said(): string {
  const content = (simulator.requests.at(-1)?.body as Sent | undefined)?.messages.at(-1)?.content ?? '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}

async function answered(count: number): Promise<void> {
  await until(`request ${count}`, () => Promise.resolve(simulator.requests.length >= count));
  await until('the answer to end', async () => page().getByRole('button', { name: 'Send', exact: true }).isVisible());
}

test('@ finds a file among ten thousand, not one that git ignores, and sends it as it stands in the editor', async () => {
  await editor.window.openFile('needle.ts');
  await editor.window.placeCursor(1, 1);
  await editor.window.typeText('let unsaved;\n');
  await editor.window.openView('Parley');
  await message().pressSequentially('What is @needle');
  await rows().first().getByText('needle.ts').waitFor();
  assert.equal(await rows().count(), 1);
  await editor.window.screenshot('composer-suggestions');
  await message().press('Enter');
  await chips().getByText('needle.ts').waitFor();
  await chips().getByText(/~\d+ tokens/).waitFor();
  await message().pressSequentially('for?');
  await send();
  await answered(1);
  assert.match(said(), /^File src\/needle.ts:\n\n```typescript src\/needle.ts\nlet unsaved;\nexport const needle[^]*What is needle.ts for\?$/);
  assert.equal(await chips().count(), 0);
  await page().getByRole('article', { name: 'You' }).getByText('needle.ts', { exact: true }).waitFor();
});

test('the selection goes along in whole lines, and can be looked at before', async () => {
  await editor.window.openFile('needle.ts');
  await editor.window.selectLines(2, 2);
  await editor.window.openView('Parley');
  await message().pressSequentially('@sel');
  await rows().getByText('Selection').waitFor();
  await message().press('Enter');
  await chips().getByRole('button', { name: /^needle.ts:2/ }).click();
  await page().getByRole('region', { name: 'needle.ts:2' }).getByText('export const needle').waitFor();
  await editor.window.screenshot('composer-chip');
  await page().getByRole('button', { name: /^Remove needle/ }).click();
});

test('a file with secrets is asked about, and left out when one thinks better of it', async () => {
  await message().pressSequentially('@.env');
  await rows().getByText('.env').first().waitFor();
  await message().press('Enter');
  assert.match(await editor.window.dialogText(), /\.env looks as if it holds keys or passwords/);
  await editor.window.answerDialog('Cancel');
  assert.equal(await chips().count(), 0);
  assert.equal(await message().inputValue(), '');
});

test('a link that leads out of the workspace is asked about as what it leads to, and a folder leaves it out', async () => {
  mkdirSync(join(editor.folder, 'links'));
  writeFileSync(join(editor.folder, 'links/plain.txt'), 'plain words\n');
  symlinkSync('/etc/hosts', join(editor.folder, 'links/notes.txt'));
  await drop(pathToFileURL(join(editor.folder, 'links/notes.txt')).href);
  assert.match(await editor.window.dialogText(), /notes\.txt is outside of this workspace[^]*\/etc\/hosts/);
  await editor.window.answerDialog('Cancel');
  assert.equal(await chips().count(), 0);
  await drop(pathToFileURL(join(editor.folder, 'links')).href);
  await chips().getByText(/~[\d.k]+ tokens/).waitFor();
  await chips().getByRole('button', { name: /^links/ }).click();
  const content = page().getByRole('region', { name: 'links/', exact: true }).last();
  await content.getByText('plain words').waitFor();
  assert.doesNotMatch(await content.innerText(), /localhost/);
  await page().getByRole('button', { name: 'Remove links/' }).click();
});

test('what is not committed goes along as a diff', async () => {
  writeFileSync(join(editor.folder, 'note.md'), 'second\n');
  await message().pressSequentially('@chang');
  await rows().getByText('Changes').waitFor();
  await message().press('Enter');
  await chips().getByText('Changes').waitFor();
  await message().pressSequentially('Fine?');
  await send();
  await answered(2);
  assert.match(said(), /-first\\n\+second|-first\n\+second/);
});

test('an image that is pasted is sent as one', async () => {
  await message().evaluate(async (box) => {
    const canvas = new OffscreenCanvas(20, 10);
    canvas.getContext('2d')?.fillRect(0, 0, 5, 5);
    const transfer = new DataTransfer();
    transfer.items.add(new File([await canvas.convertToBlob()], 'drawn.png', { type: 'image/png' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  });
  await chips().getByText('drawn.png').waitFor();
  await chips().locator('img').waitFor();
  await message().fill('What is it?');
  await editor.window.screenshot('composer-image');
  await send();
  await answered(3);
  assert.match(said(), /"image_url":\{"url":"data:image\/png;base64,[\w+/=]+"\}/);
});

test('what is prepared is there again after the window was loaded again', async () => {
  await message().pressSequentially('@needle');
  await rows().first().waitFor();
  await message().press('Enter');
  await chips().getByText('needle.ts').waitFor();
  await message().fill('half a thought');
  await until('what is prepared to be on the disk', () => Promise.resolve(globSync('User/workspaceStorage/*/parley.parley/composer/*.json', { cwd: editor.server.dataFolder }).length > 0));
  // A window counts as loaded once its files show.
  await editor.window.runCommand('View: Show Explorer');
  await editor.window.reload();
  await editor.window.openView('Parley');
  await chips().getByText('needle.ts').waitFor();
  await page().getByRole('button', { name: /^Remove needle/ }).click();
});

test('a message waits for the answer before it, and goes out then', async () => {
  const gate = Promise.withResolvers<void>();
  simulator.script(chat({ text: ['one ', 'two'], gate: () => gate.promise }), chat({ text: ['next'] }));
  await editor.window.runCommand('Parley: New Conversation');
  await message().fill('first');
  await message().press('Enter');
  await page().getByRole('button', { name: 'Stop' }).waitFor();
  await message().fill('second');
  await message().press('Enter');
  const queue = page().getByRole('region', { name: 'Queued' });
  await queue.getByText('second').waitFor();
  await editor.window.screenshot('composer-queue');
  gate.resolve();
  await page().getByRole('article', { name: 'Assistant' }).last().getByText('next').waitFor();
  assert.equal(await queue.count(), 0);
  assert.deepEqual(await page().getByRole('article', { name: 'You' }).allInnerTexts().then((all) => all.map((text) => text.trim().split('\n')[0])), ['first', 'second']);
});

test('the arrow brings back what was asked', async () => {
  await until('the answer to end', async () => page().getByRole('button', { name: 'Send', exact: true }).isVisible());
  await message().fill('');
  await message().press('ArrowUp');
  await until('the last message', async () => (await message().inputValue()) === 'second');
  await message().press('ArrowUp');
  await until('the one before', async () => (await message().inputValue()) === 'first');
});

test('/ runs a command', async () => {
  await message().fill('');
  await message().pressSequentially('/thi');
  await rows().getByText('/think').waitFor();
  await message().press('Enter');
  await editor.window.quickPick('High');
  await page().getByRole('button', { name: 'Thinking: high' }).waitFor();
  assert.equal(await message().inputValue(), '');
});

test('a folder that is dropped goes along; a file outside of the workspace is asked about; an address of the web is nothing', async () => {
  await drop(pathToFileURL(join(editor.folder, 'many/part1')).href);
  await chips().getByText('part1/').waitFor();
  await chips().getByText(/~[\d.k]+ tokens/).waitFor();
  await page().getByRole('button', { name: 'Remove part1/' }).click();
  await drop('file:///etc/hosts');
  assert.match(await editor.window.dialogText(), /hosts is outside of this workspace\. Attach it\?[^]*\/etc\/hosts/);
  await editor.window.answerDialog('Attach');
  await chips().getByText('hosts').waitFor();
  await page().getByRole('button', { name: 'Remove hosts' }).click();
  const huge = join(editor.folder, 'huge.bin');
  writeFileSync(huge, '');
  truncateSync(huge, 100_000_000);
  await drop(pathToFileURL(huge).href);
  await chips().getByRole('button', { name: /huge\.bin has 100 MB; 20 MB is the most/ }).waitFor();
  await page().getByRole('button', { name: 'Remove huge.bin' }).click();
  await drop('https://example.org/x');
  await drop('file:///nowhere/at-all.ts');
  await page().getByRole('alert').getByText('/nowhere/at-all.ts cannot be found from here.').waitFor();
  assert.equal(await chips().count(), 0);
});
