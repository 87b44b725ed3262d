// Asks before a message goes out that is expected to cost more than the user wants to be asked about.

import { window } from 'vscode';
import { type Budgets, needsConfirm } from '../../core/money/budgets.ts';
import { formatAmount } from '../../core/money/format.ts';
import type { Planned } from './estimateView.ts';

/** True when it may be sent. Without a limit nothing is planned and nobody is asked. */
export async function confirmSend(budgets: Pick<Budgets, 'confirmAbove'>, plan: () => Promise<Planned>): Promise<boolean> {
  if (budgets.confirmAbove === undefined) return true;
  const { forecast, free } = await plan();
  if (free) return true;
  if (!needsConfirm(forecast?.expected, budgets)) return true;
  const send = 'Send';
  const detail = `You want to be asked above ${formatAmount(budgets.confirmAbove)} (parley.budgets.confirmAbove).`;
  return (await window.showWarningMessage(question(forecast), { modal: true, detail }, send)) === send;
}

function question(forecast: Planned['forecast']): string {
  if (forecast?.expected === undefined) return 'It is not known what this message will cost. Send it?';
  const most = forecast.largest === undefined ? '' : `, and up to ${formatAmount(forecast.largest)} for the longest answer`;
  return `This message will cost about ${formatAmount(forecast.expected)}${most}. Send it?`;
}
