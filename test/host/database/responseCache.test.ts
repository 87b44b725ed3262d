// Kept answers are bounded by age and by size, and can be let go of.

import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { migrations } from '../../../src/host/database/migrations.ts';
import { findAnswer, forgetAnswers, keepAnswer } from '../../../src/host/database/responseCache.ts';

function inMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const step of migrations) database.exec(step);
  return database;
}

const keysIn = (database: DatabaseSync): unknown[] => database.prepare('SELECT key FROM response ORDER BY key').all().map(({ key }) => key);

test('an answer is found until it is too old, and using it does not make it younger', () => {
  const database = inMemory();
  keepAnswer(database, 'a', 'hello', 100, 0, 1_000);
  assert.equal(findAnswer(database, 'a', 99, 150), 'hello');
  assert.equal(findAnswer(database, 'a', 100, 160), undefined);
  assert.equal(findAnswer(database, 'b', 0, 160), undefined);
});

test('the one unused longest goes first; one that is too large alone is not kept', () => {
  const database = inMemory();
  for (const [index, key] of ['a', 'b', 'c'].entries()) keepAnswer(database, key, 'x'.repeat(30), 100 + index, 0, 100);
  findAnswer(database, 'a', 0, 200);
  keepAnswer(database, 'd', 'x'.repeat(30), 201, 0, 100);
  assert.deepEqual(keysIn(database), ['a', 'c', 'd']);
  keepAnswer(database, 'e', 'x'.repeat(101), 202, 0, 100);
  assert.deepEqual(keysIn(database), ['a', 'c', 'd']);
  assert.equal(forgetAnswers(database), 3);
  assert.deepEqual(keysIn(database), []);
});

test('whatever is kept, it is never more than may be', () => {
  fc.assert(fc.property(fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), answer: fc.string({ unit: 'grapheme', maxLength: 60 }) }), { maxLength: 30 }), (answers) => {
    const database = inMemory();
    answers.forEach(({ key, answer }, index) => {
      keepAnswer(database, key, answer, index + 1, -1, 100);
      const total = Number(database.prepare('SELECT total(bytes) AS total FROM response').get()?.['total']);
      assert.ok(total <= 100);
      assert.equal(findAnswer(database, key, -1, index + 1), Buffer.byteLength(answer) <= 100 ? answer.toWellFormed() : undefined);
    });
    database.close();
  }), { numRuns: 50 });
});
