// Sums, savings and drifts in words: never more certain than they are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPriceBook } from '../../../../src/core/money/price.ts';
import { reconcile } from '../../../../src/core/money/reconcile/reconcile.ts';
import type { DayUsage, UsageSums } from '../../../../src/core/money/usageQuery.ts';
import { comparisonOf, ledgerRequests, mostRows } from '../../../../src/features/usage/dashboard/comparedRequests.ts';
import { nameOf, plain } from '../../../../src/features/usage/dashboard/names.ts';
import { rangeOf } from '../../../../src/features/usage/dashboard/ranges.ts';
import { reconciliationView } from '../../../../src/features/usage/dashboard/reconciliation.ts';
import { savingsStack, spendStack } from '../../../../src/features/usage/dashboard/stacks.ts';
import { addSums, duration, noSums, percent, spentWords, tokenWords, wastedWords } from '../../../../src/features/usage/dashboard/sums.ts';
import { ledgerInMemory, ledgerRow } from '../../../support/ledgerSample.ts';

const now = new Date(2026, 10, 21, 15).getTime();
const sums = (amount: number, more: Partial<UsageSums> = {}): UsageSums => ({ ...noSums, attempts: 1, cost: { amount, complete: (more.unpriced ?? 0) === 0, estimated: false }, ...more });
const shown = rangeOf('7days', now);
const days = (...slices: DayUsage['slices'][]): DayUsage[] => shown.columns.map(({ range }, index) => ({ day: range, slices: slices[index] ?? [] }));

test('nothing, something, something more and not known are four different things', () => {
  assert.deepEqual([noSums, sums(0.5), sums(0.5, { attempts: 2, unpriced: 1 }), sums(0, { unpriced: 1 }), sums(0, { attempts: 2, unpriced: 1 })].map(spentWords), ['\u2013', '$0.50', 'at least $0.50', 'not known', 'not known']);
  assert.deepEqual([tokenWords(0, noSums), tokenWords(0, sums(0, { untold: 1 })), tokenWords(10, sums(0, { attempts: 2, untold: 1 })), tokenWords(0, sums(0))], ['\u2013', 'not known', 'at least 10', '0']);
  assert.deepEqual([wastedWords(sums(1)), wastedWords(sums(1, { wasted: { attempts: 1, amount: 0 }, unpriced: 1 })), wastedWords(sums(1, { wasted: { attempts: 1, amount: 0 } }))], ['\u2013', 'not known', '$0.00']);
});

test('one sum of many is as uncertain as the worst of them', () => {
  const all = addSums([sums(1), sums(2, { unpriced: 1 }), sums(3, { cost: { amount: 3, complete: true, estimated: true } })]);
  assert.deepEqual(all.cost, { amount: 6, complete: false, estimated: true });
});

test('percentages and times do not round something away', () => {
  assert.deepEqual([0, 0.001, 0.5, 0.996, 1, 1.2].map(percent), ['0 %', '<1 %', '50 %', '>99 %', '100 %', '120 %']);
  assert.deepEqual([12, 999.4, 1_500, 59_960, 125_000].map(duration), ['12 ms', '999 ms', '1.5 s', '1 min 0 s', '2 min 5 s']);
});

test('many models become the dearest few and the rest, and nothing is lost', () => {
  const plot = spendStack(shown, days(Array.from({ length: 20 }, (_, index) => ({ value: `a/m${index}`, sums: sums(index + 1) }))), 'model', () => undefined);
  assert.deepEqual(plot.series, ['a/m19', 'a/m18', 'a/m17', 'a/m16', 'a/m15', '15 others']);
  assert.equal(plot.columns[0]?.values.reduce((sum, value) => sum + value, 0), 210);
  assert.equal(plot.columns[0]?.total, '$210.00');
  assert.equal(plot.columns[1]?.total, '\u2013');
});

test('savings: known, a loss, and not known', () => {
  const prices = createPriceBook([{ model: 'a/m', periods: [{ rates: { input: 10, output: 10, cacheRead: 1, cacheWrite5m: 12.5 } }], source: 'by hand', asOf: '2026-01-01' }]);
  const slice = (value: string, cacheRead: number, cacheWrite5m: number) => ({ value, sums: sums(1, { input: { fresh: 0, cacheRead, cacheWrite5m, cacheWrite1h: 0 } }) });
  const plot = savingsStack(shown, days([slice('a/m', 1_000_000, 0)], [slice('a/m', 0, 1_000_000)], [slice('b/unknown', 5, 0)], [slice('a/m', 1_000_000, 0), slice('b/unknown', 5, 0)]), prices);
  assert.deepEqual(plot.columns.map(({ total }) => total), ['~$9.00', '~-$2.50', 'not known', 'at least ~$9.00', '\u2013', '\u2013', '\u2013']);
  assert.ok((plot.ticks[0]?.value ?? 0) <= -2.5, 'the axis goes below zero');
});

test('a name is one line, not too long, and cannot turn the text around', () => {
  assert.equal(plain('a\u202Eb\nc\u0000d'), 'a b c d');
  assert.equal(plain('x'.repeat(1e6)).length, 120);
  assert.deepEqual([nameOf('workspace', '', () => undefined), nameOf('workspace', 'file:///home/ada/my%20shop/', () => undefined), nameOf('workspace', 'file:///%E0%A4%A', () => undefined), nameOf('conversation', '0123456789', () => undefined)], ['No folder', 'my shop', '%E0%A4%A', 'Conversation 01234567']);
});

test('drift in words: agreement, more, less, and who knows of it', () => {
  const day = Date.UTC(2026, 10, 1);
  const spent = (model: string, cost: number) => ({ day, model, name: model, cost, input: undefined, output: undefined });
  const theirs = { format: 'Example costs', providers: ['openai'], tells: { cost: true, tokens: false }, spent: [spent('gpt-6-sol', 2), spent('gpt-6-luna', 1)], passedOver: new Map([['no day that can be read', 2]]) };
  const ours: DayUsage[] = [{ day: { from: day, to: day + 86_400_000 }, slices: [{ value: 'openai/gpt-6-sol', sums: sums(1.5) }, { value: 'openai/gpt-6-astra', sums: sums(0.25, { unpriced: 1, attempts: 2 }) }] }];
  const view = reconciliationView('costs.csv', reconcile(theirs, ours));
  assert.equal(view.title, 'costs.csv: Example costs');
  assert.equal(view.summary, 'Ledger at least $1.75, provider $3.00. The ledger has $1.25 less (-42 %).');
  assert.deepEqual(view.table.heads.map(({ label }) => label), ['Day', 'Model', 'Ledger', 'Provider', 'Difference', 'Known to']);
  assert.deepEqual(view.table.rows.find(([, model]) => model === 'openai/gpt-6-sol'), ['Nov 1, 2026', 'openai/gpt-6-sol', '$1.50', '$2.00', '-$0.50, -25 %', 'both']);
  assert.deepEqual(view.table.rows.find(([, model]) => model === 'openai/gpt-6-astra')?.slice(2), ['at least $0.25', '$0.00', '+$0.25', 'the ledger only']);
  assert.ok(view.notes.includes('2 rows of the file passed over: no day that can be read.'));
});

test('very many attempts are priced by their sums, and it says so', async () => {
  const entry = { model: 'a/other', periods: [{ rates: { input: 1, output: 1 } }], source: 'by hand', asOf: '2026-01-01' };
  const count = mostRows + 1;
  const ledger = ledgerInMemory((function* () { for (let index = 0; index < count; index++) yield ledgerRow(now - index); })());
  const columns = shown.columns.map(({ range }) => range);
  const { batches, note } = await ledgerRequests(ledger.usage, shown.range, columns);
  assert.match(note ?? '', /5,001 attempts are too many to price one by one/);
  const { rows: [row], requests } = await comparisonOf([{ reference: 'a/other', entry }], batches, now, () => Promise.resolve());
  assert.equal(requests, count);
  // Each has 5,000 tokens in and 500 out, at $1 a million.
  assert.ok(Math.abs((row?.cost?.amount ?? 0) - count * 0.0055) < 1e-6, `${row?.cost?.amount}`);
  ledger.close();
});
