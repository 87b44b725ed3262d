// Asks a person whether a call may go out although a budget says no. Closing the question is a no.

import { window } from 'vscode';
import { localize } from '../core/base/localize.ts';
import type { AskBudget } from '../core/money/budget/gate.ts';

export const askBudget: AskBudget = async (question) => {
  const send = localize('Send');
  return (await window.showWarningMessage(localize('Over your budget'), { modal: true, detail: question }, send)) === send ? 'go' : 'stop';
};
