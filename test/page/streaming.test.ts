// While an answer streams: what is finished stays as it is, and the page draws at most once per frame.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const fence = '```';
const streaming = snapshot([question('Why?'), answer('', { state: 'streaming' })], { busy: true });
const grew = (text: string) => ({ type: 'turn-grew', id: 'answer', text, thinking: '' }) as const;

test('a finished block keeps its element while later text streams', () => withPage({ snapshot: streaming }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await host.change(grew(`First paragraph.\n\n${fence}ts\nconst a = 1;\n${fence}\n\n- one\n- two`));
  await page.getByText('two').waitFor();
  await page.evaluate(() => {
    const kept = [...document.querySelectorAll('.markdown p, .code-block, .code-block code, .markdown li:first-child')];
    Object.assign(window, { kept });
    for (const element of kept) new MutationObserver(() => Object.assign(window, { touched: true })).observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (let index = 0; index < 20; index++) await host.change(grew(`\n- item ${index}`));
  await host.change(grew('\n\nThe end.\n\n> really'), { type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
  await page.getByText('really').waitFor();
  const { connected, touched, count } = await page.evaluate(() => {
    const { kept, touched: changed } = window as unknown as { kept: Element[]; touched?: boolean };
    return { connected: kept.every((element) => element.isConnected), touched: changed ?? false, count: kept.length };
  });
  assert.deepEqual({ connected, touched, count }, { connected: true, touched: false, count: 4 });
}));

test('an item that grows keeps its element, and what is selected in it', () => withPage({ snapshot: streaming }, async ({ host }) => {
  await host.page.getByText('Writing').waitFor();
  await host.change(grew('- one\n- two'));
  await host.page.getByText('two').evaluate((item) => getSelection()?.setBaseAndExtent(item.firstChild ?? item, 0, item.firstChild ?? item, 3));
  await host.change(grew(' and more'));
  await host.page.getByText('two and more').waitFor();
  assert.equal(await host.page.evaluate(() => getSelection()?.toString()), 'two');
}));

test('an open fence grows as text and is coloured when it closes', () => withPage({ snapshot: streaming }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await host.change(grew(`${fence}ts\nconst a = 1;\ncon`));
  await page.locator('.code-block code').getByText('con').first().waitFor();
  assert.equal(await page.locator('.hljs-keyword').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Copy code' }).count(), 0);
  await host.change(grew(`st b = 2;\n${fence.slice(0, 2)}`));
  await page.getByText('const b = 2;').waitFor();
  assert.equal(await page.locator('.code-block code').innerText(), 'const a = 1;\nconst b = 2;\n');
  await host.change(grew('`\nAfter.'));
  await page.getByText('After.').waitFor();
  assert.equal(await page.locator('.hljs-keyword').count(), 2);
  await page.getByRole('button', { name: 'Copy code' }).waitFor({ state: 'attached' });
}));

test('deltas are drawn at most once per frame', () => withPage({ snapshot: streaming }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  const batches = Array.from({ length: 400 }, (_, index) => host.lose(grew(` word${index}`)));
  const { frames, draws } = await page.evaluate(async (messages) => {
    let frameCount = 0;
    let drawCount = 0;
    let going = true;
    const count = (): void => {
      frameCount++;
      if (going) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const log = document.querySelector('[role=log]');
    if (log) new MutationObserver(() => drawCount++).observe(log, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const message of messages) {
      window.dispatchEvent(new MessageEvent('message', { data: message }));
      // A task of its own for each, as messages from the host have.
      await new Promise((resolve) => { setTimeout(resolve); });
    }
    await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
    going = false;
    return { frames: frameCount, draws: drawCount };
  }, batches);
  await page.getByText('word399').waitFor();
  assert.ok(draws <= frames && draws < 200 && draws > 0, `${draws} draws in ${frames} frames`);
}));

test('a turn that grows redraws no other turn', () => withPage({ snapshot: snapshot([answer('old **text**', { id: 'old' }), answer('', { state: 'streaming' })]) }, async ({ host }) => {
  const { page } = host;
  await page.getByText('old text').waitFor();
  await page.evaluate(() => {
    const old = document.querySelector('article');
    if (old) new MutationObserver(() => Object.assign(window, { touched: true })).observe(old, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await host.change(grew('new'), { type: 'turn-added', turn: question('more', { id: 'more' }) });
  await page.getByText('more').waitFor();
  assert.equal(await page.evaluate(() => (window as unknown as { touched?: boolean }).touched), undefined);
}));

test('a new snapshot in the middle keeps the elements that are drawn', () => withPage({ snapshot: streaming }, async ({ host }) => {
  const { page } = host;
  await page.getByText('Writing').waitFor();
  await host.change(grew('First.\n\nSecond'));
  await page.getByText('Second').waitFor();
  await page.evaluate(() => Object.assign(window, { first: document.querySelector('.markdown p') }));
  host.lose(grew(' one'));
  await host.change(grew(' grows'));
  await page.getByText('Second one grows').waitFor();
  assert.equal(await page.evaluate(() => (window as unknown as { first: Element }).first.isConnected), true);
}));

test('an answer that ended can go on', () => withPage({ snapshot: snapshot([answer(`One\n${fence}\nco`, { state: 'interrupted' })]) }, async ({ host }) => {
  await host.page.getByText('Interrupted').waitFor();
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'streaming' } }, grew(`de\n${fence}\nTwo`));
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
  await host.page.getByText('Two').waitFor();
  assert.equal(await host.page.locator('.code-block code').innerText(), 'code\n');
}));

test('a turn that cannot be drawn shows its text, and the others stay', () => withPage({
  snapshot: snapshot([answer('fine', { id: 'fine' }), answer('the **words**', { id: 'broken', attachments: null as unknown as [] })]),
}, async ({ host }) => {
  await host.page.getByText('the **words**').waitFor();
  await host.page.getByText('fine').waitFor();
  await host.requested('reportFailure');
}));

test('where drawing markdown fails, its text is shown and goes on growing', () => withPage({
  snapshot: snapshot([answer('calm', { id: 'calm' }), answer('', { state: 'streaming' })]),
  prepare: () => {
    const parser = DOMParser.prototype as unknown as Record<string, (...values: unknown[]) => unknown>;
    const parse = parser['parseFromString'];
    parser['parseFromString'] = function explode(this: DOMParser, ...values) {
      if (String(values[0]).includes('explode')) throw new Error('The parser exploded.');
      return parse?.apply(this, values);
    };
  },
}, async ({ host }) => {
  await host.page.getByText('calm').waitFor();
  await host.change(grew('will **explode**'));
  await host.page.getByText('will **explode**').waitFor();
  await host.change(grew(' and go on'));
  await host.page.getByText('will **explode** and go on').waitFor();
  await host.requested('reportFailure');
}));

test('what nobody caught in the page is reported to the host', () => withPage({ snapshot: streaming }, async ({ host }) => {
  await host.page.getByText('Writing').waitFor();
  await host.page.evaluate(() => { setTimeout(() => { throw new Error('out of the blue'); }); });
  assert.match((await host.requested('reportFailure')).parameters.message, /out of the blue/);
}));
