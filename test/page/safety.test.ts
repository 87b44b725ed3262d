// Text that models wrote is shown, never run: nothing executes and nothing is asked of anyone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();

const hostile = [
  '<script>window.ran = 1</script>',
  '<img src="http://evil.example/1.png" onerror="window.ran = 2">',
  '<svg onload="window.ran = 3"><image href="http://evil.example/2.png"/></svg>',
  '<iframe src="http://evil.example/3"></iframe>',
  '<style>@import "http://evil.example/4.css"; body { background: url(http://evil.example/5.png) }</style>',
  '<a href="javascript:window.ran = 4" onclick="window.ran = 5" id="x">html link</a>',
  '<form action="http://evil.example/6"><input name="q" autofocus onfocus="window.ran = 6"></form>',
  '[js](javascript:window.ran=7)', '[js2](JaVaScRiPt:window.ran=8)', '[js3](java\tscript:window.ran=9)', '[js4](&#106;avascript:window.ran=10)',
  '[data](data:text/html,<script>window.ran=11</script>)', '[vb](vbscript:x)', '[command](command:workbench.action.terminal.new)', '[file](file:///etc/passwd)',
  '![image](http://evil.example/7.png)', '![d](data:image/svg+xml,<svg onload="window.ran=12"/>)', '[![in](http://evil.example/8.png)](http://evil.example/9)',
  '![](http://evil.example/10.png "title\\" onerror=window.ran=13")', '<javascript:window.ran=14>', '[ref]\n\n[ref]: javascript:window.ran=15',
  '`<img src=x onerror=window.ran=16>`', '```html "><img src=x onerror=window.ran=17>\n<img src=x onerror=window.ran=18>\n```', '```"onmouseover="window.ran=19\nx\n```',
  '```\n<img src=x onerror=window.ran=40>\n```', '    <img src=x onerror=window.ran=41>',
  '| <img src=x onerror=window.ran=20> | b |\n|---|---|\n| <script>window.ran=21</script> | [x](javascript:window.ran=22) |',
  '- [ ] <img src=x onerror=window.ran=23>', '<math><mtext><table><mglyph><style><img src=x onerror=window.ran=24>', '<noscript><p title="</noscript><img src=x onerror=window.ran=25>">',
  '[a](http://evil.example/11"onmouseover="window.ran=26)', '&lt;img src=x onerror=window.ran=27&gt;', '<link rel=prefetch href=http://evil.example/12>', '<meta http-equiv=refresh content="0;url=http://evil.example/13">',
  '```\n<img src=x onerror=window.ran=42>',
];
const all = hostile.join('\n\n');

test('hostile markdown runs nothing and asks nothing of any other host', () => withPage({
  snapshot: snapshot([
    question(all, { id: 'q', attachments: [{ label: all, detail: all }] }),
    answer(all, {
      thinking: all, model: '<img src=x onerror=window.ran=30>', badge: '<b>badge</b>', notices: [all],
      problem: { sentence: all, detail: all, buttons: [{ id: 'x', label: '<script>window.ran=31</script>' }] },
      meter: { tokens: all, cost: all, explanation: all },
    }),
  ], { draft: all, model: { reference: all, badge: all } }),
  height: 4_000,
}, async ({ host, foreign, errors }) => {
  const { page } = host;
  await page.locator('.markdown').first().waitFor();
  await page.locator('.thinking summary').click();
  await page.locator('.problem-detail summary').click();
  await page.locator('.markdown a').evaluateAll((links) => { for (const link of links) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); });
  await page.locator('.markdown').first().hover();
  await host.drawn();
  assert.equal(await page.evaluate(() => (window as unknown as { ran?: number }).ran), undefined);
  assert.deepEqual(foreign, []);
  assert.deepEqual(errors, []);
  assert.equal(await page.locator('#root :is(script, img, svg, iframe, style, form, input, link, meta, object, embed, base)').count(), 0);
  assert.equal(await page.locator('#root').evaluate((root) => [...root.querySelectorAll('*')].some((element) => element.getAttributeNames().some((name) => name.startsWith('on')))), false);
  for (const link of await page.locator('.markdown a').all()) assert.match(await link.getAttribute('href') ?? 'none:', /^(?:https?:|mailto:|[^:]*$)/);
}));

test('the same, streamed letter by letter', () => withPage({ snapshot: snapshot([answer('', { state: 'streaming' })]) }, async ({ host, foreign, errors }) => {
  await host.page.getByText('Writing').waitFor();
  const batches = Array.from({ length: Math.ceil(all.length / 7) }, (_, index) => host.lose({ type: 'turn-grew', id: 'answer', text: all.slice(index * 7, index * 7 + 7), thinking: '' }));
  await host.page.evaluate(async (messages) => {
    for (const message of messages) {
      window.dispatchEvent(new MessageEvent('message', { data: message }));
      await new Promise(requestAnimationFrame);
    }
  }, batches);
  await host.change({ type: 'turn-changed', id: 'answer', changes: { state: 'done' } });
  await host.drawn();
  assert.equal(await host.page.evaluate(() => (window as unknown as { ran?: number }).ran), undefined);
  assert.deepEqual(foreign, []);
  assert.deepEqual(errors, []);
}));

test('a remote image is shown as a link with its words', () => withPage({ snapshot: snapshot([answer('See ![a chart](https://example.org/c.png).')]) }, async ({ host }) => {
  await host.page.getByRole('link', { name: 'a chart' }).click();
  assert.deepEqual((await host.requested('openLink')).parameters, { address: 'https://example.org/c.png' });
}));
