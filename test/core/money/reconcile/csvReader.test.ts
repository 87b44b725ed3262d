// CSV comes out as it was meant, however it is cut into pieces, and hostile files end in a sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../../../src/core/money/reconcile/csvReader.ts';
import { ImportFailed } from '../../../../src/core/money/reconcile/importFailed.ts';

async function read(...pieces: string[]): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readCsv(pieces)) rows.push(row);
  return rows;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '\t', '"', '\r', '\n', '=', '0'), maxLength: 6 });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test('any cells come back, with any separator, line end and cut', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.array(cell.filter((text) => text !== ''), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.integer({ min: 1, max: 7 }),
    async (rows, separator, end, bom, length) => {
      // The first line decides the separator, so it has no line end inside.
      const table = [['first', 'second'], ...rows];
      const text = (bom ? '\uFEFF' : '') + table.map((row) => row.map(quoted).join(separator)).join(end);
      const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, index) => text.slice(index * length, (index + 1) * length));
      assert.deepEqual(await read(...pieces), table);
    },
  ), { numRuns: 300 });
});

test('what is not quoted is taken as it is, and empty lines are no rows', async () => {
  assert.deepEqual(await read('a;b"c;\r\n\r\n\n"x";;"y"z\n'), [['a', 'b"c', ''], ['x', '', 'yz']]);
  assert.deepEqual(await read(''), []);
});

test('a file that is not CSV ends in a sentence and holds little', async () => {
  await assert.rejects(read('a,b\n"never closed', 'x'), ImportFailed);
  await assert.rejects(read('x'.repeat(200_000), '\n'), /first line does not end/);
  await assert.rejects(read(`a,b\n${'x'.repeat(200_000)}\n`), /longer than/);
  await assert.rejects(read(`a,b\n${','.repeat(2_000)}\n`), /more than 1000 cells/);
});
