// A price list from elsewhere: taken whole and checked, or not at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCatalog, fetchCatalog } from '../../../../src/core/money/catalog/refresh.ts';
import { loadBundledCatalog } from '../../../../src/core/money/catalog/catalog.ts';
import { body } from '../../../support/simulator/answers.ts';
import { type Answer, startSimulator } from '../../../support/simulator/simulator.ts';

const model = { id: 'openai/gpt-6-sol', prices: [{ rates: { input: 2, output: 10 } }], from: { prices: 'x' } };
const good = { version: 1, sources: { x: { name: 'A list', date: '2026-12-01' } }, models: [model] };

async function fetched(answer: Answer): Promise<unknown> {
  await using simulator = await startSimulator(answer);
  return await fetchCatalog(simulator.url, { fetch: globalThis.fetch, signal: new AbortController().signal });
}

test('a list that fits is taken', async () => {
  assert.deepEqual(await fetched(body(200, 'application/json', JSON.stringify(good))), good);
  const { file } = await loadBundledCatalog();
  assert.equal((await checkCatalog(JSON.stringify(file))).models.length, file.models.length);
});

/** Each with what is wrong in words. */
const hostile: readonly (readonly [label: string, json: unknown, says: RegExp])[] = [
  ['a price below nothing', { ...good, models: [{ ...model, prices: [{ rates: { input: -1, output: 10 } }] }] }, /models\.0\.prices\.0\.rates\.input does not fit/],
  ['a price without end', '{"version":1,"sources":{},"models":[{"id":"a/b","prices":[{"rates":{"input":1e999,"output":1}}],"from":{}}]}', /does not fit/],
  ['a price as a word', { ...good, models: [{ ...model, prices: [{ rates: { input: '2', output: 10 } }] }] }, /does not fit/],
  ['a field nobody knows', { ...good, models: [{ ...model, run: 'rm' }] }, /does not fit/],
  ['a prototype', '{"version":1,"sources":{},"models":[],"__proto__":{"x":1},"constructor":1}', /does not fit/],
  ['a day that is none', { ...good, models: [{ ...model, prices: [{ from: 'soon', rates: { input: 1, output: 1 } }] }] }, /does not fit/],
  ['another version', { ...good, version: 2 }, /version does not fit/],
  ['too many models', { ...good, models: Array.from({ length: 20_001 }, () => 0) }, /models does not fit/],
  ['no list at all', [], /does not fit/],
  ['no JSON', '<html>', /not JSON/],
];

for (const [label, json, says] of hostile) {
  test(`a list with ${label} is refused`, async () => {
    await assert.rejects(fetched(body(200, 'application/json', typeof json === 'string' ? json : JSON.stringify(json))), says);
  });
}

test('an answer without end is given up', async () => {
  let sent = 0;
  await assert.rejects(fetched(async (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const megabyte = ' '.repeat(1_000_000);
    for (; sent < 100 && !response.destroyed; sent += 1) await new Promise((resolve) => void response.write(megabyte, resolve));
    response.end();
  }), /longer than 4 MB/);
  assert.ok(sent < 100);
});

test('a refusal, a way elsewhere and no server are told in a sentence', async () => {
  await assert.rejects(fetched(body(404, 'text/plain', 'no')), /answered 404/);
  await using simulator = await startSimulator(body(302, 'text/plain', '', { location: '/elsewhere' }), body(200, 'application/json', JSON.stringify(good)));
  await assert.rejects(fetchCatalog(simulator.url, { fetch: globalThis.fetch, signal: new AbortController().signal }), /could not be fetched/);
  assert.equal(simulator.requests.length, 1);
  for (const address of ['http://prices.example/list.json', 'file:///etc/passwd', 'nonsense', 'http://localhost.example/']) {
    await assert.rejects(fetchCatalog(address, { fetch: () => assert.fail('asked'), signal: new AbortController().signal }), /must be an https address/);
  }
});
