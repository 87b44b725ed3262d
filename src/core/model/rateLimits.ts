// What a server tells of its limits, in nobody's header names.

/** One limit: so many requests or tokens, of which so many are left. */
export interface RateWindow {
  /** Tells one limit from another of the same server. */
  readonly name: string;
  readonly counts: 'requests' | 'tokens';
  readonly limit: number | undefined;
  readonly remaining: number;
  /** Milliseconds until all of it is there again. */
  readonly resetMs: number | undefined;
}
