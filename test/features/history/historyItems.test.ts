// The list of conversations: under which heading one stands, and what filters let through.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterGroups, filterWords, startOfDay, wishOf } from '../../../src/features/history/filters.ts';
import { groupWords } from '../../../src/features/history/historyItems.ts';

const now = new Date(2026, 10, 21, 7, 0).getTime();
const at = (day: number, hour = 12, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();

test('a conversation stands under the day it changed, by the calendar, and a pinned one above', () => {
  const group = (changed: number, pinned = false): string => groupWords({ changed, pinned }, now);
  assert.deepEqual([group(at(21, 0)), group(at(20, 23, 59)), group(at(20, 0)), group(at(19, 23, 59)), group(at(15, 0)), group(at(14, 23, 59)), group(at(1), true)], ['Today', 'Yesterday', 'Yesterday', 'This week', 'This week', 'Older', 'Pinned']);
});

test('filters become a wish, and each is named', () => {
  const filters = { days: 7, here: true, model: 'v/m', cost: 0.1 } as const;
  assert.deepEqual(wishOf(filters, now, '/w'), { from: startOfDay(now, 6), workspace: '/w', model: 'v/m', cost: 0.1 });
  assert.deepEqual(wishOf({}, now, '/w'), {});
  assert.deepEqual(filterWords(filters), ['last 7 days', 'this workspace', 'v/m', '$0.10 or more']);
});

test('a filter that is chosen keeps the others, and chosen again it is left', () => {
  const choose = (filters: Parameters<typeof filterGroups>[0], label: string) => filterGroups(filters, ['v/m'], '/w').flatMap(({ choices }) => choices).find((choice) => choice.label === label);
  const once = choose({ cost: 1 }, 'v/m');
  assert.equal(once?.chosen, false);
  assert.deepEqual(once?.next, { cost: 1, model: 'v/m' });
  const twice = choose(once?.next ?? {}, 'v/m');
  assert.equal(twice?.chosen, true);
  assert.deepEqual(filterWords(twice?.next ?? {}), ['$1.00 or more']);
});

test('without a workspace nobody can choose it', () => {
  assert.ok(!filterGroups({}, [], undefined).some(({ label }) => label === 'Workspace' || label === 'Model'));
});
