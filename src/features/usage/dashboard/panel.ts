// The one panel with the dashboard in it: opened, brought forward, or taken over after a restart of the editor.

import { commands, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { localize } from '../../../core/base/localize.ts';
import { type Disposable, DisposableStore } from '../../../core/base/disposable.ts';
import { pageHtml, pageOptions } from '../../../host/page.ts';
import { answer } from '../../../shared/answer.ts';
import { checkUsageRequest } from '../../../shared/usageGuards.ts';
import { type RangeName, rangeNames, type ReconciliationView, type Section, type UsageHostMessage } from '../../../shared/usageProtocol.ts';
import { focusChat } from '../../../tables/commands.ts';
import { createChosenModels } from './chooseModels.ts';
import { createComparer } from './comparison.ts';
import { conversationName, conversationRequests } from './conversation.ts';
import { type DashboardPorts, dashboardView } from './ports.ts';
import { exportRange, openExport, openPrompts } from './files.ts';
import { createUsageHandlers } from './requests.ts';

export interface Panels extends Disposable {
  /** Opens the dashboard, at a section if one is named. */
  open(section?: Section): void;
  adopt(panel: WebviewPanel): void;
  reconcile(): Promise<void>;
  /** Asks which range where none is given. */
  export(range: unknown): Promise<void>;
}

/** Nobody reads faster than this. */
const tellEvery = 1_500;

export function createPanels(ports: DashboardPorts): Panels {
  const { context, query, prices, conversation, clock, log } = ports;
  const store = new DisposableStore();
  const now = (): number => clock.now();
  const chosen = createChosenModels(ports);
  let current: WebviewPanel | undefined;
  let section: Section | undefined;
  let reconciled: ReconciliationView | undefined;

  async function reconcile(): Promise<ReconciliationView | undefined> {
    reconciled = (await openExport(query)) ?? reconciled;
    return reconciled;
  }

  const post = (message: UsageHostMessage): void => {
    // A page that is gone or hidden asks by itself when it is back.
    void current?.webview.postMessage(message).then(undefined, () => undefined);
  };
  const handlers = createUsageHandlers({
    query,
    prices,
    now,
    log,
    budgets: ports.budgets,
    conversations: (id) => conversationName(conversation(), id),
    comparer: createComparer({
      query, prices, now, openPrompts,
      contextWindow: ports.contextWindow,
      conversation: () => conversationRequests(conversation()),
      countTokens: ports.countTokens,
      chosen: chosen.get,
    }),
    chooseModels: chosen.choose,
    reconcile,
    reconciled: () => reconciled,
    export: (range) => exportRange(query, range, now()),
    editBudgets: () => void commands.executeCommand('parley.budget.edit'),
    openChat: () => void commands.executeCommand(focusChat),
    destination() {
      const wanted = section;
      section = undefined;
      return wanted;
    },
  });

  let timer: Disposable | undefined;
  let told = ports.attempts();
  store.add(ports.onDidSpend(() => {
    if (!current || ports.attempts() === told) return;
    timer ??= clock.after(tellEvery, () => {
      timer = undefined;
      told = ports.attempts();
      post({ kind: 'changed' });
    });
  }));
  store.add({
    dispose() {
      timer?.dispose();
      current?.dispose();
    },
  });

  function adopt(panel: WebviewPanel): void {
    current?.dispose();
    current = panel;
    panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    const { webview } = panel;
    webview.options = pageOptions(context.extensionUri);
    const listening = webview.onDidReceiveMessage((message: unknown) => {
      const onFailure = (name: string, failure: unknown): void => log.error('A request of the dashboard failed.', { name, reason: String(failure) });
      void answer(checkUsageRequest(message), handlers, onFailure).then((response) => response && current === panel && post(response));
    });
    panel.onDidDispose(() => {
      listening.dispose();
      if (current === panel) current = undefined;
    });
    webview.html = pageHtml(webview, context.extensionUri, 'dashboard');
  }

  function open(wanted?: Section): void {
    section = wanted ?? section;
    if (current) {
      current.reveal();
      post({ kind: 'destination' });
      return;
    }
    adopt(window.createWebviewPanel(dashboardView, 'Parley: Usage', ViewColumn.Active, pageOptions(context.extensionUri)));
  }

  return {
    open,
    adopt,
    async reconcile() {
      if (await reconcile()) open('reconcile');
    },
    async export(range) {
      const known = rangeNames.find((name) => name === range) ?? (await chooseRange());
      if (known) await exportRange(query, known, now());
    },
    dispose: () => store.dispose(),
  };
}

const rangeLabels = (): Readonly<Record<RangeName, string>> => ({ today: localize('Today'), '7days': localize('Last 7 days'), '30days': localize('Last 30 days'), month: localize('This month'), lastMonth: localize('Last month'), '12months': localize('Last 12 months'), all: localize('Everything') });

async function chooseRange(): Promise<RangeName | undefined> {
  const picked = await window.showQuickPick(rangeNames.map((name) => ({ label: rangeLabels()[name], name })), { title: localize('Export Usage'), placeHolder: localize('Which requests?') });
  return picked?.name;
}
