// Markdown that streams: it ends as if it had been drawn at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { markdownSamples } from './support/markdownSamples.ts';
import type { MarkdownHarness } from './support/markdownHarness.ts';
import { useMarkdownPage } from './support/markdownPage.ts';

declare const harness: MarkdownHarness;

const page = useMarkdownPage();

/** Pieces of markdown that meet in odd ways. */
const pieces = [
  'Some words', 'a | b', '--|--', '1 | 2', '---', '***', '===', '# Heading', '## ', '- item', '* other', '1. one', '2) two', '- [ ] task', '- [x] done',
  '  nested', '    indented code', '\ttab', '> quote', '> - in quote', '```', '```ts src/a.ts', '~~~', '````', '  ```', '`code`', '`', '**bold**', '**open',
  '_em_', '~~gone~~', '[link](https://example.org)', '[ref]', '[ref][one]', '[one]: https://example.org/1', '[ref]: /path "title"', '[ref]: /path', '"title',
  'more"', '![image](https://example.org/i.png)', '![ref]', '[![in](a.png)](b)', '<b>html</b>', '<script>x</script>', '&amp;', '&nope;', '\\*', 'https://example.org/x?y=1', 'www.example.org',
  'const x = 1;', '$x_1$', '$5 and $6', '$$', '$$y^2$$', '\\[', '\\]', '\\(z\\)', '$$a', '\\[b\\]', '= c', '+ d', '[^1]', '[^1]: note', '[^b]', '[^b]: [ref] $x$', 'שלום', '漢字', '🙂', '|', '|-|', '| x |', '|---|', '*', '-', '+', '1.', '#', '>', '[', ']', '(', '"', '  ', '\u0000',
];
const joints = ['\n', '\n', '\n\n', '\n\n', ' ', '', '\r\n', '\n  ', '\n    ', '\n> ', '\n- '];

const text = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...joints)), { maxLength: 14 }).map((all) => all.flat().join(''));

/** A text and how it is cut. */
const cutText = (source: fc.Arbitrary<string>) =>
  fc.tuple(source, fc.array(fc.nat(2_000), { maxLength: 30 })).map(([whole, places]) => {
    const cuts = [...new Set(places.map((place) => place % (whole.length + 1)))].toSorted((a, b) => a - b);
    return [0, ...cuts].map((start, index) => whole.slice(start, cuts[index]));
  });

async function streamsAsWhole(parts: readonly string[]): Promise<void> {
  const drawn = await page().evaluate((all) => ({ streamed: harness.streamed(all), eager: harness.streamed(all, 1), whole: harness.whole(all.join('')) }), parts);
  assert.equal(drawn.streamed, drawn.whole, JSON.stringify(parts));
  assert.equal(drawn.eager, drawn.whole, `finished items put aside at once: ${JSON.stringify(parts)}`);
}

test('a streamed text ends identical to the whole one, however it is cut', async () => {
  await fc.assert(fc.asyncProperty(cutText(text), streamsAsWhole), { numRuns: 600 });
});

/** Lines of one kind, with now and then something else: where finished items are put aside. */
const kinds: readonly (readonly string[])[] = [
  ['- one', '* two', '-', '- [ ] box', '-     code', '   - three', '  in it', '    code', '- [a]: /x', '- [^n]', '[^n]: x', '- [^n]: y', '- [a]', '- > quote', '- ```', '  ```', '- # head', 'lazy', '- - -', '- $$', '  $$', '  \\[', '-\tTab', '1. no', '- a\n\n  b'],
  ['1. one', '2. two', '1) three', '  12. four', '   in it', '003. zero', '1.', 'lazy', '9. ```', '   ```', '4. - x', '[b]: /y', '5. [b]'],
  ['| a | b |', '|---|---|', '| [r] | `x|y` |', 'a | b', '| only', '|', '> x', '- y', '    code', '| \\| | 2 |', '| https://example.org | |', '[r]: /z'],
  ['> a', '>', '> - b', '>   c', '> ```', '> code', 'lazy', '> $$', '> [^n]', '> [^n]: z', '$$', '> x', '> # head', '> | a |', '> |---|', '> > deep', '>d', ' > e [q]', '> [q]: /q', '> ---', '> ==='],
];
const container = fc.constantFrom(...kinds).chain((kind) => fc.array(fc.tuple(fc.constantFrom(...kind), fc.constantFrom('\n', '\n', '\n', '\n\n')), { minLength: 3, maxLength: 16 })).map((all) => all.flat().join(''));

test('long lists, tables and quotes end identical to whole ones, though their finished items are never parsed again', async () => {
  await fc.assert(fc.asyncProperty(cutText(container), streamsAsWhole), { numRuns: 600 });
});

test('long answers end identical to whole ones, however they are cut', async () => {
  await fc.assert(fc.asyncProperty(cutText(fc.constantFrom(...markdownSamples)), streamsAsWhole), { numRuns: 150 });
});

test('a line that turns out to begin a formula takes back what looked settled after it', async () => {
  await streamsAsWhole(['> a\n$$\n> ---\n> # head\n', '$$\n']);
  await streamsAsWhole(['- a\n$$\n- b\n- c\n- d\n', '$$\n']);
});

test('letter by letter is the same as at once', async () => {
  for (const sample of markdownSamples) await streamsAsWhole(sample.split(''));
});

test('the sanitiser holds even if the parser lets html through', async () => {
  const html = '<p onclick="x()" style="color:red" id="a">a<script>x()</script><img src="http://evil.example/1.png" onerror="x()"><svg onload="x()"></svg>'
    + '<iframe src="x"></iframe><a href="javascript:x()">b</a><a href="command:x">c</a><a href="https://example.org">d</a><input autofocus></p>';
  const left = await page().evaluate((source) => harness.sanitized(source), html);
  assert.equal(left, '<p>a<a>b</a><a>c</a><a href="https://example.org">d</a></p>');
});

test('blocks drawn one by one are what the parser makes of the whole', async () => {
  await fc.assert(fc.asyncProperty(text, async (whole) => {
    const drawn = await page().evaluate((source) => ({ ours: harness.undressed(harness.whole(source)), parser: harness.reference(source) }), whole);
    assert.equal(drawn.ours, drawn.parser, JSON.stringify(whole));
  }), { numRuns: 500 });
});
