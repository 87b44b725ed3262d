// Waiting for conditions. Every wait has a bound and says what it waited for; nothing here sleeps blindly.
import { setTimeout as pause } from 'node:timers/promises';

/** How long one step in a window may take before it counts as failed. */
export const stepTimeout = 15_000;

/** How long starting things (a server, a window, the extension host) may take. */
export const startTimeout = 90_000;

/** Rewords a failed wait, so that the error says what was awaited. */
export async function awaiting<T>(what: string, wait: Promise<T>): Promise<T> {
  try {
    return await wait;
  } catch (error) {
    throw new Error(`Waited in vain for ${what}.`, { cause: error });
  }
}

/** Asks again and again until the answer is neither undefined nor false; an error counts as "not yet". `between` is the pause. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  timeout: number = stepTimeout,
  between = 20,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    let lastError: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() >= end) {
      throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`, lastError === undefined ? undefined : { cause: lastError });
    }
    await pause(between);
  }
}
