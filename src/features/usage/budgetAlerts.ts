// Tells when a threshold of a budget is crossed: once for each period, in words, with what can be done about it.

import { localize } from '../../core/base/localize.ts';
import type { Clock } from '../../core/base/clock.ts';
import { type BudgetPeriod, type Budgets, type BudgetState, newAlerts } from '../../core/money/budgets.ts';
import { formatAmount, formatMoney } from '../../core/money/format.ts';
import type { SpentAttempt } from '../../core/money/spend.ts';
import { budgetSentence } from './budgetWords.ts';

/** What outlives a window. Structurally the editor's own Memento. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface BudgetAlertsPorts {
  readonly budgets: () => Budgets;
  readonly states: () => readonly BudgetState[];
  readonly startOf: (period: BudgetPeriod) => number;
  /** When today ends. */
  readonly endOfToday: () => number;
  readonly memory: Memory;
  readonly clock: Clock;
  /** Resolves with true when nothing more is wanted today. */
  readonly tell: (level: 'info' | 'warning', sentence: string) => Promise<boolean>;
}

const toldKey = 'parley.budget.told';
const quietKey = 'parley.budget.quietUntil';
const forgetAfter = 45 * 86_400_000;

/** Looks at the sums. Cheap enough to be called at every change of them. */
export function createBudgetAlerts({ budgets, states, startOf, endOfToday, memory, clock, tell }: BudgetAlertsPorts): { check(last: SpentAttempt | undefined): void } {
  /** What this window told, whatever others write into the memory. */
  const told = new Set<string>();
  let seen: SpentAttempt | undefined;

  async function say(level: 'info' | 'warning', sentence: string): Promise<void> {
    if (clock.now() < Number(memory.get(quietKey) ?? 0)) return;
    if (await tell(level, sentence)) await memory.update(quietKey, endOfToday());
  }

  function checkThresholds(): void {
    const kept = memory.get(toldKey);
    const remembered = (Array.isArray(kept) ? kept : []).map(String).filter((key) => Number(key.split(' ')[1]) > clock.now() - forgetAfter);
    const { alerts, keys } = newAlerts(states(), budgets().alertAt, new Set([...remembered, ...told]), startOf);
    const fresh = keys.filter((key) => !told.has(key));
    if (fresh.length === 0) return;
    for (const key of fresh) told.add(key);
    // A session is nobody else's.
    void memory.update(toldKey, [...new Set([...remembered, ...fresh.filter((key) => !key.startsWith('session '))])]);
    for (const { state } of alerts) void say(state.level === 'fine' ? 'info' : 'warning', localize('Your budget: {0}.', budgetSentence(state)));
  }

  function checkRequest(last: SpentAttempt): void {
    const { perRequest } = budgets();
    const { cost, model } = last;
    if (perRequest === undefined || cost.provenance === 'unknown' || cost.amount <= perRequest) return;
    void say('warning', localize('The last request to {0} cost {1}, more than the {2} of your budget for one.', model, formatMoney(cost) ?? '', formatAmount(perRequest)));
  }

  return {
    check(last) {
      if (last && last !== seen) checkRequest(last);
      seen = last;
      checkThresholds();
    },
  };
}
