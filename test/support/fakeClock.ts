// A clock that only moves when it is told to, so that tests over time never wait.

import type { Clock } from '../../src/core/base/clock.ts';
import { toDisposable } from '../../src/core/base/disposable.ts';

/** A clock in the test's hand. */
export interface FakeClock extends Clock {
  /** Moves time forward. Timers run in order, and what they wake has settled before the next one runs. */
  advance(milliseconds: number): Promise<void>;
  /** Moves time from timer to timer until none is left. Throws after `limit` timers, so that an endless chain is seen. */
  runAll(limit?: number): Promise<void>;
  /** Lets everything that is ready now run, without moving time. */
  settle(): Promise<void>;
  /** How many timers wait. */
  readonly pending: number;
  /** How many timers were ever asked for. */
  readonly scheduled: number;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly action: () => void;
}

/** Makes a clock that stands at `start`. */
export function createFakeClock(start = 0): FakeClock {
  const timers = new Set<Timer>();
  let time = start;
  let scheduled = 0;

  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer;
    }
    return first;
  };
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const run = async (timer: Timer): Promise<void> => {
    timers.delete(timer);
    time = Math.max(time, timer.due);
    timer.action();
    await settle();
  };

  return {
    now: () => time,
    after(milliseconds, action) {
      const timer: Timer = { due: time + Math.max(0, milliseconds), order: scheduled++, action };
      timers.add(timer);
      return toDisposable(() => timers.delete(timer));
    },
    async advance(milliseconds) {
      const end = time + milliseconds;
      await settle();
      for (let timer = earliest(); timer !== undefined && timer.due <= end; timer = earliest()) await run(timer);
      time = Math.max(time, end);
    },
    async runAll(limit = 100_000) {
      await settle();
      let ran = 0;
      for (let timer = earliest(); timer !== undefined; timer = earliest()) {
        if (++ran > limit) throw new Error(`Still busy after ${limit} timers.`);
        await run(timer);
      }
    },
    settle,
    get pending() {
      return timers.size;
    },
    get scheduled() {
      return scheduled;
    },
  };
}
