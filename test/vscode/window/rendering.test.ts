// What models write, in the real webview under its real policy: formulas and diagrams are drawn, and nothing hostile happens.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chat } from '../../support/simulator/openaiChatWire.ts';
import { startSimulator } from '../../support/simulator/simulator.ts';
import { checkout } from '../support/paths.ts';
import { useWindow } from '../support/useWindow.ts';

const simulator = await startSimulator(chat({ text: ['unscripted'] }));
after(() => simulator[Symbol.asyncDispose]());
const editor = useWindow({
  environment: { SIMULATED_KEY: 'sk-from-the-environment' },
  settings: { machine: { 'parley.model': 'openai/gpt-6-sol', 'parley.providers': { openai: { baseUrl: `${simulator.url}/v1`, apiKeyEnv: 'SIMULATED_KEY' } } } },
});

const page = () => editor.window.parleyFrame();
const payloads = JSON.parse(readFileSync(join(checkout, 'test/fixtures/hostileHtml.json'), 'utf8')) as readonly string[];

async function answered(text: string): Promise<void> {
  simulator.script(chat({ text: text.match(/[^]{1,4000}/g) ?? [] }));
  await page().getByRole('textbox', { name: 'Message' }).fill('Go on');
  await page().getByRole('button', { name: 'Send' }).click();
}

test('formulas and diagrams are drawn', async () => {
  await editor.window.openView('Parley');
  await answered('So $E = mc^2$, or:\n\n```mermaid\nflowchart LR\n  A[Start] --> B[End]\n```\n\nThe end.');
  await page().getByText('The end.').waitFor();
  await page().locator('math').waitFor();
  await page().getByRole('button', { name: 'Draw diagram' }).click();
  await page().getByRole('img', { name: /^Diagram/ }).waitFor();
  await editor.window.screenshot('rendering');
});

test('hostile html in an answer runs nothing and asks nothing of anyone', async () => {
  const body = page().locator('body');
  const asked: string[] = [];
  const alarms: string[] = [];
  const window = body.page();
  window.on('request', (request) => asked.push(request.url()));
  window.on('dialog', (dialog) => {
    alarms.push(dialog.message());
    void dialog.dismiss();
  });
  const own = [
    '<script>alert(1)</script>', '<img src="https://evil.example/1.png" onerror="alert(2)">', '![image](https://evil.example/2.png)', '[link](javascript:alert(3))', '[command](command:workbench.action.quit)',
    '```"><img src=x onerror=alert(4)>\n<img src=x onerror=alert(5)>\n```', '| <img src=https://evil.example/3.png> |\n|---|\n| <svg onload=alert(6)> |', '$\\href{javascript:alert(7)}{x}$',
  ];
  await answered([...own, ...payloads, 'The very end.'].join('\n\n'));
  await page().getByText('The very end.').waitFor();
  await body.evaluate(() => new Promise<void>((resolve) => { requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))); }));
  assert.deepEqual(alarms, []);
  assert.deepEqual(asked.filter((address) => /evil|html5sec|example/.test(address)), []);
  assert.equal(await page().getByRole('article', { name: 'Assistant' }).last().locator(':is(script, img, svg, iframe, style, form, input, object, embed, video)').count(), 0);
});
