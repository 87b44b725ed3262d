// Explain, from the context menu of a real editor.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { useWindow } from '../support/useWindow.ts';

const simulator = await startSimulator(chat({ text: ['It adds things up.\n\n```ts src/other.ts\nconst total = 42;\n```\n'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  settings: { machine: { 'parley.providers': { 'openai-compatible': { baseUrl: `${simulator.url}/v1` } }, 'parley.model': 'demo/tour', 'parley.tasks': { explain: 'openai-compatible/explainer' } } },
});

const page = () => editor.window.parleyFrame();

test('without an open file an action says what it needs', async () => {
  assert.equal(await editor.window.hasCommand('Parley: Explain'), false, 'the palette does not offer it then');
});

test('Explain on a selection sends just those lines, names them, and answers in the chat', async () => {
  await editor.window.openFile('cart.ts');
  const text = (await editor.window.visibleText()).split('\n');
  await editor.window.selectLines(3, 5);
  await editor.window.contextMenu('Parley', 'Explain');
  await page().getByText('It adds things up.').waitFor();
  await page().getByRole('article', { name: 'You' }).getByText('lines 3\u20135').waitFor();
  const body = simulator.requests.at(-1)?.body as { model: string; messages: { role: string; content: string }[] };
  const question = body.messages.at(-1)?.content ?? '';
  assert.equal(body.model, 'explainer');
  assert.match(question, /\(lines 3-5\)/);
  assert.match(question, /```typescript src\/cart\.ts/);
  assert.ok(question.includes(`${text.slice(2, 5).join('\n')}\n\`\`\``), question);
  assert.ok(!question.includes(text[5] || 'nothing'), 'the line after the selection stays at home');
});

test('without a selection it means the symbol at the cursor', async () => {
  await editor.window.openFile('cart.ts');
  const text = (await editor.window.visibleText()).split('\n');
  const line = text.findIndex((one) => /function \w+/.test(one)) + 1;
  await editor.window.placeCursor(line + 1, 3);
  await editor.window.runCommand('Parley: Explain');
  const question = await lastQuestion(2);
  assert.match(question, new RegExp(`\\(lines ${line}-\\d+\\)`));
});

test('code from an answer goes to the cursor', async () => {
  await editor.window.openFile('report.py');
  await editor.window.placeCursor(1, 1);
  await page().getByRole('button', { name: 'Insert at cursor' }).first().click();
  await editor.window.editor.getByText('const total = 42;').waitFor();
});

async function lastQuestion(count: number): Promise<string> {
  const request = await simulator.request(count - 1);
  return (request.body as { messages: { content: string }[] }).messages.at(-1)?.content ?? '';
}
