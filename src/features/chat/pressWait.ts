// What the buttons of a waiting answer do.

import type { Session } from '../../core/conversation/session.ts';
import type { Wait } from '../../core/model/wait.ts';
import { waitButtons } from './waitView.ts';

export interface WaitPorts {
  readonly session: Pick<Session, 'stop' | 'busy' | 'onDidChange'>;
  /** The model the next question goes to. */
  readonly model: () => string;
  readonly askAgain: () => Promise<unknown>;
  /** Lets the person choose another model. */
  readonly chooseModel: () => PromiseLike<unknown>;
}

/** Resolves when it is done; who thinks better of another model goes on waiting. */
export async function pressWait(button: string, wait: Wait, { session, model, askAgain, chooseModel }: WaitPorts): Promise<void> {
  if (button === waitButtons.now) return wait.retryNow();
  if (button === waitButtons.cancel) return session.stop();
  const before = model();
  await chooseModel();
  if (model() === before) return;
  session.stop();
  await untilIdle(session);
  await askAgain();
}

function untilIdle(session: WaitPorts['session']): Promise<void> {
  return new Promise((resolve) => {
    if (!session.busy) return resolve();
    const heard = session.onDidChange((change) => {
      if (change.type !== 'busy-changed' || change.busy) return;
      heard.dispose();
      resolve();
    });
  });
}
