// What an answer waits for, as the page shows it: why, how long still, and the ways to wait no longer.

import { localize } from '../../core/base/localize.ts';
import type { Wait } from '../../core/model/wait.ts';
import type { ButtonView, WaitView } from '../../shared/protocol.ts';

/** What a person can press while a call waits. */
export const waitButtons = { now: 'retry-now', model: 'switch-model', cancel: 'cancel' } as const;

export function waitView({ reason, message, until, attempt, of }: Wait, now: number): WaitView {
  const buttons: readonly ButtonView[] = [
    { id: waitButtons.now, label: reason === 'retry' ? localize('Retry now') : localize('Send now') },
    { id: waitButtons.model, label: localize('Switch model') },
    { id: waitButtons.cancel, label: localize('Cancel') },
  ];
  return {
    sentence: message,
    // The page's clock may be another machine's: it is told how long, not until when.
    ...(until !== undefined && { left: Math.max(0, until - now) }),
    ...(attempt !== undefined && of !== undefined && { attempt: `attempt ${attempt} of ${of}` }),
    buttons: until === undefined ? buttons.slice(1) : buttons,
  };
}
