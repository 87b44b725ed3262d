// The payloads of a sanitiser's own corpus, in every place where a page shows what others wrote: nothing runs, nothing is asked of anyone.
//
// `hostileHtml.json` holds the payloads of the test fixtures that dompurify 0.7.4 was published with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from './support/buildPage.ts';
import type { MarkdownHarness } from './support/markdownHarness.ts';
import { answer, question, snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

declare const harness: MarkdownHarness;

const payloads = JSON.parse(readFileSync(join(root, 'test/fixtures/hostileHtml.json'), 'utf8')) as readonly string[];
const lines = payloads.map((payload) => payload.replaceAll(/\s+/g, ' '));
const withPage = usePages();
const withHarness = usePages('test/page/support/markdownHarness.ts');

/** Where text of others is shown, and how each payload gets there. */
const places: Readonly<Record<string, readonly string[]>> = {
  'text': payloads,
  'code spans': lines.map((line) => `\`\` ${line} \`\``),
  'code blocks': payloads.map((payload) => `\`\`\`\`\`html\n${payload}\n\`\`\`\`\``),
  'languages and file names': lines.map((line) => `~~~${line} title="${line}"\ncode\n~~~`),
  'link texts': lines.map((line) => `[${line}](https://example.org/x)`),
  'addresses': lines.map((line) => `[link](<${line.replaceAll(/[<>]/g, (sign) => encodeURIComponent(sign))}>) ![image](<${line.replaceAll(/[<>]/g, '\\$&')}>)`),
  'titles': lines.map((line) => `[link](https://example.org "${line.replaceAll('"', '\\"')}")`),
  'tables': [`| a | b |\n|---|---|\n${lines.map((line) => `| ${line} | \`${line}\` |`).join('\n')}`],
  'lists': [lines.map((line) => `- [ ] ${line}`).join('\n')],
  'quotes': lines.map((line) => `> ${line}`),
  'formulas': lines.flatMap((line) => [`$\\text{${line}}$`, `$$${line}$$`]),
  'footnotes': lines.map((line, index) => `Call[^${index}]\n\n[^${index}]: ${line}`),
  'footnote labels': lines.map((line) => `[^${line.replaceAll(/\s/g, '').slice(0, 50)}]\n\n[^${line.replaceAll(/\s/g, '').slice(0, 50)}]: note`),
};

/** What a test counts inside the page. */
interface Counted {
  alarms: number;
  drawn: number;
}

/** Alarms of the payloads are counted, in place of being shown; and texts that are drawn to their end. */
function count(): void {
  const counted = Object.assign(window, { alarms: 0, drawn: 0, alert: () => { counted.alarms += 1; } });
  addEventListener('drawn', () => { counted.drawn += 1; });
}

/** Long enough for what was let in to load and to fail. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve) => { requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))); }));
}

async function nothingHappened(page: Page, foreign: readonly string[], errors: readonly string[]): Promise<void> {
  await atRest(page);
  assert.equal(await page.evaluate(() => (window as unknown as Counted).alarms), 0);
  assert.deepEqual({ foreign, errors }, { foreign: [], errors: [] });
  assert.equal(await page.locator('#root :is(script, img, svg, iframe, style, form, input, link, meta, object, embed, base, video, audio, source, template, details[ontoggle])').count(), 0);
  assert.equal(await page.locator('#root').evaluate((all) => [...all.querySelectorAll('*')].some((element) => element.getAttributeNames().some((name) => name.startsWith('on')))), false);
  for (const address of await page.locator('.markdown a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) assert.match(address, /^(?:https?:|mailto:|[^:]*$|[^a-z])/i);
}

for (const [place, texts] of Object.entries(places)) {
  test(`hostile html is harmless in ${place}`, () => withPage({ snapshot: snapshot([answer(texts.join('\n\n'))]), prepare: count, height: 4_000 }, async ({ host, foreign, errors }) => {
    await host.page.waitForFunction(() => (window as unknown as Counted).drawn > 0);
    await nothingHappened(host.page, foreign, errors);
  }));
}

test('hostile html is harmless outside of markdown: names, labels, errors, thinking', () => withPage({
  snapshot: snapshot([
    ...payloads.slice(0, 60).map((payload, index) => question(payload, { id: `q${index}`, attachments: [{ label: payload, detail: payload }] })),
    ...payloads.map((payload, index) => answer('x', {
      id: `a${index}`, model: payload, badge: payload, notices: [payload], thinking: payload, meter: { tokens: payload, cost: payload, explanation: payload },
      problem: { sentence: payload, detail: payload, buttons: [{ id: 'x', label: payload }] },
    })),
  ], { draft: payloads.join('\n'), model: { reference: payloads[7] ?? '', badge: payloads[9] ?? '' } }),
  prepare: count, height: 4_000,
}, async ({ host, foreign, errors }) => {
  await host.page.getByRole('article').first().waitFor();
  await host.page.locator('details > summary').evaluateAll((all) => { for (const summary of all) (summary as HTMLElement).click(); });
  await nothingHappened(host.page, foreign, errors);
}));

test('the sanitiser alone leaves nothing that runs, were the parser to let all html through', () => withHarness({ snapshot: snapshot([]), prepare: count }, async ({ host, foreign }) => {
  await host.page.evaluate((all) => {
    for (const payload of all) document.body.appendChild(document.createElement('div')).innerHTML = harness.sanitized(payload);
  }, payloads);
  await atRest(host.page);
  assert.equal(await host.page.evaluate(() => (window as unknown as Counted).alarms), 0);
  assert.deepEqual(foreign, []);
  assert.equal(await host.page.locator('body > div :is(script, img, svg, math, iframe, style, form, input, link, meta, object, embed, base, video, audio)').count(), 0);
}));
