// One error class with a kind. Classified where the bytes are; put into words for people in tables/problems.ts.

export const errorKinds = [
  'auth', 'permission', 'quota', 'budget', 'rate-limit', 'overloaded', 'server', 'timeout', 'network', 'tls', 'proxy',
  'bad-request', 'context-overflow', 'content-filter', 'not-found', 'bad-response', 'interrupted', 'cancelled',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

export interface LlmErrorFacts {
  readonly kind: ErrorKind;
  /** For the log and for engineers; already free of secrets. */
  readonly message: string;
  /** Whether the same call may heal by itself when tried again. */
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  /** True when nothing was sent: we held it back ourselves. */
  readonly unsent?: true | undefined;
  readonly provider?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** What went wrong with a call. Never holds a key. */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  readonly facts: LlmErrorFacts;

  constructor(facts: LlmErrorFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.facts = facts;
  }

  get kind(): ErrorKind {
    return this.facts.kind;
  }

  /** What JSON shows: the facts, without stack or cause. */
  toJSON(): LlmErrorFacts {
    return this.facts;
  }
}
