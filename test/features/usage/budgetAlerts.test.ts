// Alerts: each threshold once in its period, whatever happens, and silence for the day where it is wanted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMoney, type MoneySum, noMoney, unknownMoney } from '../../../src/core/model/money.ts';
import { type Budgets, budgetStates } from '../../../src/core/money/budgets.ts';
import type { SpentAttempt } from '../../../src/core/money/spend.ts';
import { createBudgetAlerts, type Memory } from '../../../src/features/usage/budgetAlerts.ts';
import { createFakeClock } from '../../support/fakeClock.ts';

const day = 86_400_000;
const start = Date.parse('2026-11-21T09:00Z');
const dollars = (amount: number): MoneySum => addMoney(noMoney, { provenance: 'computed', amount, currency: 'USD' });

function createMemory(): Memory & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key) => values.get(key),
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

/** One window with a budget for the day. */
function openWindow({ memory = createMemory(), limits = {}, quiet = false }: { readonly memory?: ReturnType<typeof createMemory>; readonly limits?: Partial<Budgets>; readonly quiet?: boolean } = {}) {
  const clock = createFakeClock(start);
  const heard: string[] = [];
  const state = { spent: noMoney, budgets: { onLimit: 'ask', alertAt: [0.5, 0.8, 1], day: 10, ...limits } as Budgets };
  const alerts = createBudgetAlerts({
    budgets: () => state.budgets,
    states: () => budgetStates(state.budgets, () => state.spent),
    startOf: () => Math.floor(clock.now() / day) * day,
    endOfToday: () => (Math.floor(clock.now() / day) + 1) * day,
    memory,
    clock,
    tell(level, sentence) {
      heard.push(`${level}: ${sentence}`);
      return Promise.resolve(quiet);
    },
  });
  const spend = (amount: number, last?: SpentAttempt): void => {
    state.spent = dollars(amount);
    alerts.check(last);
  };
  return { alerts, clock, heard, memory, spend, state };
}

test('each threshold is told once, the mild ones as news and the others as a warning', () => {
  const { heard, spend } = openWindow();
  for (const amount of [1, 5, 5.1, 8, 8, 10, 11]) spend(amount);
  assert.deepEqual(heard, [
    'info: Your budget: $5.00 of $10.00 today (50 %), $5.00 left.',
    'warning: Your budget: $8.00 of $10.00 today (80 %), $2.00 left.',
    'warning: Your budget: $10.00 of $10.00 today (100 %), the limit is reached.',
  ]);
});

test('a window that opens later does not say it again; the next day does', async () => {
  const { memory, spend } = openWindow();
  spend(9);
  const later = openWindow({ memory });
  later.spend(9);
  assert.deepEqual(later.heard, []);
  await later.clock.advance(day);
  later.spend(9);
  assert.equal(later.heard.length, 1);
});

test('what another window wrote meanwhile does not make this one repeat itself', () => {
  const { heard, memory, spend, state } = openWindow();
  spend(9);
  memory.values.clear();
  spend(9.5);
  state.budgets = { ...state.budgets, alertAt: [0.2, ...state.budgets.alertAt] };
  spend(9.5);
  assert.equal(heard.length, 1);
});

test('"not again today" holds until midnight, for every budget and every window', async () => {
  const { clock, heard, memory, spend } = openWindow({ quiet: true });
  spend(5);
  await clock.settle();
  spend(9);
  const other = openWindow({ memory });
  other.spend(10);
  assert.deepEqual([heard.length, other.heard.length], [1, 0]);
  await clock.advance(day);
  spend(9);
  assert.equal(heard.length, 2);
});

test('what a session told is not kept for others', () => {
  const { heard, memory, spend } = openWindow({ limits: { day: undefined, session: 10 } });
  spend(9);
  assert.deepEqual([heard.length, memory.values.get('parley.budget.told') ?? []], [1, []]);
});

test('a request above its own limit is told once', () => {
  const { heard, spend } = openWindow({ limits: { day: undefined, perRequest: 1 } });
  const last: SpentAttempt = {
    model: 'openai/m', servedModel: undefined, task: 'chat', free: false, input: 1, cacheRead: undefined, output: 1, outputEstimated: false,
    cost: { provenance: 'computed', amount: 1.5, currency: 'USD' }, milliseconds: 1,
  };
  spend(1.5, last);
  spend(1.5, last);
  spend(2, { ...last, cost: { provenance: 'computed', amount: 1, currency: 'USD' } });
  spend(2, { ...last, cost: unknownMoney });
  assert.deepEqual(heard, ['warning: The last request to openai/m cost $1.50, more than the $1.00 of your budget for one.']);
});

test('the memory does not grow: what is long past is let go', async () => {
  const { clock, memory, spend } = openWindow();
  for (let index = 0; index < 100; index += 1) {
    spend(11);
    await clock.advance(day);
  }
  const kept = memory.values.get('parley.budget.told');
  assert.ok(Array.isArray(kept) && kept.length <= 46 * 3, String(Array.isArray(kept) && kept.length));
});
