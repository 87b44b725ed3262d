// The words of the status bar and its tooltip: short for eyes, whole for ears, never more certain than the figures.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MoneySum, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { budgetStates } from '../../../src/core/money/budgets.ts';
import type { CacheHealth } from '../../../src/core/money/cacheHealth.ts';
import type { SpentAttempt } from '../../../src/core/money/spend.ts';
import { statusText } from '../../../src/core/money/statusText.ts';
import { readAmount, readShares } from '../../../src/features/usage/budgetInput.ts';
import { bar, budgetSentence, percent } from '../../../src/features/usage/budgetWords.ts';
import { cacheSentence } from '../../../src/features/usage/cacheWords.ts';
import { statusWords, usageStory, type UsageView } from '../../../src/features/usage/usageView.ts';

const sum = (amount: number, more: Partial<MoneySum> = {}): MoneySum => ({ ...noMoney, amount, ...more });
const last: SpentAttempt = {
  model: 'openai/gpt-6-sol', servedModel: 'gpt-6-sol', task: 'chat', free: false, input: 12_000, cacheRead: 9_000, output: 500, outputEstimated: false,
  cost: { provenance: 'computed', amount: 0.07, currency: 'USD' }, milliseconds: 2_340,
};
const limits = { onLimit: 'ask', alertAt: [], day: 5, month: 60 } as const;
const view: UsageView = {
  spend: { live: [], total: sum(0.1), attempts: 2, outputTokens: 800, last },
  periods: { day: { cost: sum(0.42), wasted: 0.03, attempts: 12 }, week: { cost: sum(3), wasted: 1, attempts: 40 }, month: { cost: sum(51), wasted: 2, attempts: 1_400 } },
  budgets: budgetStates(limits, (period) => sum(period === 'day' ? 0.42 : 51)),
  context: { used: 36_000, window: 200_000 },
  cache: undefined,
  model: 'openai/gpt-6-sol',
  timeOf: () => '14:32',
  now: 0,
};
const spoken = (given: UsageView): string => usageStory(given).map(({ title, words }) => `${title}: ${words}.`).join('\n');

test('the default is what is spent today and how full the context is', () => {
  assert.equal(statusText(['today', 'context'], statusWords(view)), '$0.42 today \u00b7 18% of 200k');
  assert.equal(statusText(['session', 'week', 'month', 'budget', 'last', 'wasted', 'model'], statusWords(view)), '$0.10 this window \u00b7 $3.00 this week \u00b7 $51.00 this month \u00b7 85% of $60.00 this month \u00b7 $0.0700 \u00b7 $0.0300 wasted \u00b7 openai/gpt-6-sol');
});

test('what is not known is left out or marked, never a 0', () => {
  const unread = { ...view, periods: { day: undefined, week: undefined, month: undefined }, context: undefined };
  assert.equal(statusText(['today', 'context'], statusWords(unread)), '');
  assert.match(spoken(unread), /Today: not read yet\./);
  const partly = { ...view, periods: { ...view.periods, day: { cost: sum(0.42, { complete: false, estimated: true }), wasted: 0, attempts: 3 } } };
  assert.equal(statusWords(partly).today, '\u2265~$0.42 today');
  assert.match(spoken(partly), /Today: at least ~\$0\.42 for 3 requests\./);
  assert.match(spoken(partly), /Not in the sums: answers whose price is not known/);
  assert.equal(statusWords({ ...view, spend: { ...view.spend, last: { ...last, cost: unknownMoney } } }).last, 'price not known');
});

test('the story tells everything a person may ask, in an order that can be listened to', () => {
  assert.equal(spoken(view), [
    'Last answer: openai/gpt-6-sol, 12k tokens in, 75 % of them from the cache, 500 tokens out, $0.0700, 2.3 s.',
    'This window: $0.10 for 2 requests, 800 output tokens.',
    'Today: $0.42 for 12 requests.',
    'This week: $3.00 for 40 requests.',
    'This month: $51.00 for 1,400 requests.',
    'Budget: $0.42 of $5.00 today (8 %), $4.58 left.',
    'Budget: $51.00 of $60.00 this month (85 %), $9.00 left.',
    'Context: 18% of 200k tokens were full at the last answer.',
    'Wasted today: $0.0300 for answers that broke off or failed.',
  ].join('\n'));
});

test('while an answer streams the story stands still, so that it can be read', () => {
  const living = (output: number): UsageView => ({ ...view, spend: { ...view.spend, live: [{ model: 'openai/m', free: false, output, outputCost: output / 1e6 }] } });
  assert.match(spoken(living(1)), /^Now: openai\/m answers\./);
  assert.equal(spoken(living(1)), spoken(living(1000)));
});

test('another model than the one that was asked is named', () => {
  const served = (servedModel: string) => spoken({ ...view, spend: { ...view.spend, last: { ...last, servedModel } } });
  assert.match(served('gpt-6-sol-2026-09-01'), /openai\/gpt-6-sol \(served by gpt-6-sol-2026-09-01\)/);
  assert.doesNotMatch(served(''), /served/);
});

test('a bar is full only at the limit and empty only without anything', () => {
  assert.deepEqual([0, 0.001, 0.5, 0.999, 1, 7, Infinity].map((share) => bar(share).replaceAll('\u25b1', '').length), [0, 1, 5, 9, 10, 10, 10]);
  assert.deepEqual([0, 0.001, 0.999, 0.29, 1, Infinity].map(percent), ['0 %', 'under 1 %', '99 %', '29 %', '100 %', 'over 100 %']);
});

test('a budget that is reached says so, and one of a sum that is not whole says at most what is left', () => {
  const sentence = (spent: MoneySum, day: number) => budgetStates({ ...limits, month: undefined, day }, () => spent).map(budgetSentence)[0];
  assert.equal(sentence(sum(6), 5), '$6.00 of $5.00 today (120 %), the limit is reached');
  assert.equal(sentence(sum(1, { complete: false }), 5), 'at least $1.00 of $5.00 today (at least 20 %), at most $4.00 left');
});

test('amounts are read as people write them, or refused in words', () => {
  for (const [text, amount] of [['5', 5], [' $0.50 ', 0.5], ['.5', 0.5], ['12.', 12], ['5 USD', 5], ['0', 0], ['', undefined], [' ', undefined]] as const) assert.deepEqual(readAmount(text), { amount }, text);
  for (const [text, pattern] of [['0,50', /without commas/], ['1,000', /without commas/], ['five', /US dollars/], ['-1', /US dollars/], ['1e3', /US dollars/], ['Infinity', /US dollars/], ['2000000', /the most/]] as const) {
    const read = readAmount(text);
    assert.match('wrong' in read ? read.wrong : '', pattern, text);
  }
});

test('shares are read in any order, or refused in words', () => {
  assert.deepEqual(readShares('100, 50 80%'), { shares: [0.5, 0.8, 1] });
  assert.deepEqual(readShares('  '), { shares: [] });
  for (const text of ['half', '0', '-5', '5000', Array.from({ length: 11 }, (_, index) => index + 1).join(' ')]) assert.ok('wrong' in readShares(text), text);
});

test('the cache in a sentence: the rate, the saving, how long, and why it was missed', () => {
  const health: CacheHealth = { lastRate: 0.9, rate: 0.82, tokensRead: 41_000, saved: sum(0.03), missed: undefined, expiresAt: 60_000 };
  const words = (more: Partial<CacheHealth>, now = 0) => cacheSentence({ ...health, ...more }, { now, timeOf: () => '14:32' });
  assert.equal(words({}), '82 % of this conversation\'s input came from it (41k tokens, $0.0300 saved); lasts until 14:32, longer when used');
  assert.match(words({}, 60_000), /it has expired$/);
  assert.match(words({ expiresAt: undefined }), /how long it lasts is not known$/);
  assert.equal(words({ rate: undefined, expiresAt: undefined }), 'the provider does not tell what came from it');
  assert.match(words({ saved: sum(-0.002, { estimated: true }) }), /~\$0\.0020 dearer so far/);
  assert.match(words({ missed: { reason: 'message', message: 3 }, lastRate: 0 }), /the last request missed, as message 3 is not what it was/);
  assert.match(words({ missed: { reason: 'tools' }, lastRate: 0.1 }), /mostly missed, as the tools changed/);
  assert.doesNotMatch(words({ missed: { reason: 'short' }, expiresAt: undefined }), /not known/);
});
