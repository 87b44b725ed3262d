// Decides whether a call may go out: puts aside the most it can cost in every budget at once, or says which one has no room.
//
// Where the longest answer does not fit, a shorter one is asked for; a budget stops a call only when not even a short answer
// fits. Then the user's choice holds: stop, ask, or go on with another model. What has no known price is always asked about.

import type { Clock } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { LlmError } from '../../model/llmError.ts';
import type { Purse } from '../../model/purse.ts';
import { type Budgets, budgetPeriods, periodRange } from '../budgets.ts';
import { formatAmount } from '../format.ts';
import { createPurses, type HeldPurse, type Refusal } from './purses.ts';
import type { Till } from './till.ts';
import { affordable, costAtMost, type Worst, type WorstCase } from './worstCase.ts';

/** Asks a person. */
export type AskBudget = (question: string) => Promise<'go' | 'stop'>;

export interface BudgetGatePorts {
  readonly budgets: () => Budgets;
  /** Left out where nothing is kept: then budgets of days, weeks and months cannot be held, and that is said. */
  readonly till?: Till | undefined;
  /** What this window spent since it was opened, in USD. */
  readonly sessionSpent: () => number;
  readonly worstOf: (call: Call) => Promise<Worst>;
  /** Left out where nobody can be asked: then what would ask stops. */
  readonly ask?: AskBudget | undefined;
  readonly clock: Clock;
  readonly timeZone?: string | undefined;
}

/** What the gate decides. Whoever goes with a purse gives it back. */
export type Admission =
  | { readonly type: 'go'; readonly call: Call; readonly notices: readonly string[]; readonly giveBack: () => void }
  | { readonly type: 'stop'; readonly error: LlmError; readonly notices: readonly string[] };

export interface BudgetGate {
  /** False while no budget is set that could hold anything back. */
  applies(): boolean;
  admit(call: Call): Promise<Admission>;
}

/** Tokens of an answer that is still worth having. */
export const shortAnswer = 256;
const toRaise = 'Raise it with "Parley: Edit Budgets", or ask a cheaper model.';
const limitNames = [...budgetPeriods, 'perRequest'] as const;

export function createBudgetGate(ports: BudgetGatePorts): BudgetGate {
  const purses = createPurses({ till: ports.till, sessionSpent: ports.sessionSpent, limits: () => limitsNow(ports) });
  /** Models of unknown price that a person let go, for as long as the window is open. */
  const trusted = new Set<string>();

  const askFor = ({ unasked }: Call): AskBudget | undefined => (unasked ? undefined : ports.ask);
  const applies = (): boolean => limitNames.some((name) => ports.budgets()[name] !== undefined);

  /** Undefined when there is no room. */
  async function tryFor(call: Call, worst: WorstCase, force: boolean): Promise<{ readonly went: Admission } | { readonly refusal: Refusal }> {
    const all = costAtMost(worst);
    const least = worst.input + worst.perOutputToken * Math.min(shortAnswer, worst.largest);
    const opened = await purses.open(all, least, force);
    if ('refusal' in opened) return opened;
    const { purse, amount, tightest } = opened;
    const tokens = force ? worst.largest : affordable(worst, amount);
    const limits = tokens < worst.largest ? { ...call.limits, maxOutputTokens: tokens } : call.limits;
    const notice = tokens < worst.largest ? [`The answer can be ${tokens.toLocaleString('en-US')} tokens long at most: ${tightest} pays for no more.`] : [];
    return { went: go({ ...call, ...(limits && { limits }) }, notice, purse) };
  }

  async function atLimit(call: Call, worst: WorstCase, refusal: Refusal): Promise<Admission> {
    const { onLimit, downgradeTo } = ports.budgets();
    const words = refusalWords(worst, refusal);
    if (onLimit === 'downgrade' && downgradeTo !== undefined && downgradeTo !== call.model) {
      const cheaper: Call = { ...call, model: downgradeTo };
      const costs = await ports.worstOf(cheaper);
      const notice = `${downgradeTo} answers instead of ${call.model}: ${refusal.words}`;
      if (costs === 'free') return go(cheaper, [notice]);
      if (costs !== 'unknown') {
        const tried = await tryFor(cheaper, costs, false);
        if ('went' in tried) return { ...tried.went, notices: [notice, ...tried.went.notices] };
      }
    }
    const ask = askFor(call);
    if (onLimit === 'ask' && ask && (await ask(`${words} Send it anyway?`)) === 'go') {
      const forced = await tryFor(call, worst, true);
      if ('went' in forced) return forced.went;
    }
    return stop(call, `${words} ${toRaise}`);
  }

  return {
    applies,
    async admit(call) {
      const worst = await ports.worstOf(call);
      if (worst === 'free') return go(call, []);
      if (worst !== 'unknown') {
        const tried = await tryFor(call, worst, false);
        return withNotices('went' in tried ? tried.went : await atLimit(call, worst, tried.refusal), unheld(ports));
      }
      if (trusted.has(call.model)) return go(call, unheld(ports));
      const words = `There is no price for ${call.model}, so what it spends cannot be held to your budget.`;
      const ask = askFor(call);
      if (!ask || (await ask(`${words} Send it anyway, and others to it, until this window is closed?`)) === 'stop') {
        return stop(call, `${words} Set its price in parley.prices, or ask another model.`);
      }
      trusted.add(call.model);
      return go(call, unheld(ports));
    },
  };
}

function go(call: Call, notices: readonly string[], purse?: HeldPurse): Admission {
  const held: Purse | undefined = purse;
  return { type: 'go', call: { ...call, ...(held && { purse: held }) }, notices, giveBack: () => purse?.giveBack() };
}

function stop(call: Call, message: string): Admission {
  return { type: 'stop', error: new LlmError({ kind: 'budget', message, retryable: false, unsent: true, provider: call.model.split('/')[0] }), notices: [] };
}

function withNotices(admission: Admission, notices: readonly string[]): Admission {
  return notices.length === 0 ? admission : { ...admission, notices: [...notices, ...admission.notices] };
}

function refusalWords(worst: WorstCase, { words }: Refusal): string {
  const least = worst.input + worst.perOutputToken * Math.min(shortAnswer, worst.largest);
  return `${words} This would take up to ${formatAmount(costAtMost(worst))}, and ${formatAmount(least)} for a short answer.`;
}

function limitsNow({ budgets, clock, timeZone, till }: BudgetGatePorts) {
  const { session, day, week, month, perRequest } = budgets();
  const now = clock.now();
  const periods = till === undefined ? [] : ([['day', day], ['week', week], ['month', month]] as const);
  return {
    session,
    perRequest,
    periods: periods.flatMap(([name, limit]) => (limit === undefined ? [] : [{ name, limit, ...periodRange(name, now, timeZone) }])),
  };
}

/** Budgets that nothing is known to hold. */
function unheld({ budgets, till }: BudgetGatePorts): readonly string[] {
  const set = till === undefined ? (['day', 'week', 'month'] as const).filter((period) => budgets()[period] !== undefined) : [];
  return set.length === 0 ? [] : [`What was spent is not kept here, so ${set.map((period) => `parley.budgets.${period}`).join(' and ')} cannot be held. With --db it is.`];
}
