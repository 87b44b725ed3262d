// The usage dashboard's commands. Everything behind them is loaded when one is first used.

import { commands, type WebviewPanel, window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import { notify } from '../../../host/notify.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { CommandId } from '../../../tables/commands.ts';
import type { Panels } from './panel.ts';
import { type DashboardPorts, dashboardView } from './ports.ts';

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
        await notify('error', localize('That did not work. The log has the details.'), { label: localize('Show log'), run: () => commands.executeCommand('parley.log.open') });
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
