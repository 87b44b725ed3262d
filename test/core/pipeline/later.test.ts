// A handler that is loaded with its first call: once, before the first event, and a failure is an end like any other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { later } from '../../../src/core/pipeline/later.ts';
import { collect } from '../../support/collect.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { answered, inTurn } from './layers/faulty.ts';

test('it is loaded once, with the first call, also when two come at the same time', async () => {
  let loads = 0;
  const { handler, calls } = inTurn(answered);
  const lazy = later(async () => {
    loads++;
    return handler;
  });
  assert.equal(loads, 0);
  const texts = await Promise.all([collect(lazy(callOf('a'))), collect(lazy(callOf('b')))]);
  assert.deepEqual([texts.map(({ text }) => text), loads, calls.length], [['the answer', 'the answer'], 1, 2]);
});

test('what cannot be loaded ends the call in words, and is tried anew with the next one', async () => {
  let broken = true;
  const lazy = later(async () => {
    if (broken) throw new Error('A file of the extension is missing.');
    return inTurn(answered).handler;
  });
  assert.equal((await collect(lazy(callOf('a')))).finish.error?.message, 'A file of the extension is missing.');
  broken = false;
  assert.equal((await collect(lazy(callOf('a')))).text, 'the answer');
});

test('who goes away in the middle lets the handler clean up, also before it began', async () => {
  let cleaned = 0;
  const lazy = later(async () => async function* () {
    try {
      yield* answered;
    } finally {
      cleaned++;
    }
  });
  for await (const event of lazy(callOf('a'))) if (event.type === 'text-delta') break;
  assert.equal(cleaned, 1);
  await lazy(callOf('b'))[Symbol.asyncIterator]().return?.();
});
