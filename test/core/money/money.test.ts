// Money that tells the truth: sums, prices, words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMoney, free, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { unknownUsage, type Usage } from '../../../src/core/model/usage.ts';
import { explainMoney, formatAmount, formatMoney, formatSum, formatTokens } from '../../../src/core/money/format.ts';
import { createPriceBook, type PriceEntry } from '../../../src/core/money/price.ts';
import { createSpend } from '../../../src/core/money/spend.ts';
import { finish } from '../../../src/core/model/finish.ts';

const entry: PriceEntry = {
  model: 'openai/m',
  periods: [{ rates: { input: 2, cacheRead: 0.2, cacheWrite5m: 2.5, output: 10 } }],
  source: 'a list',
  asOf: '2026-01-01',
};

function usage(input: Partial<Usage['input']>, output: Partial<Usage['output']>): Usage {
  return { input: { ...unknownUsage.input, ...input }, output: { ...unknownUsage.output, ...output }, raw: undefined };
}

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

test('figures are short and never lie about being zero', () => {
  assert.deepEqual([0, 0.00001, 0.0042, 0.5, 12.345].map(formatAmount), ['$0.00', '<$0.0001', '$0.0042', '$0.50', '$12.35']);
  assert.deepEqual([0, 999, 1_234, 34_000, 1_500_000].map(formatTokens), ['0', '999', '1.2k', '34k', '1.5M']);
  assert.deepEqual([free, unknownMoney, { provenance: 'estimated', amount: 0.5, currency: 'USD' } as const].map(formatMoney), ['free', undefined, '~$0.50']);
});

test('a cost says where it comes from, and how far a reported one is from the table', () => {
  const money = { amount: 0.0063, currency: 'USD', entry: 'a/b, a list, 2026-01-01' } as const;
  const said = [
    unknownMoney,
    { provenance: 'unknown', currency: 'USD', problem: 'There is no price for the service tier "priority".', atLeast: 0.002 },
    { ...money, provenance: 'reported', table: 0.007 },
    { ...money, provenance: 'reported', table: 0.006301 },
    { ...money, provenance: 'estimated' },
  ] as const;
  assert.deepEqual(said.map(explainMoney), [
    'Cost: not known. There is no price for this model.',
    'Cost: at least $0.0020. There is no price for the service tier "priority".',
    'Cost: $0.0063, as the provider reported. By the price of a/b, a list, 2026-01-01 it would be $0.0070.',
    'Cost: $0.0063, as the provider reported.',
    'Cost: ~$0.0063, estimated by the price of a/b, a list, 2026-01-01.',
  ]);
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
