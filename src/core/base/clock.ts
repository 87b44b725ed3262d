// Time as a port, so that arithmetic over time can be tested without waiting.

import { type Disposable, toDisposable } from './disposable.ts';

/** What the engine may know about time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `milliseconds`, unless disposed before. */
  after(milliseconds: number, action: () => void): Disposable;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return toDisposable(() => clearTimeout(timer));
  },
};

/** Resolves after `milliseconds`, or at once when `signal` aborts. Never rejects. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      timer.dispose();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.after(milliseconds, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
