// The ledger leaves as a table anybody can read, and no cell of it runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvOf, jsonOf, pagesOf } from '../../../src/core/money/export.ts';
import { readCsv } from '../../../src/core/money/reconcile/csvReader.ts';
import type { StoredRow, TimeRange } from '../../../src/core/money/usageQuery.ts';
import { row } from '../../host/database/support/writer.ts';

async function* pages(...rows: StoredRow[]): AsyncIterable<readonly StoredRow[]> {
  yield rows;
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const csv = async (...rows: StoredRow[]): Promise<string> => (await allOf(csvOf(pages(...rows)))).join('');
const table = async (...rows: StoredRow[]): Promise<Record<string, string>[]> => {
  const [header = [], ...lines] = await allOf(readCsv([await csv(...rows)]));
  return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
};

test('unknown is empty and zero is 0', async () => {
  const [unknown, known] = await table({ ...row(), id: 1 }, { ...row({ cost: { provenance: 'computed', amount: 0, currency: 'USD' }, usage: { input: { fresh: 0, cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: 7, reasoning: undefined }, raw: undefined } }), id: 2 });
  assert.deepEqual([unknown?.['cost_usd'], unknown?.['cost_from'], unknown?.['input_tokens'], unknown?.['time']], ['', 'unknown', '', '1970-01-01T00:00:00.000Z']);
  assert.deepEqual([known?.['cost_usd'], known?.['input_tokens'], known?.['cache_read_tokens'], known?.['output_tokens']], ['0', '0', '', '7']);
});

test('small amounts have no exponent', async () => {
  const [tiny] = await table({ ...row({ cost: { provenance: 'computed', amount: 1.5e-7, currency: 'USD' } }), id: 1 });
  assert.equal(tiny?.['cost_usd'], '0.00000015');
});

test('any text comes back, and none of it starts a formula', async () => {
  const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', '\uFF1D', 'x'), maxLength: 8 });
  await fc.assert(fc.asyncProperty(text, text, async (model, responseId) => {
    const [read] = await table({ ...row({ model, responseId }), id: 1 });
    for (const [told, meant] of [[read?.['model'], model], [read?.['response_id'], responseId]] as const) {
      assert.doesNotMatch(told ?? '', /^[\s]*[=+\-@\uFF1D]|^[\t\r\n]/);
      assert.equal(told?.replace(/^'/, ''), meant);
    }
  }));
});

test('JSON is one array, whatever number of rows there is', async () => {
  assert.deepEqual(JSON.parse((await allOf(jsonOf(pages()))).join('')), [[]].slice(1));
  const told = JSON.parse((await allOf(jsonOf(pages({ ...row(), id: 1 }, { ...row({ wasted: true }), id: 2 })))).join('')) as Record<string, unknown>[];
  assert.deepEqual(told.map(({ wasted, cost_usd, model }) => [wasted, cost_usd, model]), [[false, undefined, 'openai/m'], [true, undefined, 'openai/m']]);
});

test('rows are asked for page by page, and only as they are taken', async () => {
  const rows = Array.from({ length: 1_203 }, (_, index): StoredRow => ({ ...row({ at: Math.floor(index / 3) }), id: index }));
  let asked = 0;
  const usage = {
    following(range: TimeRange, after: { at: number; id: number } | undefined, limit: number) {
      asked += 1;
      return Promise.resolve(rows.filter(({ at, id }) => at >= range.from && at < range.to && (!after || at > after.at || (at === after.at && id > after.id))).slice(0, limit));
    },
  };
  const iterator = pagesOf(usage, { from: 0, to: 1e9 })[Symbol.asyncIterator]();
  await iterator.next();
  assert.equal(asked, 1);
  const all = await allOf(pagesOf(usage, { from: 0, to: 1e9 }));
  assert.deepEqual(all.flat().map(({ id }) => id), rows.map(({ id }) => id));
  assert.ok(all.every((page) => page.length <= 500));
});
