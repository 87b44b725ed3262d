// Formulas: drawn as MathML by a script that is loaded when one is met; what is no formula stays as it was written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const shows = (text: string) => ({ snapshot: snapshot([answer(text)]) });

test('formulas are drawn, within a line and on lines of their own, under the policy of the page', () => withPage(shows([
  String.raw`Inline $a_1 * b_2$ and \(\frac{x}{y}\), then`, String.raw`$$`, String.raw`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`, '+ \\color{red} x', String.raw`$$`, '', String.raw`\[ \sum_{i=0}^n i^2 \]`,
].join('\n')), async ({ host, foreign, errors }) => {
  const { page } = host;
  await page.locator('math').nth(3).waitFor();
  assert.equal(await page.locator('math').count(), 4);
  assert.equal(await page.locator('math[display=block]').count(), 2);
  assert.equal(await page.locator('.markdown em, .markdown ul').count(), 0);
  // The alignment that needs a style is there, though no style attribute may be.
  assert.equal(await page.getByText('x', { exact: true }).last().evaluate((letter) => getComputedStyle(letter).color), 'rgb(255, 0, 0)');
  assert.deepEqual({ foreign, errors }, { foreign: [], errors: [] });
}));

test('money, code and what cannot be read stay as they were written', () => withPage(shows([
  'It costs $5 and $10, or $5-$7.', '`$x$` and \\$y$', String.raw`$\bad{$`, '$$\n\nnever closed',
].join('\n\n')), async ({ host }) => {
  await host.page.getByText('never closed').waitFor();
  await host.page.locator('.math[title]').waitFor();
  assert.equal(await host.page.locator('math').count(), 0);
  assert.equal(await host.page.locator('p').first().textContent(), 'It costs $5 and $10, or $5-$7.');
  assert.equal(await host.page.locator('.math').textContent(), String.raw`\bad{`);
}));

test('hostile formulas run nothing and ask nothing of anyone', () => withPage(shows([
  String.raw`$\href{javascript:window.ran=1}{x}$`, String.raw`$\includegraphics{http://evil.example/1.png}$`, String.raw`$\style{background:url(http://evil.example/2.png)}{x}$`,
  String.raw`$\text{<img src=x onerror=window.ran=3>}$`, String.raw`$\text{" style="background:url(http://evil.example/4.png)" x="}$`, String.raw`$\class{x" onclick="window.ran=5}{y}$`,
  String.raw`$\color{red;background:url(http://evil.example/6.png)}x$`, String.raw`$\def\a{\a\a}\a$`, String.raw`$\rule{99999em}{99999em}$`, `$${'{'.repeat(3_000)}$`,
].join('\n\n')), async ({ host, foreign, errors }) => {
  await host.page.locator('.math[title]').first().waitFor();
  await host.drawn();
  assert.equal(await host.page.evaluate(() => (window as unknown as { ran?: number }).ran), undefined);
  assert.deepEqual({ foreign, errors }, { foreign: [], errors: [] });
  assert.equal(await host.page.locator('.markdown :is(img, script, style, a)').count(), 0);
  assert.ok(await host.page.evaluate(() => (document.querySelector('.markdown')?.scrollWidth ?? 0) <= 500));
}));

test('a formula that streams is drawn when it is closed, and not drawn anew with every word after it', () => withPage({ snapshot: snapshot([answer('', { state: 'streaming' })]) }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: 'Say $x^2', thinking: '' });
  await page.getByText('Say $x^2').waitFor();
  await host.change({ type: 'turn-grew', id: 'answer', text: '$ and', thinking: '' });
  await page.locator('math').waitFor();
  await page.evaluate(() => Object.assign(window, { kept: document.querySelector('math') }));
  await host.change({ type: 'turn-grew', id: 'answer', text: ' more', thinking: '' });
  await page.getByText('and more').waitFor();
  assert.equal(await page.evaluate(() => (window as unknown as { kept: Element }).kept.isConnected), true);
}));
