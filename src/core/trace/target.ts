// Where a user wants traces told, and what telling takes.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';

/** Where records go. */
export interface OtelTarget {
  /** The collector's address, without `/v1/traces`. Empty: nowhere. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether what was said goes, too. */
  readonly content: boolean;
}

export interface TracesPorts {
  readonly target: () => OtelTarget;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly log: Log;
}
