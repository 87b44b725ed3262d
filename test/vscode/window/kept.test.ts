// Nothing that was asked or answered is lost, whatever ends: the page, the window, or the extension host in the middle of a stream.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { silentLog } from '../../../src/core/base/log.ts';
import { createConnection } from '../../../src/host/database/connection.ts';
import { createConversations } from '../../../src/host/database/conversations.ts';
import { openDatabase } from '../../../src/host/database/openDatabase.ts';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { killExtensionHosts } from '../support/extensionHost.ts';
import { useWindow } from '../support/useWindow.ts';
import { until } from '../support/waiting.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-kept-12345678' },
  settings: { machine: { 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } }, 'parley.retry': { attempts: 0 } }, user: { 'parley.model': 'openai/gpt-6-sol' } },
});

/** More of them take half a minute each on a slow machine. */
const kills = Number(process.env['PARLEY_KILLS'] ?? 4);
const page = (): FrameLocator => editor.window.parleyFrame();
const message = () => page().getByRole('textbox', { name: 'Message' });
const questions = () => page().getByRole('article', { name: 'You' });
const answers = () => page().getByRole('article', { name: 'Assistant' });
const file = (): string => join(editor.server.dataFolder, 'User/globalStorage/parley.parley/parley.sqlite');

async function send(text: string): Promise<void> {
  await message().fill(text);
  await page().getByRole('button', { name: 'Send' }).click();
}

/** Gates that a test opens one by one, so that an answer stands still where it should be looked at. */
function gates(count: number) {
  const opened = Array.from({ length: count }, () => Promise.withResolvers<void>());
  return { gate: (index: number) => opened[index]?.promise ?? Promise.resolve(), open: (index: number) => opened[index]?.resolve() };
}

/** Loads the whole window anew, from the view that it waits for. */
async function loadAnew(): Promise<void> {
  await editor.window.openView('Explorer');
  await editor.window.reload();
  await editor.window.openView('Parley');
}

/** Until what is on disk of the answers on their way contains a text. */
async function onDisk(text: string): Promise<void> {
  await until(`"${text}" to be on disk`, async () => {
    if (!existsSync(file())) return false;
    const database = await openDatabase(file(), assert.fail);
    try {
      return database.prepare('SELECT 1 FROM turn_piece WHERE instr(text, ?)').get(text) !== undefined;
    } finally {
      database.close();
    }
  });
}

test('a page that is loaded anew in the middle of an answer misses nothing of it', async () => {
  await editor.window.openView('Parley');
  const { gate, open } = gates(3);
  simulator.script(chat({ text: ['one ', 'two ', 'three'], gate }));
  await send('Count');
  open(0);
  await answers().last().getByText('one').waitFor();
  await message().fill('typed meanwhile');
  await editor.window.runCommand('Developer: Reload Webviews');
  open(1);
  await answers().last().getByText('one two').waitFor();
  open(2);
  await answers().last().getByText('one two three').waitFor();
  await page().getByRole('button', { name: 'Send' }).waitFor();
  assert.deepEqual([await questions().count(), await answers().count(), await message().inputValue()], [1, 1, 'typed meanwhile']);
});

test('a window that is loaded anew shows the same conversation at the same place, with what was typed', async () => {
  simulator.script(chat({ text: Array.from({ length: 80 }, (_, line) => `Paragraph ${line} of a long answer.\n\n`) }));
  await send('Tell me a lot');
  await answers().last().getByText('Paragraph 79').waitFor();
  await message().fill('half a thought');
  const log = page().getByRole('log', { name: 'Conversation' });
  const paragraph = answers().last().getByText('Paragraph 30 of a long answer.');
  await paragraph.evaluate((element) => {
    const scroller = element.closest('[role=log]');
    scroller?.dispatchEvent(new WheelEvent('wheel'));
    element.scrollIntoView({ block: 'start' });
  });
  const topOf = async () => {
    const [inside, around] = [await paragraph.boundingBox(), await log.boundingBox()];
    return Math.round((inside?.y ?? 0) - (around?.y ?? 0));
  };
  const before = await topOf();
  await until('the place to be kept', async () => {
    const database = await openDatabase(file(), assert.fail);
    const kept = database.prepare("SELECT 1 FROM conversation WHERE scroll_turn IS NOT NULL AND draft = 'half a thought'").get();
    database.close();
    return kept !== undefined;
  });
  await loadAnew();
  await answers().last().getByText('Paragraph 79').waitFor();
  assert.deepEqual([await questions().count(), await answers().count(), await message().inputValue()], [2, 2, 'half a thought']);
  await until('the same place', async () => Math.abs((await topOf()) - before) <= 2);
});

test(`the extension host killed in the middle of a stream ${kills} times: what came is there, once, and can be gone on with`, { timeout: (kills + 1) * 45_000 }, async () => {
  const asked: string[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    // Some go on in the same conversation.
    if (kill % 3 === 1) {
      await editor.window.runCommand('Parley: New Conversation');
      asked.length = 0;
    }
    const { gate, open } = gates(3);
    simulator.script(chat({ text: [`Answer ${kill} begins, `, `goes on, `, 'and never ends.'], gate }));
    await send(`Question ${kill}`);
    asked.push(`Question ${kill}`);
    open(0);
    await answers().last().getByText(`Answer ${kill} begins,`).waitFor();
    await onDisk(`Answer ${kill} begins, `);
    assert.ok((await killExtensionHosts()) >= 1);
    await loadAnew();
    await answers().last().getByText(`Answer ${kill} begins,`).waitFor();
    await answers().last().getByRole('button', { name: 'Continue' }).waitFor();
    assert.equal(await questions().count(), asked.length, `after kill ${kill}`);
    assert.equal(await answers().count(), asked.length);
  }
  const connection = createConnection({ path: file(), worker: new URL('../../../src/host/database/worker.ts', import.meta.url), log: silentLog, onTrouble: assert.fail });
  const store = createConversations(connection);
  const { cards } = await store.list({}, 200);
  const texts: string[] = [];
  for (const { id } of cards) for (const turn of (await store.load(id))?.conversation.turns.values() ?? []) texts.push(`${turn.kind}: ${turn.text}`);
  connection.dispose();
  for (let kill = 1; kill <= kills; kill += 1) {
    assert.equal(texts.filter((text) => text === `user: Question ${kill}`).length, 1);
    assert.equal(texts.filter((text) => text.startsWith(`assistant: Answer ${kill} begins, `)).length, 1);
  }
});

test('an answer that was cut off so is gone on with in its own turn', async () => {
  simulator.script(chat({ text: ['goes on, and ends well.'] }));
  await answers().last().getByRole('button', { name: 'Continue' }).click();
  await answers().last().getByText(/begins,\s+goes on, and ends well\./).waitFor();
  assert.equal(await page().getByRole('button', { name: 'Continue' }).count(), 0);
});

const searchBox = () => editor.window.page.locator('.quick-input-widget input').first();
const listed = (text: string) => editor.window.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

test('an old conversation is found by a word of its answer, and opened', async () => {
  await editor.window.runCommand('Parley: Show Conversations');
  await listed('Question 1').waitFor();
  await searchBox().fill('paragraph 42');
  await listed('Question 1').waitFor({ state: 'detached' });
  await editor.window.screenshot('history-search');
  await listed('Count').click();
  await answers().last().getByText('Paragraph 79').waitFor();
  assert.equal(await questions().count(), 2);
});

test('a conversation that is deleted leaves the view and the list, and comes back with Undo', async () => {
  await editor.window.runCommand('Parley: Show Conversations');
  await listed('Count').hover();
  await listed('Count').getByRole('button', { name: 'Delete' }).click();
  await listed('Count').waitFor({ state: 'detached' });
  await editor.window.page.keyboard.press('Escape');
  await until('the view to be empty', async () => (await questions().count()) === 0);
  await (await editor.window.notification('"Count" is deleted.')).press('Undo');
  await editor.window.runCommand('Parley: Show Conversations');
  await editor.window.screenshot('history');
  await listed('Count').click();
  await answers().last().getByText('Paragraph 79').waitFor();
});
