// The page in another language: no word is missed, and longer words fit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Snapshot } from '../../src/shared/protocol.ts';
import { composer } from './support/composerScenes.ts';
import { overflow } from './support/overflow.ts';
import { mark, pseudoBundle } from './support/pseudoLocale.ts';
import { bill, estimate, scenes } from './support/scenes.ts';
import { snapshot } from './support/snapshots.ts';
import { usePages } from './support/withPage.ts';

const withPage = usePages();
const translations = pseudoBundle();
/** The same in every language. */
const properNames = ['JavaScript', 'TypeScript', 'Python', 'HTML', 'CSS', 'SQL', 'Diff', 'Rust', 'YAML', 'Bash'];

/** Every text a person can read or hear, by itself. */
const shown = (page: Page): Promise<string[]> => page.evaluate(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest('script') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const found: string[] = [];
  while (texts.nextNode()) found.push(texts.currentNode.textContent ?? '');
  for (const element of document.querySelectorAll('body *')) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
  return found;
});

/** Those in the page's own words that are not translated. What the host said is known as a whole, what a model said in pieces. */
async function missed(page: Page, state: Snapshot): Promise<string[]> {
  const answers = state.turns.flatMap(({ text, thinking }) => [text, thinking]).join('\n');
  const theirs = new Set([...textsIn([state, estimate, bill]), ...properNames].flatMap(piecesOf));
  return (await shown(page)).filter((text) => !text.includes(mark)).flatMap(piecesOf).filter((text) => /\p{L}{2,}/u.test(text) && !theirs.has(text) && !answers.includes(text));
}

/** The page puts together what the host told in parts. */
function piecesOf(text: string): string[] {
  return text.split(/, | \u00b7 |\n/).map((piece) => piece.trim());
}

function textsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

for (const [name, state] of Object.entries(scenes)) {
  test(`no word is missed, and none runs over the side at 240 px: ${name}`, () => withPage({ snapshot: state, width: 240, translations, host: (host) => host.results.set('explainCost', bill) }, async ({ host, errors }) => {
    await host.requested('ready');
    await host.drawn();
    if (name === 'estimate') {
      await host.change({ type: 'estimate-changed', estimate });
      await host.page.locator('.estimate').first().waitFor();
    }
    assert.deepEqual(await missed(host.page, state), []);
    assert.deepEqual(await overflow(host.page), []);
    assert.deepEqual(errors, []);
  }));
}

test('buttons keep to their names in the person\'s language', () => withPage({ snapshot: snapshot([], { draft: 'x', composer: composer({}) }), translations }, async ({ host }) => {
  const send = host.page.getByRole('button', { name: translations['Send'] ?? 'none', exact: true });
  await send.waitFor();
  assert.equal(await host.page.getByRole('textbox', { name: translations['Message'] ?? 'none', exact: true }).count(), 1);
  assert.equal(await host.page.getByRole('button', { name: 'Send', exact: true }).count(), 0);
}));
