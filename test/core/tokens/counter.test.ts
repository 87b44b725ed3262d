// The door to token counts: guesses until the ranks are there, the vendor's own count afterwards.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../../src/core/model/call.ts';
import { textMessage } from '../../../src/core/model/message.ts';
import type { RankSource } from '../../../src/core/tokens/ranks/rankSource.ts';
import { createTokenCounter } from '../../../src/core/tokens/counter.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate.ts';
import type { TokenCounter } from '../../../src/core/tokens/tokenCounter.ts';
import { ownEncoding, rankSource, referenceEncoding } from './support/reference.ts';

const exactModel = 'openai/gpt-6-sol';
const otherModel = 'anthropic/claude-sonnet-5-5';
const text = 'The quick brown fox jumps over the lazy dog; 你好，世界! const answer = 42;';
const reference = referenceEncoding('o200k_base');
const exactly = (of: string): number => reference.encode(of).length;

async function readyCounter(model = exactModel): Promise<TokenCounter> {
  const counter = createTokenCounter({ ranks: rankSource });
  await counter.ready(model);
  return counter;
}

function callOf(model: string, ...words: readonly string[]): Call {
  return { model, messages: words.map((one) => textMessage('user', one)), task: 'chat', signal: new AbortController().signal };
}

test('a count is a guess at first, and exact once the ranks are there', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  assert.deepEqual(counter.count(exactModel, text), { tokens: Math.ceil(estimateTokens(text)), exact: false });
  let changes = 0;
  counter.onDidChange(() => void (changes += 1));
  await counter.ready(exactModel);
  assert.equal(changes, 1);
  assert.deepEqual(counter.count(exactModel, text), { tokens: exactly(text), exact: true });
});

test('ranks are read once, and only when somebody counts', async () => {
  const asked: string[] = [];
  const counting: RankSource = (name) => {
    asked.push(name);
    return rankSource(name);
  };
  const counter = createTokenCounter({ ranks: counting });
  assert.deepEqual(asked, []);
  counter.count(exactModel, 'a');
  await Promise.all([counter.ready(exactModel), counter.ready('openai/o3'), counter.ready(otherModel)]);
  counter.growing(exactModel).total();
  assert.deepEqual(asked, ['o200k_base']);
  await counter.ready('openai/gpt-4');
  assert.deepEqual(asked, ['o200k_base', 'cl100k_base']);
  assert.deepEqual(counter.count('openai/gpt-4', text), { tokens: referenceEncoding('cl100k_base').encode(text).length, exact: true });
});

test('building the tables lets others have their turn', async () => {
  let breaths = 0;
  const counter = createTokenCounter({ ranks: rankSource, breathe: () => Promise.resolve(void (breaths += 1)) });
  await counter.ready(exactModel);
  assert.ok(breaths >= 12, `${breaths} breaths`);
});

for (const [what, ranks] of Object.entries<RankSource>({ missing: () => Promise.reject(new Error('no such file')), damaged: () => Promise.resolve(new Uint8Array(64)) })) {
  test(`with ${what} ranks it is estimated, and the log says why, once`, async () => {
    const warnings: string[] = [];
    const log = { debug() {}, info() {}, error() {}, warn: (words: string) => void warnings.push(words) };
    const counter = createTokenCounter({ ranks, log });
    await counter.ready(exactModel);
    await counter.ready(exactModel);
    assert.deepEqual(counter.count(exactModel, text), { tokens: Math.ceil(estimateTokens(text)), exact: false });
    const growing = counter.growing(exactModel);
    growing.add(text);
    assert.equal(growing.total(), Math.ceil(estimateTokens(text)));
    assert.equal(growing.exact, false);
    assert.equal(warnings.length, 1);
  });
}

test('an answer that grows is counted as the whole, whenever the ranks come', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  const growing = counter.growing(exactModel);
  growing.add(text.slice(0, 30));
  assert.ok(growing.total() > 0 && !growing.exact);
  await counter.ready(exactModel);
  for (let at = 30; at < text.length; at += 3) growing.add(text.slice(at, at + 3));
  growing.add(` ${text}`);
  assert.equal(growing.total(), exactly(`${text} ${text}`));
  assert.equal(growing.exact, true);
});

test('what is shown never falls, also when the guess was too high', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  const growing = counter.growing(exactModel);
  growing.add(' '.repeat(400));
  const guessed = growing.total();
  await counter.ready(exactModel);
  assert.equal(growing.total(), guessed);
  assert.equal(growing.exact, false);
  growing.add('word '.repeat(300));
  assert.equal(growing.total(), exactly(`${' '.repeat(400)}${'word '.repeat(300)}`));
  assert.equal(growing.exact, true);
});

test('a model without a public vocabulary is guessed from its neighbour and learns from what is reported', async () => {
  const counter = await readyCounter(otherModel);
  const long = `${text} `.repeat(40);
  const before = counter.count(otherModel, long);
  assert.equal(before.exact, false);
  for (let turn = 0; turn < 40; turn += 1) counter.learn(otherModel, counter.count(otherModel, long).tokens, Math.round(exactly(long) * 1.5));
  assert.ok(Math.abs(counter.count(otherModel, long).tokens / (exactly(long) * 1.5) - 1) < 0.02);
  const again = createTokenCounter({ ranks: rankSource, learned: JSON.parse(JSON.stringify(counter.learned())) });
  await again.ready(otherModel);
  assert.equal(again.count(otherModel, long).tokens, counter.count(otherModel, long).tokens);
});

test('what is reported before anything was counted is learned, too', async () => {
  const counter = createTokenCounter({ ranks: rankSource });
  assert.equal(counter.learned(), undefined);
  const learned = new Promise<void>((resolve) => {
    counter.onDidChange(() => counter.learned()?.[otherModel] && resolve());
  });
  counter.learn(otherModel, 1_000, 1_600);
  await learned;
  assert.ok((counter.learned()?.[otherModel]?.log ?? 0) > Math.log(1.2));
});

test('before anything is loaded a prompt is guessed as a whole', () => {
  const counter = createTokenCounter({ ranks: rankSource });
  const guessed = counter.prompt(callOf(exactModel, text));
  assert.deepEqual([guessed.exact, guessed.parts.length], [false, 1]);
  assert.ok(guessed.total > 10);
});

test('an exact model has nothing to learn', async () => {
  const counter = await readyCounter();
  counter.learn(exactModel, 1_000, 2_000);
  assert.deepEqual(counter.count(exactModel, text), { tokens: exactly(text), exact: true });
  assert.deepEqual(counter.learned(), {});
});

test('a prompt is exact for plain words of an exact model', async () => {
  const counter = await readyCounter();
  assert.deepEqual(counter.prompt(callOf(exactModel, text)), {
    total: exactly(text) + 7,
    exact: true,
    parts: [{ kind: 'text', label: '', tokens: exactly(text) }, { kind: 'overhead', label: '', tokens: 7 }],
  });
  assert.equal(counter.prompt(callOf(otherModel, text)).exact, false);
});

test('a very long text is guessed at once, counted in the background, and then known', async () => {
  const counter = await readyCounter();
  const long = 'All work and no play. '.repeat(5_000);
  const call = callOf(exactModel, long);
  assert.equal(counter.prompt(call).exact, false);
  await new Promise<void>((resolve) => {
    counter.onDidChange(resolve);
  });
  const counted = counter.prompt(call);
  assert.deepEqual([counted.exact, counted.total], [true, ownEncoding('o200k_base').count(long) + 7]);
  assert.deepEqual(counter.prompt(callOf(exactModel, long)), counted, 'the same words in other objects are known, too');
});
