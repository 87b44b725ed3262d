// What went wrong on this wire, as an LlmError.
//
// Seen on it: `{"type":"error","error":{"type","message","details"},"request_id"}` with 4xx, 5xx and 529, the same as a
// frame in the middle of a stream, `{"error":{...}}` and `{"message":"text"}` from gateways and clouds, HTML from proxies.
// Failures are looked at by their facts, not by class: the SDKs of other clouds throw classes of their own.

import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { cancelled } from '../../model/finish.ts';
import { classifyRefusal, mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import { classifyNetworkFailure } from '../wire/networkError.ts';
import { ownError } from '../wire/ownError.ts';
import { retryAfterMs } from '../wire/retryAfter.ts';
import { tidy } from '../wire/tidy.ts';

/** The vendor's own names for what went wrong; a frame in a stream has nothing else. */
const types: Readonly<Record<string, ErrorKind>> = {
  authentication_error: 'auth',
  permission_error: 'permission',
  billing_error: 'quota',
  not_found_error: 'not-found',
  rate_limit_error: 'rate-limit',
  overloaded_error: 'overloaded',
  timeout_error: 'timeout',
  request_too_large: 'context-overflow',
  api_error: 'server',
};

const overflow = /exceeds? (?:the )?context|prompt is too long/i;
const spent = /spend.?limit|usage limits?\b|credit balance/i;
const filtered = /content filtering policy/i;

/** Classifies whatever the SDK, `fetch` or a body reader threw. `started` tells that the answer had begun. */
export function classifyFailure(failure: unknown, endpoint: Endpoint, signal: AbortSignal, started: boolean): LlmError {
  const { provider } = endpoint;
  const own = ownError(failure);
  if (own) return own;
  if (signal.aborted) return cancelled(provider);
  const status = property(failure, 'status');
  const message = failure instanceof Error ? failure.message : String(failure);
  if (typeof status === 'number') {
    const headers = property(failure, 'headers');
    return refused(property(failure, 'error'), status, headers instanceof Headers ? headers : undefined, message, endpoint);
  }
  const ranOut = failure instanceof Error && failure.name === 'APIConnectionTimeoutError';
  const verdict = ranOut ? { kind: 'timeout' as const, code: undefined } : classifyNetworkFailure(failure);
  const kind = started ? 'interrupted' : verdict.kind;
  return new LlmError({ kind, message: tidy(`${endpoint.baseUrl}: ${verdict.code ?? message}`, endpoint), retryable: mayHeal(kind), provider }, { cause: failure });
}

/** An error that came as a body or as a frame of the stream. */
export function refused(body: unknown, status: number | undefined, headers: Headers | undefined, fallback: string, endpoint: Endpoint): LlmError {
  const inner = property(body, 'error') ?? body;
  const type = nonEmptyString(property(inner, 'type'));
  const code = nonEmptyString(property(property(inner, 'details'), 'error_code')) ?? nonEmptyString(property(inner, 'code'));
  const message = nonEmptyString(property(inner, 'message')) ?? nonEmptyString(inner) ?? nonEmptyString(property(body, 'message')) ?? fallback;
  const kind = kindOf(status, type, code, message);
  return new LlmError({
    kind,
    message: tidy(message, endpoint),
    retryable: mayHeal(kind),
    retryAfterMs: retryAfterMs(headers, Date.now()),
    provider: endpoint.provider,
    status,
    requestId: headers?.get('request-id') ?? nonEmptyString(property(body, 'request_id')) ?? headers?.get('x-request-id') ?? undefined,
  });
}

function kindOf(status: number | undefined, type: string | undefined, code: string | undefined, message: string): ErrorKind {
  if (status === undefined || status === 400 || status === 429) {
    if (spent.test(`${code ?? ''} ${message}`)) return 'quota';
    if (status !== 429 && overflow.test(message)) return 'context-overflow';
    if (filtered.test(message)) return 'content-filter';
  }
  const named = status === undefined && type !== undefined ? types[type] : undefined;
  return named ?? classifyRefusal({ status, code, type, message });
}
