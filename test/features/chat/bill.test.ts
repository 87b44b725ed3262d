// The bill of an answer: every line adds up to what was charged, and what is not known is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssistantTurn, TurnEnd } from '../../../src/core/conversation/turn.ts';
import { free, type Money, unknownMoney } from '../../../src/core/model/money.ts';
import { unknownUsage, type Usage } from '../../../src/core/model/usage.ts';
import { createPriceBook } from '../../../src/core/money/price.ts';
import { billOf } from '../../../src/features/chat/bill.ts';

const prices = createPriceBook([{ model: 'openai/gpt-6-sol', periods: [{ rates: { input: 2, output: 10, cacheRead: 0.2 } }], source: 'a list', asOf: '2026-09-23' }]);
const usage: Usage = { input: { fresh: 1_204, cacheRead: 5_632, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 180, reasoning: 232 }, raw: undefined };
const computed: Money = { provenance: 'computed', amount: 0.0076544, currency: 'USD', entry: 'openai/gpt-6-sol, a list, 2026-09-23' };

function turn(more: Partial<TurnEnd> | undefined, model = 'openai/gpt-6-sol'): AssistantTurn {
  const end: TurnEnd = { reason: 'stop', error: undefined, usage, cost: computed, servedModel: 'gpt-6-sol-2026-09-01', serviceTier: undefined, endedAt: 9_700, ...more };
  return { kind: 'assistant', id: 'a', parent: 'q', model, text: 'So.', thinking: '', notices: [], startedAt: 0, firstAt: 500, estimatedOutput: 400, end: more && end };
}

test('every bucket is a line with its rate, and the total is exact', async () => {
  const bill = await billOf(turn({}), prices);
  assert.deepEqual(bill?.lines, [
    { label: 'Input', count: '1,204', rate: '$2.00 / 1M', amount: '$0.002408' },
    { label: 'Input from the cache', count: '5,632', rate: '$0.20 / 1M', amount: '$0.0011264' },
    { label: 'Output', count: '180', rate: '$10.00 / 1M', amount: '$0.0018' },
    { label: 'Reasoning', count: '232', rate: '$10.00 / 1M', amount: '$0.00232' },
  ]);
  assert.equal(bill.total, '$0.0076544');
  assert.deepEqual(bill.notes, ['Price: openai/gpt-6-sol, a list, 2026-09-23 (standard).']);
  assert.deepEqual(Object.fromEntries(bill.facts.map(({ label, value }) => [label, value])), {
    Asked: 'openai/gpt-6-sol', 'Served by': 'gpt-6-sol-2026-09-01', 'Cache hits': '82 % of the input', 'First token after': '0.5 s', Speed: '45 tokens/s', Time: '9.7 s',
  });
});

test('a reported cost says so, and how far the table is from it', async () => {
  const bill = await billOf(turn({ cost: { provenance: 'reported', amount: 0.01, currency: 'USD', table: 0.0076544 } }), prices);
  assert.equal(bill?.total, '$0.01');
  assert.match(bill.notes.join('\n'), /The provider reported this cost itself[^]*By the table it would be \$0\.0076544, a difference of \$0\.0023456/);
});

test('a cost that is not known is no sum, and the counts are still there', async () => {
  const bill = await billOf(turn({ cost: unknownMoney }, 'mistral/some-model'), prices);
  assert.equal(bill?.total, undefined);
  assert.deepEqual(bill?.lines.map(({ label, count, amount }) => [label, count, amount]), [['Input', '1,204', ''], ['Input from the cache', '5,632', ''], ['Output', '180', ''], ['Reasoning', '232', '']]);
  assert.match(bill.notes.join(), /not known.*"at least"/);
});

test('what is free and what told nothing', async () => {
  const bill = await billOf(turn({ cost: free, usage: unknownUsage }, 'demo/tour'), prices);
  assert.deepEqual([bill?.total, bill?.lines, bill?.notes], ['free', [], ['This costs nothing.']]);
  assert.equal(await billOf(turn(undefined), prices), undefined);
});
