// Footnotes: called, found and left by keyboard, also when the note comes long after its call.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();

test('a call leads to its note and the note leads back', () => withPage({
  snapshot: snapshot([answer(`Said here[^1] and here[^who"><img src=x>].\n\n${'Words.\n\n'.repeat(60)}[^1]: The **note**.\n\n[^other]: Nobody calls.`)]),
}, async ({ host, errors }) => {
  const { page } = host;
  await page.getByRole('button', { name: 'Footnote 1', exact: true }).press('Enter');
  const back = page.getByRole('button', { name: 'Back from footnote 1' });
  assert.equal(await back.evaluate((button) => button === document.activeElement), true);
  await page.getByText('The note.').waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('button', { name: 'Footnote 1', exact: true }).evaluate((button) => button === document.activeElement), true);
  assert.match(await page.locator('.markdown p').first().textContent() ?? '', /here\[\^who"><img src=x>\]/);
  assert.deepEqual(errors, []);
}));

test('a call whose note never came is text when the answer is complete', () => withPage({ snapshot: snapshot([answer('', { state: 'streaming' })]) }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: 'One[^1] two[^2].\n\nThen more.\n\n[^2]: Note.\n\nEnd', thinking: '' });
  await page.getByRole('button', { name: 'Footnote 1', exact: true }).waitFor();
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
  await page.locator('.markdown p', { hasText: 'One[^1] two2.' }).waitFor();
  await page.getByRole('button', { name: 'Footnote 2', exact: true }).waitFor();
}));
