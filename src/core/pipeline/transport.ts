// Tells what a request's way shows of connection and limits, for the layers above. They get data, never a header.

import { readRateLimits } from '../dialects/wire/rateLimits.ts';
import type { Call } from '../model/call.ts';

type Fetch = typeof globalThis.fetch;

/** A `fetch` that tells how its connection comes about. Without news nobody may conclude anything. */
export type TellConnections = (fetch: Fetch, told: (state: 'connecting' | 'connected') => void) => Fetch;

/** The same `fetch`, which tells the call what it sees. */
export function telling(fetch: Fetch, { onDidConnect, onDidTellLimits }: Pick<Call, 'onDidConnect' | 'onDidTellLimits'>, tell: TellConnections | undefined): Fetch {
  const watched = onDidConnect && tell ? tell(fetch, onDidConnect) : fetch;
  return async (input, init) => {
    const response = await watched(input, init);
    onDidConnect?.('connected');
    if (onDidTellLimits) {
      const windows = readRateLimits(response.headers, Date.now());
      if (windows.length > 0) onDidTellLimits(windows);
    }
    return response;
  };
}
