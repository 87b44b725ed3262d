// The arithmetic of limits: how long a call has to wait for them.

import type { RateWindow } from '../model/rateLimits.ts';

/** What a person set; left out is without limit. */
export interface LineLimits {
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** What let a call go. `tokens` is corrected when it is known. */
export interface Admission {
  readonly at: number;
  tokens: number;
}

/** What a server told, and what was sent since. Moments are in the clock's ticks. */
export interface LearntWindow extends RateWindow {
  remaining: number;
  readonly at: number;
}

/** What is known at a moment. */
export interface Occasion {
  /** About how many tokens the call will take. */
  readonly tokens: number;
  readonly limits: LineLimits;
  /** What was let go within the last minute, in order. */
  readonly admitted: readonly Admission[];
  readonly learnt: readonly LearntWindow[];
  /** A told limit that lasts longer holds nobody. */
  readonly longest: number;
  readonly now: number;
}

const minute = 60_000;

/** Milliseconds until the call may go, 0 when it may now. */
export function heldFor({ tokens, limits, admitted, learnt, longest, now }: Occasion): number {
  const told = learnt.map((window) => untilEnough(window, window.counts === 'requests' ? 1 : tokens, now)).filter((wait) => wait <= longest);
  return Math.max(
    0,
    untilBelow(admitted.map(({ at }) => ({ at, weight: 1 })), 1, limits.requestsPerMinute, now),
    untilBelow(admitted.map(({ at, tokens: weight }) => ({ at, weight })), tokens, limits.tokensPerMinute, now),
    ...told,
  );
}

/** Until the minute has room for `weight`. What is heavier than the whole limit goes alone. */
function untilBelow(admitted: readonly { readonly at: number; readonly weight: number }[], weight: number, limit: number | undefined, now: number): number {
  if (limit === undefined) return 0;
  let sum = admitted.reduce((total, one) => total + one.weight, 0);
  const room = limit - Math.min(weight, limit);
  for (const { at, weight: gone } of admitted) {
    if (sum <= room) return 0;
    sum -= gone;
    if (sum <= room) return Math.max(0, at + minute - now);
  }
  return 0;
}

/** A told limit fills up evenly until its reset: that is how most vendors count, and those who do not say so with a 429. */
function untilEnough({ at, limit, remaining, resetMs }: LearntWindow, wanted: number, now: number): number {
  const needed = limit === undefined ? wanted : Math.min(wanted, limit);
  if (resetMs === undefined || remaining >= needed) return 0;
  const share = limit === undefined || limit <= remaining ? 1 : Math.min(1, (needed - remaining) / (limit - remaining));
  return Math.max(0, at + resetMs * share - now);
}
