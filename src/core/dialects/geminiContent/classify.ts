// What went wrong on this wire, as an LlmError.
//
// Seen on it: `{"error":{"code","message","status","details":[...]}}`, the same inside a list, the same as text inside
// the `message` of a gateway, as a frame or as bare JSON in the middle of a stream, and HTML from proxies.

import type { Endpoint } from '../../model/dialect.ts';
import { cancelled } from '../../model/finish.ts';
import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import { classifyRefusal, mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import { classifyNetworkFailure } from '../wire/networkError.ts';
import { ownError } from '../wire/ownError.ts';
import { retryAfterMs } from '../wire/retryAfter.ts';
import { tidy } from '../wire/tidy.ts';

/** Classifies whatever the SDK, `fetch` or a body reader threw. `started` tells that the answer had begun. */
export function classifyFailure(failure: unknown, endpoint: Endpoint, signal: AbortSignal, started: boolean): LlmError {
  const { provider, baseUrl } = endpoint;
  const own = ownError(failure);
  if (own) return own;
  if (signal.aborted) return cancelled(provider);
  const verdict = classifyNetworkFailure(failure);
  const kind = started ? 'interrupted' : verdict.kind;
  const reason = verdict.code ?? (failure instanceof Error ? failure.message : String(failure));
  return new LlmError({ kind, message: tidy(`${baseUrl}: ${reason}`, endpoint), retryable: mayHeal(kind), provider }, { cause: failure });
}

/** An error that came as a body, or inside a stream. */
export function refused(body: unknown, status: number | undefined, headers: Headers | undefined, fallback: string, endpoint: Endpoint): LlmError {
  const error = errorIn(body);
  const message = nonEmptyString(property(error, 'message')) ?? nonEmptyString(error) ?? fallback;
  const word = nonEmptyString(property(error, 'status'));
  const code = Number(property(error, 'code'));
  const effective = status ?? (code >= 100 && code < 600 ? code : undefined) ?? statusOf(word);
  const details = property(error, 'details');
  const kind = kindOf(effective, word, message, Array.isArray(details) ? (details as unknown[]) : []);
  return new LlmError({
    kind,
    message: tidy(message, endpoint),
    retryable: mayHeal(kind),
    retryAfterMs: retryAfterMs(headers, Date.now()) ?? askedToWait(details, message),
    provider: endpoint.provider,
    status: effective,
    requestId: headers?.get('x-request-id') ?? headers?.get('x-goog-request-id') ?? undefined,
  });
}

/** True when a body says that something went wrong. */
export function holdsError(body: unknown): boolean {
  return (property(Array.isArray(body) ? body[0] : body, 'error') ?? undefined) !== undefined;
}

function errorIn(body: unknown): unknown {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const error = property(first, 'error') ?? first;
  const text = property(error, 'message');
  const inner = typeof text === 'string' && /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return holdsError(inner) ? errorIn(inner) : error;
}

const statuses: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400, FAILED_PRECONDITION: 400, OUT_OF_RANGE: 400, UNAUTHENTICATED: 401, PERMISSION_DENIED: 403, NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429, INTERNAL: 500, UNKNOWN: 500, UNAVAILABLE: 503, DEADLINE_EXCEEDED: 504,
};

function statusOf(word: string | undefined): number | undefined {
  return word !== undefined && Object.hasOwn(statuses, word) ? statuses[word] : undefined;
}

function kindOf(status: number | undefined, word: string | undefined, message: string, details: readonly unknown[]): ErrorKind {
  const reasons = details.map((detail) => nonEmptyString(property(detail, 'reason')));
  if (reasons.some((reason) => reason !== undefined && /^(?:API_KEY_(?:INVALID|EXPIRED)|ACCESS_TOKEN_|CREDENTIALS_MISSING)/.test(reason))) return 'auth';
  if (status === 403 && /reported as leaked|unregistered callers|without established identity/i.test(message)) return 'auth';
  if (status === 429) return exhausted(message, details);
  if (word === 'FAILED_PRECONDITION' && /location is not supported/i.test(message)) return 'permission';
  return classifyRefusal({ status, code: undefined, type: word, message });
}

/** Google says "check your plan and billing" whenever a minute's share is used up: what was violated tells, not the text. */
function exhausted(message: string, details: readonly unknown[]): ErrorKind {
  const violations = details.flatMap((detail) => {
    const list = property(detail, 'violations');
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  const told = violations.map((violation) => `${String(property(violation, 'quotaId'))} ${String(property(violation, 'quotaMetric'))}`).join(' ');
  const nothingGranted = violations.some((violation) => property(violation, 'quotaValue') === '0') || /limit: 0\b/.test(message);
  if (nothingGranted || /per_?(?:day|month)/i.test(told) || /per day|daily|spending cap|budget|spend limit|prepay|credits? (?:are|is) depleted/i.test(message)) return 'quota';
  return 'rate-limit';
}

/** `RetryInfo` says it as "3.5s"; without it the text may. */
function askedToWait(details: unknown, message: string): number | undefined {
  const told = Array.isArray(details) ? (details as unknown[]).map((detail) => nonEmptyString(property(detail, 'retryDelay'))).find((delay) => delay !== undefined) : undefined;
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(told ?? '')?.[1] ?? /retry in (\d+(?:\.\d+)?)s/i.exec(message)?.[1]);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}
