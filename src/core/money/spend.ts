// What this window spent since it was opened, and what is being spent right now.

import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { addMoney, type Money, type MoneySum, noMoney } from '../model/money.ts';
import { sumTokens, type TokenCount } from '../model/usage.ts';
import type { AttemptSink, AttemptStart } from './attempt.ts';
import { outputCost } from './outputCost.ts';
import type { PriceBook } from './price.ts';

/** One attempt that has ended. */
export interface SpentAttempt {
  readonly model: string;
  /** What the vendor says it served. */
  readonly servedModel: string | undefined;
  readonly task: string;
  readonly free: boolean;
  readonly input: TokenCount;
  /** The part of the input that came from a cache, where that was told. */
  readonly cacheRead: TokenCount;
  /** Told by the vendor, or our estimate: `outputEstimated` says which. */
  readonly output: number;
  readonly outputEstimated: boolean;
  readonly cost: Money;
  readonly milliseconds: number;
}

/** One that is running. */
export interface LiveAttempt {
  readonly model: string;
  readonly free: boolean;
  readonly output: number;
  /** The cost of the output so far, when the price is known. */
  readonly outputCost: number | undefined;
}

export interface SpendState {
  readonly live: readonly LiveAttempt[];
  readonly total: MoneySum;
  readonly attempts: number;
  readonly outputTokens: number;
  readonly last: SpentAttempt | undefined;
}

/** Collects attempts. Listeners hear of every step; whoever draws slows down by itself. */
export interface Spend extends AttemptSink, Disposable {
  readonly onDidChange: Event<void>;
  state(): SpendState;
}

export function createSpend(prices: PriceBook): Spend {
  const changed = new Emitter<void>();
  const running = new Map<object, { start: AttemptStart; output: number }>();
  let total = noMoney;
  let attempts = 0;
  let outputTokens = 0;
  let last: SpentAttempt | undefined;
  return {
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
    state: () => ({
      live: [...running.values()].map(({ start, output }) => ({
        model: start.model,
        free: start.free,
        output,
        outputCost: start.free ? 0 : outputCost(prices, start.model, start.startedAt, output),
      })),
      total,
      attempts,
      outputTokens,
      last,
    }),
    begin(start) {
      const token = {};
      const attempt = { start, output: 0 };
      running.set(token, attempt);
      changed.fire();
      return {
        grew(tokens) {
          attempt.output += tokens;
          changed.fire();
        },
        abandoned() {
          running.delete(token);
          changed.fire();
        },
        ended({ finish, estimatedOutput, endedAt }) {
          running.delete(token);
          const told = sumTokens(finish.usage.output);
          const output = told ?? estimatedOutput;
          last = {
            model: start.model,
            servedModel: finish.servedModel,
            task: start.task,
            free: start.free,
            input: sumTokens(finish.usage.input),
            cacheRead: finish.usage.input.cacheRead,
            output,
            outputEstimated: told === undefined,
            cost: finish.cost,
            milliseconds: endedAt - start.startedAt,
          };
          total = addMoney(total, finish.cost);
          attempts += 1;
          // What is free and told no tokens, such as the demo, spent none.
          if (told !== undefined || !start.free) outputTokens += output;
          changed.fire();
        },
      };
    },
  };
}
