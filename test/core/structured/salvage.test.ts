// What is saved of an answer that is cut off or broken.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import type { StreamEvent } from '../../../src/core/model/streamEvent.ts';
import { getObject, type ObjectRequest } from '../../../src/core/structured/askForObject.ts';
import { callOf } from '../../support/simulatedClient.ts';
import { callingTool, failing, saying, scripted } from './support/scripted.ts';

const finding = z.object({ title: z.string(), line: z.int(), note: z.optional(z.string()) });
const review = z.object({ summary: z.string(), findings: z.array(finding) });
const five = Array.from({ length: 5 }, (_, index) => ({ title: `Finding ${index + 1} [x] {y}`, line: index + 1, note: null }));
const whole = JSON.stringify({ summary: 'Five.', findings: five });
const salvage = { path: ['findings'], element: finding } as const;

function ask(answers: readonly (readonly StreamEvent[])[], more: Partial<ObjectRequest<typeof review, typeof finding>> = {}) {
  return getObject({ handler: scripted(...answers).handler, call: callOf('Review.'), schema: review, name: 'review', salvage, ...more });
}

test('findings cut off in the fifth yield the four whole ones, and say so', async () => {
  const text = whole.slice(0, whole.indexOf('Finding 5') + 4);
  const interrupted: StreamEvent[] = [{ type: 'text-delta', text }, ...failing('interrupted', 'cut', 'interrupted')];
  for (const answer of [saying(text, 'length'), interrupted]) {
    const result = await ask([answer]);
    assert.ok(!result.ok);
    assert.equal(result.attempts, 1);
    assert.deepEqual(result.salvaged?.elements.map(({ line }) => line), [1, 2, 3, 4]);
    assert.deepEqual(result.salvaged?.elements[0], { title: five[0]?.title, line: 1 });
    assert.deepEqual(result.salvaged?.problems, [{ path: ['findings', 4], message: 'cut off' }]);
    assert.equal(result.lastText, text);
  }
});

test('the same within the arguments of a tool', async () => {
  const text = whole.slice(0, whole.indexOf('Finding 5') + 4);
  const cut: StreamEvent[] = [{ type: 'tool-call-start', id: 't1', name: 'review' }, { type: 'tool-call-delta', id: 't1', text }, ...saying('', 'length')];
  const result = await ask([cut], { mode: 'tool' });
  assert.ok(!result.ok);
  assert.equal(result.salvaged?.elements.length, 4);
});

test('wherever an answer is cut, exactly the whole elements are saved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
      const text = whole.slice(0, length);
      const result = await ask([saying(text, 'length')]);
      assert.ok(!result.ok);
      const expected = five.filter((_, index) => {
        const next = JSON.stringify(five[index]);
        return whole.indexOf(next) + next.length <= length;
      }).length;
      assert.equal(result.salvaged?.elements.length, expected, text);
    }),
    { numRuns: 150 },
  );
});

test('of an answer that never fits, the elements that do are saved, from the attempt that had most', async () => {
  const half = { summary: 1, findings: [five[0], { title: 'no line' }, five[2]] };
  const result = await ask([saying(JSON.stringify(half)), saying(JSON.stringify({ summary: 1, findings: [] })), callingTool('review', { summary: 2 })]);
  assert.ok(!result.ok);
  assert.equal(result.attempts, 3);
  assert.deepEqual(result.salvaged?.elements.map(({ line }) => line), [1, 3]);
  assert.deepEqual(result.salvaged?.problems[0]?.path, ['findings', 1, 'line']);
});

test('a broken answer is saved up to where it broke', async () => {
  const broken = `${whole.slice(0, whole.indexOf(',{"title":"Finding 3'))}, oops ]}`;
  const result = await ask([saying(broken)], { attempts: 1 });
  assert.ok(!result.ok);
  assert.equal(result.salvaged?.elements.length, 2);
});

test('a list at the root is saved too; without an answer nothing is claimed', async () => {
  const schema = z.array(finding);
  const text = JSON.stringify({ value: five }).slice(0, -20);
  const result = await getObject({ handler: scripted(saying(text, 'length')).handler, call: callOf('x'), schema, name: 'findings', salvage: { path: [], element: finding } });
  assert.ok(!result.ok);
  assert.equal(result.salvaged?.elements.length, 4);
  const refused = await ask([failing('auth', 'no key')]);
  assert.ok(!refused.ok && refused.salvaged === undefined);
});
