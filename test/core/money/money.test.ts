// Money that tells the truth: sums, prices, words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMoney, free, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { unknownUsage, type Usage } from '../../../src/core/model/usage.ts';
import { costOf } from '../../../src/core/money/cost.ts';
import { formatAmount, formatMoney, formatSum, formatTokens } from '../../../src/core/money/format.ts';
import { createPriceBook, type PriceEntry } from '../../../src/core/money/price.ts';
import { priceList } from '../../../src/core/money/priceList.ts';
import { createSpend } from '../../../src/core/money/spend.ts';
import { finish } from '../../../src/core/model/finish.ts';

const entry: PriceEntry = {
  model: 'openai/m',
  rates: { input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 10 },
  above: { tokens: 1_000, rates: { input: 4, output: 15 } },
  asOf: '2026-01-01',
};

function usage(input: Partial<Usage['input']>, output: Partial<Usage['output']>): Usage {
  return { input: { ...unknownUsage.input, ...input }, output: { ...unknownUsage.output, ...output }, raw: undefined };
}

test('each bucket is charged at its own rate', () => {
  const money = costOf(usage({ fresh: 100, cacheRead: 200, cacheWrite5m: 300 }, { text: 40, reasoning: 10 }), entry, 'computed');
  assert.deepEqual(money, { provenance: 'computed', amount: (200 + 40 + 750 + 500) / 1e6, currency: 'USD', entry: 'openai/m, 2026-01-01' });
});

test('a long prompt moves the whole request to the higher rates, the last token of the tier does not', () => {
  const cheap = costOf(usage({ fresh: 1_000 }, { text: 1 }), entry, 'computed');
  assert.equal(cheap.provenance === 'computed' && cheap.amount, (1_000 * 2 + 10) / 1e6);
  const dear = costOf(usage({ fresh: 500, cacheRead: 501 }, { text: 1 }), entry, 'computed');
  assert.equal(dear.provenance === 'computed' && dear.amount, (500 * 4 + 501 * 4 + 15) / 1e6);
});

test('what was not told costs an unknown amount, never nothing', () => {
  assert.equal(costOf(unknownUsage, entry, 'computed').provenance, 'unknown');
  assert.equal(costOf(usage({ fresh: 5 }, {}), entry, 'computed').provenance, 'unknown');
});

test('a sum knows what it does not know', () => {
  const some = addMoney(addMoney(noMoney, { provenance: 'computed', amount: 1.2, currency: 'USD' }), free);
  assert.equal(formatSum(some), '$1.20');
  assert.equal(formatSum(addMoney(some, unknownMoney)), 'at least $1.20');
  assert.equal(formatSum(addMoney(some, { provenance: 'estimated', amount: 0.1, currency: 'USD' })), '~$1.30');
});

test('only the exact or date-suffixed name of a model finds its price', () => {
  const book = createPriceBook([entry]);
  assert.equal(book.find({ asked: 'openai/m' }), entry);
  assert.equal(book.find({ asked: 'openai/m-2026-05-01' }), entry);
  assert.equal(book.find({ asked: 'openai/m', served: 'm-20260501' }), entry);
  for (const asked of ['openai/m-mini', 'openai/m2', 'azure/m', 'openai/m-2026']) assert.equal(book.find({ asked }), undefined, asked);
});

test('the price list has every model once, with sane rates', () => {
  assert.equal(new Set(priceList.map(({ model }) => model)).size, priceList.length);
  for (const { model, rates } of priceList) {
    assert.ok(rates.input > 0 && rates.output > rates.input, model);
    assert.ok((rates.cacheRead ?? 0) < rates.input, model);
  }
});

test('figures are short and never lie about being zero', () => {
  assert.deepEqual([0, 0.00001, 0.0042, 0.5, 12.345].map(formatAmount), ['$0.00', '<$0.0001', '$0.0042', '$0.50', '$12.35']);
  assert.deepEqual([0, 999, 1_234, 34_000, 1_500_000].map(formatTokens), ['0', '999', '1.2k', '34k', '1.5M']);
  assert.deepEqual([free, unknownMoney, { provenance: 'estimated', amount: 0.5, currency: 'USD' } as const].map(formatMoney), ['free', undefined, '~$0.50']);
});

test('spending is visible while it happens and exact after it', () => {
  const spend = createSpend(createPriceBook([entry]));
  let heard = 0;
  spend.onDidChange(() => void (heard += 1));
  const attempt = spend.begin({ model: 'openai/m', task: 'chat', startedAt: 0, free: false });
  attempt.grew(50);
  attempt.grew(50);
  assert.deepEqual(spend.state().live, [{ model: 'openai/m', free: false, output: 100, outputCost: 0.001 }]);
  attempt.ended({
    finish: finish({ reason: 'stop', model: 'openai/m', usage: usage({ fresh: 10 }, { text: 90 }), cost: { provenance: 'computed', amount: 0.00092, currency: 'USD' } }),
    estimatedOutput: 100,
    endedAt: 1_500,
  });
  const { live, total, attempts, outputTokens, last } = spend.state();
  assert.deepEqual(live, []);
  assert.deepEqual({ total, attempts, outputTokens }, { total: { amount: 0.00092, complete: true, estimated: false }, attempts: 1, outputTokens: 90 });
  assert.equal(last?.outputEstimated, false);
  assert.equal(heard, 4);
});
