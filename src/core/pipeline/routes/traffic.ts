// What this window sees of its models: how many calls each answers now, and how soon each began lately.

import { type Clock, ticksOf } from '../../base/clock.ts';

export interface Traffic {
  readonly running: (model: string) => number;
  readonly latency: (model: string) => number | undefined;
  /** A call goes out. Whoever says so tells how it began, or that it failed, and that it is over. */
  readonly begin: (model: string) => { readonly began: () => void; readonly failed: () => void; readonly ended: () => void };
}

/** The newest measurement counts for so much. */
const share = 0.3;
/** After that long a measurement says nothing. */
const keptFor = 10 * 60_000;
/** A failure is worse than any wait worth having. */
const failure = 60_000;

export function createTraffic(clock: Clock): Traffic {
  const running = new Map<string, number>();
  const measured = new Map<string, { readonly latency: number; readonly at: number }>();
  const known = (model: string): number | undefined => {
    const found = measured.get(model);
    return found && ticksOf(clock) - found.at < keptFor ? found.latency : undefined;
  };
  const learn = (model: string, latency: number): void => {
    const before = known(model);
    measured.set(model, { latency: before === undefined ? latency : before + (latency - before) * share, at: ticksOf(clock) });
  };
  return {
    running: (model) => running.get(model) ?? 0,
    latency: known,
    begin(model) {
      const start = ticksOf(clock);
      running.set(model, (running.get(model) ?? 0) + 1);
      let measuredOnce = false;
      const once = (latency: number): void => {
        if (!measuredOnce) learn(model, latency);
        measuredOnce = true;
      };
      return {
        began: () => once(ticksOf(clock) - start),
        failed: () => once(failure),
        ended() {
          const left = (running.get(model) ?? 1) - 1;
          if (left > 0) running.set(model, left);
          else running.delete(model);
        },
      };
    },
  };
}
