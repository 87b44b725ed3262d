// Real time, run faster: waits are real ones, and a day's worth of them fits into a test.

import type { Clock } from '../../../src/core/base/clock.ts';
import { toDisposable } from '../../../src/core/base/disposable.ts';

export interface FastClock extends Clock {
  /** How many timers wait. */
  readonly pending: number;
  /** Sets the time of day, as a person or a server of time does. */
  jump(milliseconds: number): void;
}

export function createFastClock(speed: number): FastClock {
  const start = performance.now();
  const epoch = Date.now();
  let shift = 0;
  let pending = 0;
  const ticks = (): number => (performance.now() - start) * speed;
  return {
    ticks,
    now: () => epoch + ticks() + shift,
    after(milliseconds, action) {
      pending++;
      const done = toDisposable(() => void pending--);
      const timer = setTimeout(() => {
        done.dispose();
        action();
      }, milliseconds / speed);
      return toDisposable(() => {
        clearTimeout(timer);
        done.dispose();
      });
    },
    get pending() {
      return pending;
    },
    jump: (milliseconds) => void (shift += milliseconds),
  };
}
