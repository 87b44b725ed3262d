// Waits where people can see it: told before and after, called off with the call, cut short by a person.

import { type Clock, pause } from '../base/clock.ts';
import type { Call } from '../model/call.ts';
import type { Wait } from '../model/wait.ts';

/** Resolves when the time is up, the call was called off, or a person wants no more waiting: then true. */
export async function waitFor(call: Call, clock: Clock, milliseconds: number, about: Omit<Wait, 'until' | 'retryNow'>): Promise<boolean> {
  const early = new AbortController();
  call.onDidWait?.({ ...about, until: clock.now() + milliseconds, retryNow: () => early.abort() });
  try {
    await pause(clock, milliseconds, AbortSignal.any([call.signal, early.signal]));
  } finally {
    call.onDidWait?.(undefined);
  }
  return early.signal.aborted;
}
