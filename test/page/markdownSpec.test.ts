// The examples of CommonMark and of GFM's extensions through our renderer: whole, letter by letter and cut at random.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { root } from './support/buildPage.ts';
import type { MarkdownHarness } from './support/markdownHarness.ts';
import { useMarkdownPage } from './support/markdownPage.ts';

declare const harness: MarkdownHarness;

interface Example {
  readonly markdown: string;
  readonly html: string;
  readonly section: string;
}

const { tests: commonmark } = createRequire(import.meta.url)('commonmark-spec') as { tests: readonly Example[] };
const extensions = JSON.parse(readFileSync(join(root, 'test/fixtures/gfmExtensions.json'), 'utf8')) as readonly Example[];
// In the specification an arrow stands for a tab.
const examples = [...commonmark, ...extensions].map((example) => ({ ...example, markdown: example.markdown.replaceAll('→', '\t'), html: example.html.replaceAll('→', '\t') }));

/** Why an example is drawn in another way here, by design. The first that holds is the reason. */
const reasons: Readonly<Record<string, (example: Example) => boolean>> = {
  'html is shown as text': ({ markdown }) => /<[a-z!?/][^>]*(?:>|$)/i.test(markdown.replaceAll(/<(?:https?|mailto):[^>]*>/g, '')) && !/^<[a-z][a-z0-9+.-]{1,31}:[^\s<>]*>$/i.test(markdown.trim()),
  'addresses of other schemes are no links': ({ markdown }) => /[<(][a-z][a-z0-9+.-]{1,31}:/i.test(markdown),
  'bare web addresses are links, as in GFM': ({ markdown, section }) => /https?:\/\//.test(markdown) && section !== 'Tables',
  'words that only look like an address are none': ({ section }) => section === 'Autolinks',
  'one tilde is no strikethrough': ({ section }) => section === 'Strikethrough',
};

const page = useMarkdownPage();

test('the examples of the specifications are drawn as they say, except where that is not wanted', async (context) => {
  const drawn = await page().evaluate((all) => all.map(({ markdown, html }) => ({ ours: harness.undressed(harness.whole(markdown)), theirs: harness.expected(html) })), examples);
  const leftOut: Record<string, number> = {};
  const wrong: string[] = [];
  let passed = 0;
  examples.forEach((example, index) => {
    const { ours, theirs } = drawn[index] ?? { ours: '', theirs: '-' };
    const reason = Object.entries(reasons).find(([, holds]) => holds(example))?.[0];
    if (ours === theirs) passed += 1;
    else if (reason !== undefined) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    else wrong.push(JSON.stringify({ number: index + 1, section: example.section, markdown: example.markdown, ours, theirs }));
  });
  context.diagnostic(`${passed} of ${examples.length} examples are drawn as the specifications say (${commonmark.length} of CommonMark, ${extensions.length} of GFM's extensions).`);
  for (const [reason, count] of Object.entries(leftOut)) context.diagnostic(`${count} are drawn in another way: ${reason}.`);
  assert.deepEqual(wrong, []);
  assert.ok(passed >= 560, `only ${passed}`);
});

test('every example that streams letter by letter ends as it is drawn at once', async () => {
  const different = await page().evaluate((all) => all.filter((markdown) => harness.streamed(markdown.split(''), 1) !== harness.whole(markdown)), examples.map(({ markdown }) => markdown));
  assert.deepEqual(different, []);
});

test('examples that are cut at random, alone and one after the other, end as they are drawn at once', async () => {
  const text = fc.array(fc.constantFrom(...examples.map(({ markdown }) => markdown)), { minLength: 1, maxLength: 4 }).map((some) => some.join('\n'));
  const cut = fc.tuple(text, fc.array(fc.nat(2_000), { maxLength: 20 })).map(([whole, places]) => {
    const cuts = [...new Set(places.map((place) => place % (whole.length + 1)))].toSorted((a, b) => a - b);
    return [0, ...cuts].map((start, index) => whole.slice(start, cuts[index]));
  });
  await fc.assert(fc.asyncProperty(cut, async (parts) => {
    const drawn = await page().evaluate((all) => ({ streamed: harness.streamed(all), eager: harness.streamed(all, 1), whole: harness.whole(all.join('')) }), parts);
    assert.equal(drawn.streamed, drawn.whole, JSON.stringify(parts));
    assert.equal(drawn.eager, drawn.whole, JSON.stringify(parts));
  }), { numRuns: 800 });
});
