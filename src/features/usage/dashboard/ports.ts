// What the dashboard needs of the rest.

import type { ExtensionContext } from 'vscode';
import type { Clock } from '../../../core/base/clock.ts';
import type { Event } from '../../../core/base/emitter.ts';
import type { Log } from '../../../core/base/log.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { BudgetState } from '../../../core/money/budgets.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import type { UsageQuery } from '../../../core/money/usageQuery.ts';

/** The panel's type, by which the editor finds it again after a restart. */
export const dashboardView = 'parley.usage';

export interface DashboardPorts {
  readonly context: ExtensionContext;
  readonly query: UsageQuery;
  readonly prices: PriceBook;
  /** The conversation that is shown; undefined before any is. */
  readonly conversation: () => Conversation | undefined;
  readonly budgets: () => readonly BudgetState[];
  readonly contextWindow: (reference: string) => number | undefined;
  readonly countTokens: (text: string) => number;
  /** Every model that can be compared with. */
  readonly models: () => Promise<readonly string[]>;
  /** The models to compare with when nobody chose any. */
  readonly likely: () => Promise<readonly string[]>;
  /** Something was booked, or is about to be. */
  readonly onDidSpend: Event<void>;
  /** How many attempts this window has booked. */
  readonly attempts: () => number;
  readonly clock: Clock;
  readonly log: Log;
}
