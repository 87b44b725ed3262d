// Asks before a message goes out that is expected to cost more than the user wants to be asked about.

import { window } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import { type Budgets, needsConfirm } from '../../core/money/budgets.ts';
import { formatAmount } from '../../core/money/format.ts';
import type { Planned } from './estimateView.ts';

/** True when it may be sent. Without a limit nothing is planned and nobody is asked. */
export async function confirmSend(budgets: Pick<Budgets, 'confirmAbove'>, plan: () => Promise<Planned>): Promise<boolean> {
  if (budgets.confirmAbove === undefined) return true;
  const { forecast, free } = await plan();
  if (free) return true;
  if (!needsConfirm(forecast?.expected, budgets)) return true;
  const send = localize('Send');
  const detail = localize('You want to be asked above {0} (parley.budgets.confirmAbove).', formatAmount(budgets.confirmAbove));
  return (await window.showWarningMessage(question(forecast), { modal: true, detail }, send)) === send;
}

function question(forecast: Planned['forecast']): string {
  if (forecast?.expected === undefined) return localize('It is not known what this message will cost. Send it?');
  if (forecast.largest === undefined) return localize('This message will cost about {0}. Send it?', formatAmount(forecast.expected));
  return localize('This message will cost about {0}, and up to {1} for the longest answer. Send it?', formatAmount(forecast.expected), formatAmount(forecast.largest));
}
