// Editing budgets: a list with how much of each is spent, and a box for a new amount. Everything works from the keyboard.

import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { type BudgetPeriod, type Budgets, budgetPeriods, type BudgetState } from '../../core/money/budgets.ts';
import { formatAmount } from '../../core/money/format.ts';
import { commandButton, notify } from '../../host/notify.ts';
import type { Settings } from '../../host/settings.ts';
import { readAmount, readShares } from './budgetInput.ts';
import { bar, budgetSentence, periodNames } from './budgetWords.ts';

export interface BudgetEditPorts {
  readonly settings: Settings;
  readonly states: () => readonly BudgetState[];
}

type Amount = BudgetPeriod | 'perRequest' | 'confirmAbove';

interface Choice extends QuickPickItem {
  readonly edit?: () => Promise<Budgets | undefined>;
}

const labels: Readonly<Record<Amount, () => string>> = {
  session: () => localize('This window'),
  day: () => localize('Each day'),
  week: () => localize('Each week'),
  month: () => localize('Each month'),
  perRequest: () => localize('A single request'),
  confirmAbove: () => localize('Ask before a message above'),
};

const limitWords: Readonly<Record<Budgets['onLimit'], string>> = { block: 'stop', ask: 'ask', downgrade: 'go on with a cheaper model' };

/** Shows the list again after each change, until it is dismissed. */
export async function editBudgets(ports: BudgetEditPorts): Promise<void> {
  const { settings } = ports;
  for (;;) {
    const problem = settings.problems().find((sentence) => sentence.startsWith('parley.budgets'));
    // Writing over what is not understood would lose the rest of it.
    if (problem !== undefined) return notify('warning', localize('Your budgets are not understood, so they cannot be edited here. {0}', problem), commandButton(localize('Open settings'), 'parley.settings.open'));
    const chosen = await window.showQuickPick(choices(ports), { title: localize('Edit Budgets'), placeHolder: localize('Nothing is sent that could cost more than is left'), matchOnDescription: true });
    if (!chosen) return;
    const changed = await chosen.edit?.();
    if (changed) await settings.set('parley.budgets', { ...changed, alertAt: [...changed.alertAt] });
  }
}

function choices({ settings, states }: BudgetEditPorts): readonly Choice[] {
  const budgets = settings.get('parley.budgets');
  const known = new Map(states().map((state) => [state.period, state]));
  const describe = (name: Amount): string => {
    const limit = budgets[name];
    const state = name === 'perRequest' || name === 'confirmAbove' ? undefined : known.get(name);
    if (limit === undefined) return name === 'confirmAbove' ? 'never' : 'no limit';
    return state ? `${bar(state.share)} ${budgetSentence(state)}` : formatAmount(limit);
  };
  const amount = (name: Amount): Choice => ({ label: labels[name](), description: describe(name), edit: () => askAmount(name, budgets) });
  const separator = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator });
  return [
    separator('limits'),
    ...budgetPeriods.map(amount),
    amount('perRequest'),
    separator('asking and telling'),
    amount('confirmAbove'),
    { label: localize('Tell me at'), description: budgets.alertAt.length === 0 ? 'no share of a limit' : `${sharesText(budgets.alertAt)} % of a limit`, edit: () => askShares(budgets) },
    { label: localize('At a limit'), description: `${limitWords[budgets.onLimit]}${budgets.onLimit === 'downgrade' ? `: ${budgets.downgradeTo ?? 'none chosen'}` : ''}`, edit: () => askOnLimit(budgets) },
  ];
}

async function askAmount(name: Amount, budgets: Budgets): Promise<Budgets | undefined> {
  const what = name === 'perRequest' || name === 'confirmAbove' ? labels[name]() : localize('Limit for {0}', periodNames[name]);
  const text = await window.showInputBox({
    title: what,
    prompt: localize('In US dollars. Leave it empty to remove it.'),
    value: budgets[name] === undefined ? '' : String(budgets[name]),
    placeHolder: 'such as 5 or 0.50',
    validateInput: (typed) => {
      const read = readAmount(typed);
      return 'wrong' in read ? read.wrong : undefined;
    },
  });
  const read = text === undefined ? undefined : readAmount(text);
  if (!read || 'wrong' in read) return undefined;
  const { [name]: _old, ...rest } = budgets;
  return read.amount === undefined ? rest : { ...rest, [name]: read.amount };
}

function sharesText(shares: readonly number[]): string {
  return shares.map((share) => String(Number((share * 100).toPrecision(6)))).join(', ');
}

async function askShares(budgets: Budgets): Promise<Budgets | undefined> {
  const text = await window.showInputBox({
    title: localize('Tell me at'),
    prompt: localize('Percentages of a limit. Leave it empty to be told at none.'),
    value: sharesText(budgets.alertAt),
    validateInput: (typed) => {
      const read = readShares(typed);
      return 'wrong' in read ? read.wrong : undefined;
    },
  });
  const read = text === undefined ? undefined : readShares(text);
  return read && 'shares' in read ? { ...budgets, alertAt: read.shares } : undefined;
}

async function askOnLimit(budgets: Budgets): Promise<Budgets | undefined> {
  const items = (['ask', 'block', 'downgrade'] as const).map((onLimit) => ({
    label: limitWords[onLimit].charAt(0).toUpperCase() + limitWords[onLimit].slice(1),
    ...(onLimit === budgets.onLimit && { description: 'chosen' }),
    onLimit,
  }));
  const chosen = await window.showQuickPick(items, { title: localize('At a limit'), placeHolder: localize('For when not even a short answer fits') });
  if (chosen?.onLimit !== 'downgrade') return chosen && { ...budgets, onLimit: chosen.onLimit };
  const model = await window.showInputBox({
    title: localize('Go on with'),
    prompt: localize('A model, as provider/model.'),
    value: budgets.downgradeTo ?? '',
    validateInput: (typed) => (/^[^\s/]+\/\S+$/.test(typed.trim()) ? undefined : localize('Write provider/model, such as openai/gpt-6-luna or ollama/qwen3.')),
  });
  return model === undefined ? undefined : { ...budgets, onLimit: 'downgrade', downgradeTo: model.trim() };
}
