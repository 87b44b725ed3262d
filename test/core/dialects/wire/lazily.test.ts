// A dialect is made once, at its first use.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazily } from '../../../../src/core/dialects/wire/lazily.ts';
import type { Dialect } from '../../../../src/core/model/dialect.ts';

const dialect: Dialect = { stream: () => { throw new Error('not asked'); } };

test('every call gets the same dialect, so what it learned stays', async () => {
  let made = 0;
  const lazy = lazily('w', () => Promise.resolve({ ...dialect, number: made++ }));
  assert.equal(made, 0);
  assert.equal(await lazy.load(), await lazy.load());
  assert.equal(made, 1);
});

test('a load that failed is tried again', async () => {
  let tries = 0;
  const lazy = lazily('w', () => (tries++ === 0 ? Promise.reject(new Error('chunk missing')) : Promise.resolve(dialect)));
  await assert.rejects(lazy.load(), /chunk missing/);
  assert.equal(await lazy.load(), dialect);
});
