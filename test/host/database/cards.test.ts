// Old conversations are found: by their words, by what they are, page after page, and each once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { silentLog } from '../../../src/core/base/log.ts';
import type { Card, Wish } from '../../../src/core/conversation/store.ts';
import { recordOf } from '../../../src/core/conversation/turnRecord.ts';
import { foundIn, matchOf } from '../../../src/host/database/foundWords.ts';
import { createHistoryRetention } from '../../../src/host/database/historyRetention.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { answer, inMemory, keep, processOn, question, where } from './support/conversations.ts';
import { dollars, row } from './support/writer.ts';

const ids = (cards: readonly Card[]): readonly string[] => cards.map(({ id }) => id);

async function shelf() {
  const database = inMemory();
  let now = 1_000;
  const { store, desk } = processOn(database, { now: () => (now += 10) });
  const found = async (wish: Wish) => ids((await store.list(wish, 50)).cards);
  return { database, store, desk, found, at: (next: number) => void (now = next) };
}

test('words are found in questions and answers, by their beginnings, without accents, all of them in one message', async () => {
  const { store, found } = await shelf();
  await keep(store, 'a', question('q', 'How do I parse a Grüße string?'), answer('r', 'q', 'Use the tokenizer of the café.'));
  await keep(store, 'b', question('q', 'Something else'), answer('r', 'q', 'Parsers are hard.', { thinking: 'secretly' }));
  assert.deepEqual(await found({ words: 'pars' }), ['a', 'b'], 'a title, then a message');
  assert.deepEqual(await found({ words: 'gruße PARSE' }), ['a']);
  assert.deepEqual(await found({ words: 'Café' }), ['a']);
  assert.deepEqual(await found({ words: 'cafe' }), ['a']);
  assert.deepEqual(await found({ words: 'parse tokenizer' }), [], 'both, but in two messages');
  assert.deepEqual(await found({ words: 'secretly' }), []);
  assert.deepEqual(await found({ words: '' }), ['b', 'a']);
  assert.deepEqual(await found({ words: '!?' }), []);
});

test('what was found is told with the places of the words', async () => {
  const { store } = await shelf();
  await keep(store, 'a', question('q', 'title'), answer('r', 'q', `${'far '.repeat(60)}then a needle in <b>hay</b> and needles ${'more '.repeat(60)}`));
  const [card] = (await store.list({ words: 'needle' }, 5)).cards;
  assert.equal(card?.found?.turn, 'r');
  assert.deepEqual(card.found.matches.map(([from, to]) => card.found?.text.slice(from, to)), ['needle', 'needles']);
  assert.ok(card.found.text.includes('<b>hay</b>') && card.found.text.length < 300);
});

test('the piece that is shown is the one where the words stand together', () => {
  const text = Array.from({ length: 80 }, (_, index) => `Paragraph ${index} of a long answer.`).join('\n');
  const { text: shown, matches } = foundIn('t', text, 'paragraph 42');
  const marked = matches.map(([from, to]) => shown.slice(from, to));
  assert.ok(marked.includes('42') && marked.includes('Paragraph'), shown);
});

test('a title is found first, and a renamed conversation by its new one only', async () => {
  const { store, found } = await shelf();
  await keep(store, 'a', question('q', 'zebra'));
  await keep(store, 'b', question('q', 'first line\nzebra below'));
  assert.deepEqual(await found({ words: 'zebra' }), ['a', 'b']);
  await store.change('b', { title: { text: 'Giraffe', by: 'person' } });
  assert.deepEqual(await found({ words: 'giraffe' }), ['b']);
  assert.deepEqual(await found({ words: 'first' }), ['b'], 'by its message');
});

test('what is written anew or deleted is found no more, and what comes back is', async () => {
  const { store, found } = await shelf();
  const turn = answer('r', 'q', 'walrus');
  await keep(store, 'a', question('q', 'x'), turn);
  await keep(store, 'a', { ...turn, text: 'otter' });
  assert.deepEqual([await found({ words: 'walrus' }), await found({ words: 'otter' })], [[], ['a']]);
  await keep(store, 'a', { ...turn, text: 'otter', deleted: 5 });
  assert.deepEqual(await found({ words: 'otter' }), []);
  await keep(store, 'a', { ...turn, text: 'otter' });
  await store.change('a', { deleted: true });
  assert.deepEqual([await found({ words: 'otter' }), await found({}), await found({ deleted: true })], [[], [], ['a']]);
  await store.change('a', { deleted: false });
  assert.deepEqual(await found({ words: 'otter' }), ['a']);
});

test('filters: date, model, workspace, cost, pinned, archived', async () => {
  const { store, desk, found } = await shelf();
  await store.keepTurn(where('a', { workspace: 'file:///one' }), recordOf(question('q', 'a')));
  await keep(store, 'a', answer('r', 'q', 'x', { model: 'v/one' }), answer('r2', 'q', 'x', { model: 'v/two' }));
  await store.keepTurn(where('b', { workspace: 'file:///two' }), recordOf(question('q', 'b')));
  desk.record(row({ at: 1_000, conversation: 'b', cost: dollars(0.5) }));
  desk.record(row({ at: 1_000, conversation: 'b', cost: { provenance: 'unknown', currency: 'USD' } }));
  assert.deepEqual(await found({ workspace: 'file:///two' }), ['b']);
  assert.deepEqual([await found({ model: 'v/one' }), await found({ model: 'v/three' })], [['a'], []]);
  assert.deepEqual([await found({ cost: 0.5 }), await found({ cost: 0.6 })], [['b'], []]);
  assert.deepEqual((await store.card('b'))?.spend, { amount: 0.5, complete: false, estimated: false });
  const changed = (await store.card('a'))?.changed ?? 0;
  assert.deepEqual([await found({ to: changed + 1 }), await found({ from: changed + 1 })], [['a'], ['b']]);
  await store.change('a', { pinned: true });
  assert.deepEqual([await found({}), await found({ pinned: true })], [['a', 'b'], ['a']]);
  await store.change('a', { archived: true });
  assert.deepEqual([await found({}), await found({ archived: true })], [['b'], ['a']]);
  assert.deepEqual(await found({ words: 'b', workspace: 'file:///one' }), []);
});

test('for any conversations and any size of a page, the pages together are all of them, each once, in order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ pinned: fc.boolean(), words: fc.boolean() }), { maxLength: 25 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), async (all, size, searched) => {
    const { store } = await shelf();
    for (const [index, { pinned, words }] of all.entries()) {
      await keep(store, `c${index}`, question('q', 'title'), answer('a', 'q', words ? 'needle' : 'hay'), answer('b', 'q', words ? 'needle' : 'hay'));
      if (pinned) await store.change(`c${index}`, { pinned });
    }
    const wish = searched ? { words: 'needle' } : {};
    const paged: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await store.list(wish, size, after);
      paged.push(...ids(page.cards));
      if (page.next === undefined) break;
      after = page.next;
    }
    const fitting = all.map(({ pinned, words }, index) => ({ id: `c${index}`, pinned, words, index })).filter(({ words }) => !searched || words);
    const expected = fitting.toSorted((a, b) => (searched ? 0 : Number(b.pinned) - Number(a.pinned)) || b.index - a.index).map(({ id }) => id);
    assert.deepEqual(searched ? [...new Set(paged)] : paged, expected);
  }), { numRuns: 40 });
});

test('no words make the search fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (words) => {
    const match = matchOf(words);
    const database = inMemory();
    if (match !== undefined) database.prepare('SELECT rowid FROM turn_words WHERE turn_words MATCH ?').all(match);
    database.close();
  }), { numRuns: 60 });
});

test('deleted ones go for good after their time, old ones only where that is wanted, pinned ones never', async () => {
  const day = 86_400_000;
  const { database, store, found, at } = await shelf();
  const clock = createFakeClock(0);
  for (const id of ['deleted', 'old', 'pinned']) await keep(store, id, question('q', id), answer('a', 'q', 'walrus'));
  await store.change('deleted', { deleted: true });
  await store.change('pinned', { pinned: true });
  at(29 * day);
  await keep(store, 'young', question('q', 'young'));
  let keepDays = 0;
  const retention = createHistoryRetention({ store, exists: () => Promise.resolve(true), clock, log: silentLog, wish: () => ({ keepDays, keepDeletedDays: 30 }) });
  await clock.advance(29 * day);
  assert.deepEqual(await found({ deleted: true }), ['deleted']);
  await clock.advance(2 * day);
  assert.deepEqual([await found({ deleted: true }), await found({})], [[], ['pinned', 'young', 'old']]);
  keepDays = 20;
  await clock.advance(2 * day);
  assert.deepEqual(await found({}), ['pinned', 'young']);
  assert.deepEqual(await found({ words: 'walrus' }), ['pinned']);
  assert.equal(Number(database.prepare('SELECT count(*) AS left FROM turn').get()?.['left']), 3);
  database.prepare("INSERT INTO turn_words (turn_words, rank) VALUES ('integrity-check', 0)").run();
  retention.dispose();
});

test('for any message, the piece that is shown is of it, and what is marked in it begins with the words', () => {
  const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constant('Needle'), fc.constant('nèedles '), fc.constant('\n')), { maxLength: 60 }).map((pieces) => pieces.join(' '));
  fc.assert(fc.property(text, (message) => {
    const found = foundIn('t', message, 'NEEDLE');
    const shown = found.text.replace(/^…/u, '').replace(/…$/u, '');
    assert.ok(message.toWellFormed().includes(shown) || found.text === message.toWellFormed());
    for (const [from, to] of found.matches) assert.match(found.text.slice(from, to).normalize('NFD').replaceAll(/\p{M}/gu, ''), /^needle/i);
    assert.equal(found.matches.length > 0, /(?<![\p{L}\p{N}\p{M}\p{Co}])n\p{M}*e\p{M}*e\p{M}*d\p{M}*l\p{M}*e/iu.test(message.normalize('NFD')));
    assert.ok(found.text.length < 260);
  }));
});
