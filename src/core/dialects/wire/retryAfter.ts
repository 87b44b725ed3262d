// How long a server asks to wait, from the headers vendors use for it.

import { readRateLimits, serverTime } from './rateLimits.ts';

/** Milliseconds to wait, undefined when the server did not say. Never negative. */
export function retryAfterMs(headers: Headers | undefined, now: number): number | undefined {
  if (!headers) return undefined;
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const told = headers.get('retry-after')?.trim();
  return (told ? readRetryAfter(told, serverTime(headers, now)) : undefined) ?? untilReset(headers, now);
}

function readRetryAfter(told: string, now: number): number | undefined {
  const seconds = Number(told);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(told);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Without a word of its own: until the limit that is used up begins anew. */
function untilReset(headers: Headers, now: number): number | undefined {
  const spent = readRateLimits(headers, now).flatMap(({ remaining, resetMs }) => (remaining === 0 && resetMs !== undefined ? [resetMs] : []));
  return spent.length > 0 ? Math.max(...spent) : undefined;
}
