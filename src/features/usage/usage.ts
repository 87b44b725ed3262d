// Tokens and cents in the status bar: while an answer streams they move, after it they are true, and budgets colour them.

import { commands, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { Clock } from '../../core/base/clock.ts';
import { type Disposable, DisposableStore } from '../../core/base/disposable.ts';
import type { Event } from '../../core/base/emitter.ts';
import { type Conversation, visiblePath } from '../../core/conversation/conversation.ts';
import { type BudgetPeriod, type BudgetState, periodRange, tightest } from '../../core/money/budgets.ts';
import type { CacheWatch } from '../../core/money/cacheHealth.ts';
import type { Spend } from '../../core/money/spend.ts';
import type { SpentSums } from '../../core/money/spentSums.ts';
import { statusText } from '../../core/money/statusText.ts';
import type { ModelInfo } from '../../core/model/modelInfo.ts';
import { sumTokens } from '../../core/model/usage.ts';
import { commandButton, notify } from '../../host/notify.ts';
import type { Settings } from '../../host/settings.ts';
import { createBudgetAlerts, type Memory } from './budgetAlerts.ts';
import { usageTooltip } from './tooltip.ts';
import { liveWords, statusWords, usageStory, type UsageView } from './usageView.ts';

/** Fast enough to look alive, slow enough to cost nothing. */
const drawEvery = 200;

export interface UsagePorts {
  readonly spend: Spend;
  readonly sums: SpentSums;
  /** What is spent of each budget right now. */
  readonly budgets: () => readonly BudgetState[];
  readonly cache: CacheWatch;
  /** The one that is shown; undefined before any is. */
  readonly conversation: () => Conversation | undefined;
  readonly onDidChangeConversation: Event<void>;
  readonly settings: Settings;
  /** The model in use. */
  readonly model: () => string;
  readonly onDidChangeModel: Event<void>;
  /** What is known of a model right now. */
  readonly describe: (reference: string) => ModelInfo;
  readonly memory: Memory;
  readonly clock: Clock;
}

export function createUsage(ports: UsagePorts): Disposable {
  const { spend, sums, budgets, settings, clock } = ports;
  const store = new DisposableStore();
  const openedAt = clock.now();
  const item = store.add(window.createStatusBarItem('parley.usage', StatusBarAlignment.Right, 100));
  item.name = 'Parley: Usage';
  item.command = 'parley.usage.open';

  const alerts = createBudgetAlerts({
    budgets: () => settings.get('parley.budgets'),
    states: budgets,
    startOf: (period: BudgetPeriod) => (period === 'session' ? openedAt : sums.since(period)),
    endOfToday: () => periodRange('day', clock.now()).to,
    memory: ports.memory,
    clock,
    tell: tellOfBudget,
  });

  let timer: Disposable | undefined;
  const draw = (): void => {
    timer = undefined;
    const view = viewOf(ports);
    show(item, view, statusText(settings.get('parley.statusBar').show, statusWords(view)));
    alerts.check(view.spend.last);
  };
  const drawSoon = (): void => {
    timer ??= clock.after(drawEvery, draw);
  };
  store.add({ dispose: () => timer?.dispose() });
  for (const event of [spend.onDidChange, sums.onDidChange, settings.onDidChange, ports.onDidChangeModel, ports.onDidChangeConversation]) store.add(event(drawSoon));
  // Other windows spend, too.
  store.add(window.onDidChangeWindowState(({ focused }) => {
    if (focused) sums.refresh();
  }));
  store.add(commands.registerCommand('parley.budget.edit', async () => (await import('./budgetEdit.ts')).editBudgets({ settings, states: budgets })));
  draw();
  return store;
}

function viewOf({ spend, sums, budgets, cache, conversation, model, describe, clock }: UsagePorts): UsageView {
  const open = conversation();
  const last = open && visiblePath(open).findLast((turn) => turn.kind === 'assistant' && turn.end !== undefined);
  const used = last?.kind === 'assistant' && last.end ? sumTokens(last.end.usage.input) : undefined;
  const size = last?.kind === 'assistant' ? describe(last.model).contextWindow : undefined;
  return {
    spend: spend.state(),
    periods: { day: sums.in('day'), week: sums.in('week'), month: sums.in('month') },
    budgets: budgets(),
    context: used === undefined || size === undefined || size <= 0 ? undefined : { used, window: size },
    cache: open && cache.of(open.id),
    model: model(),
    timeOf: (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
    now: clock.now(),
  };
}

const colours = { fine: undefined, warning: new ThemeColor('statusBarItem.warningBackground'), over: new ThemeColor('statusBarItem.errorBackground') } as const;

function show(item: StatusBarItem, view: UsageView, text: string): void {
  const story = usageStory(view);
  const { live } = view.spend;
  item.text = live.length > 0 ? `$(sync~spin) ${liveWords(live)}` : `$(graph) ${withoutIcons(text) || 'Usage'}`;
  item.tooltip = usageTooltip(story);
  item.backgroundColor = colours[tightest(view.budgets)?.level ?? 'fine'];
  item.accessibilityInformation = { label: localize('Parley usage. {0}', story.map(({ title, words }) => `${title}: ${words}.`).join(' ')), role: 'button' };
  item.show();
}

/** A model's name, or a text of the user's own, could hold what looks like an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

async function tellOfBudget(level: 'info' | 'warning', sentence: string): Promise<boolean> {
  let quiet = false;
  await notify(level, sentence, commandButton(localize('Open dashboard'), 'parley.usage.open'), commandButton(localize('Edit budgets'), 'parley.budget.edit'), {
    label: localize('Not again today'),
    run: () => {
      quiet = true;
    },
  });
  return quiet;
}
