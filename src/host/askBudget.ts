// Asks a person whether a call may go out although a budget says no. Closing the question is a no.

import { window } from 'vscode';
import type { AskBudget } from '../core/money/budget/gate.ts';

export const askBudget: AskBudget = async (question) => {
  const send = 'Send';
  return (await window.showWarningMessage('Over your budget', { modal: true, detail: question }, send)) === send ? 'go' : 'stop';
};
