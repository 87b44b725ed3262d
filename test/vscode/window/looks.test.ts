// Pictures of what people see, in every theme and at two widths: saved for eyes, checked for what eyes must find.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { themeNames } from '../support/appearance.ts';
import { useWindow } from '../support/useWindow.ts';

const editor = useWindow({ size: { width: 1400, height: 900 }, settings: { machine: { 'parley.model': 'demo/tour' } } });
const page = () => editor.window.parleyFrame();

for (const theme of themeNames) {
  test(`the chat in ${theme}, narrow and wide`, async () => {
    await editor.window.setTheme(theme);
    await editor.window.openFile('cart.ts');
    await editor.window.runCommand('Parley: New Conversation');
    const name = theme.replaceAll(' ', '-').toLowerCase();
    await editor.window.setPanelWidth(300);
    await editor.window.screenshot(`empty-${name}-300`);
    await page().getByRole('textbox', { name: 'Message' }).fill('markdown');
    await page().getByRole('textbox', { name: 'Message' }).press('Enter');
    await page().getByRole('button', { name: 'Stop' }).waitFor();
    await page().getByRole('button', { name: 'Send' }).waitFor({ timeout: 60_000 });
    for (const width of [300, 800]) {
      await editor.window.setPanelWidth(width);
      const overflow = await page().locator('body').evaluate((body) => body.ownerDocument.documentElement.scrollWidth - body.ownerDocument.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide at ${width} px`);
      await page().getByRole('log', { name: 'Conversation' }).evaluate((log) => {
        for (let element: Element | null = log; element; element = element.parentElement) element.scrollTop = 0;
      });
      await editor.window.screenshot(`chat-${name}-${width}`);
    }
  });
}

test('a picture of the product: a file and what the demo says about it', async () => {
  await editor.window.setTheme('Default Dark Modern');
  await editor.window.openFile('cart.ts');
  await editor.window.runCommand('Parley: New Conversation');
  await editor.window.setPanelWidth(480);
  await editor.window.selectLines(8, 29);
  await editor.window.contextMenu('Parley', 'Explain');
  await page().getByRole('button', { name: 'Stop' }).waitFor();
  await page().getByRole('button', { name: 'Send' }).waitFor({ timeout: 60_000 });
  await page().getByRole('article', { name: 'You' }).last().evaluate((turn) => turn.scrollIntoView());
  await page().getByText('What stands out').first().waitFor();
  await editor.window.screenshot('readme');
});
