// What went wrong on OpenAI's wires, as an LlmError.
//
// Seen on them: `{"error":{"message","type","param","code"}}` with 4xx and 5xx (OpenAI and most others; `code` may be a
// number or a numeric string), `{"error":"text"}` (Ollama), `{"detail":"Not Found"}` and `{"message":"text"}` (gateways),
// the same bodies as a frame in the middle of a stream, and HTML from proxies.

import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { cancelled } from '../../model/finish.ts';
import type { WireErrors } from '../wire/answer.ts';
import { classifyRefusal, mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import { classifyNetworkFailure } from '../wire/networkError.ts';
import { ownError } from '../wire/ownError.ts';
import { retryAfterMs } from '../wire/retryAfter.ts';
import { tidy } from '../wire/tidy.ts';

/** Classifies whatever the SDK, `fetch` or a body reader threw. `started` tells that the answer had begun. */
export function classifyFailure(failure: unknown, endpoint: Endpoint, signal: AbortSignal, started: boolean): LlmError {
  const { provider } = endpoint;
  const own = ownError(failure);
  if (own) return own;
  if (signal.aborted) return cancelled(provider);
  if (failure instanceof APIError) {
    const { status, headers, error, message } = failure as APIError;
    if (status !== undefined) return refused(error, status, headers, message, endpoint);
  }
  const verdict = failure instanceof APIConnectionTimeoutError ? { kind: 'timeout' as const, code: undefined } : classifyNetworkFailure(failure);
  const reason = verdict.code ?? (failure instanceof APIConnectionError ? 'connection failed' : describe(failure));
  const kind = started ? 'interrupted' : verdict.kind;
  return new LlmError({ kind, message: tidy(`${endpoint.baseUrl}: ${reason}`, endpoint), retryable: mayHeal(kind), provider }, { cause: failure });
}

/** An error that came as a body or as a frame of the stream. */
export function refused(body: unknown, status: number | undefined, headers: Headers | undefined, fallback: string, endpoint: Endpoint): LlmError {
  const inner = property(body, 'error') ?? body;
  const told = property(inner, 'code');
  const code = typeof told === 'number' ? String(told) : nonEmptyString(told);
  const message = nonEmptyString(property(inner, 'message')) ?? nonEmptyString(inner) ?? nonEmptyString(property(body, 'detail')) ?? fallback;
  const effective = status ?? (code !== undefined && /^[1-5]\d\d$/.test(code) ? Number(code) : undefined);
  const kind = kindOf({ status: effective, code, type: nonEmptyString(property(inner, 'type')), message });
  return new LlmError({
    kind,
    message: tidy(withParameter(message, nonEmptyString(property(inner, 'param'))), endpoint),
    retryable: mayHeal(kind),
    retryAfterMs: retryAfterMs(headers, Date.now()),
    provider: endpoint.provider,
    status: effective,
    requestId: headers?.get('x-request-id') ?? headers?.get('apim-request-id') ?? headers?.get('x-litellm-call-id') ?? undefined,
  });
}

/** Whoever reads the message is to know what to change. LiteLLM writes Python's "None" for no parameter. */
function withParameter(message: string, parameter: string | undefined): string {
  return parameter === undefined || parameter === 'None' || message.includes(parameter) ? message : `${message} (${parameter})`;
}

const policy = /_policy(?:_violation)?$/;
const flagged = /flagged|usage polic/i;
const requestFault = /^(?:invalid_|unsupported_|empty_image|image_|failed_to_download_image|data_residency_mismatch$)/;

/** These wires have codes of their own, and inside a stream no status that would tell. */
function kindOf({ status, code = '', type, message }: { status: number | undefined; code: string | undefined; type: string | undefined; message: string }): ErrorKind {
  const like = status ?? (requestFault.test(code) ? 400 : code === 'slow_down' ? 429 : undefined);
  if ((like === undefined || like === 400) && (policy.test(code) || (code === 'invalid_prompt' && flagged.test(message)))) return 'content-filter';
  return classifyRefusal({ status: like, code, type, message });
}

function describe(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** How these wires tell what went wrong. */
export const errors: WireErrors = { classifyFailure, refused };
