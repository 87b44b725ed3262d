// The usage dashboard's commands. Everything behind them is loaded when one is first used.

import { commands, type ExtensionContext, type WebviewPanel, window } from 'vscode';
import type { Clock } from '../../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import type { Event } from '../../../core/base/emitter.ts';
import type { Log } from '../../../core/base/log.ts';
import type { Session } from '../../../core/conversation/session.ts';
import type { BudgetState } from '../../../core/money/budgets.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import type { UsageQuery } from '../../../core/money/usageQuery.ts';
import { notify } from '../../../host/notify.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { CommandId } from '../../../tables/commands.ts';
import type { Panels } from './panel.ts';

export const dashboardView = 'parley.usage';

export interface DashboardPorts {
  readonly context: ExtensionContext;
  readonly query: UsageQuery;
  readonly prices: PriceBook;
  readonly session: Session;
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

export function createDashboard(ports: DashboardPorts): Disposable {
  const store = new DisposableStore();
  let loading: Promise<Panels> | undefined;
  const panels = (): Promise<Panels> => {
    loading ??= import('./panel.ts').then(({ createPanels }) => store.add(createPanels(ports)));
    return loading;
  };
  const command = (id: CommandId, run: (loaded: Panels, ...given: readonly unknown[]) => unknown): void => {
    store.add(commands.registerCommand(id, async (...given: readonly unknown[]) => {
      try {
        await run(await panels(), ...given);
      } catch (failure) {
        if (failure instanceof RequestFailed) {
          await notify('warning', failure.message);
          return;
        }
        ports.log.error('A command of the dashboard failed.', { id, reason: String(failure) });
        await notify('error', 'That did not work. The log has the details.', { label: 'Show log', run: () => commands.executeCommand('parley.log.open') });
      }
    }));
  };
  command('parley.usage.open', (loaded) => loaded.open());
  command('parley.usage.compare', (loaded) => loaded.open('compare'));
  command('parley.usage.reconcile', (loaded) => loaded.reconcile());
  command('parley.usage.export', (loaded, range) => loaded.export(range));
  store.add(window.registerWebviewPanelSerializer(dashboardView, {
    async deserializeWebviewPanel(panel: WebviewPanel) {
      (await panels()).adopt(panel);
    },
  }));
  return store;
}
