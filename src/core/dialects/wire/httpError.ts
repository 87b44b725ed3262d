// Tells what a refused request was, from status, code, type and text: the one place that reads such texts.

import type { ErrorKind } from '../../model/llmError.ts';

/** What a server said when it refused. */
export interface Refusal {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly message: string;
}

const overflow = /context.{0,10}(?:length|window)|maximum context|too many tokens|prompt is too long|exceed_context_size|input.{0,20}too long|token limit|maximum number of tokens/i;
const badKey = /(?:incorrect|invalid|no|missing|expired).{0,12}api.?key|api.?key.{0,30}(?:invalid|incorrect|missing|expired|not valid)/i;
/** How AWS says that it does not believe who signed. */
const badSignature = /security token (?:included in the request )?is (?:invalid|expired)|request signature we calculated|signature (?:has )?expired|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientTokenId|MissingAuthenticationToken/i;
const quota = /insufficient_quota|billing|credit balance|exceeded_budget|budget.?exceeded|ExceededBudget|(?:crossed|exceeded) budget|budget has been exceeded|insufficient (?:balance|credits|funds)/i;
const filtered = /content_filter|content_policy|content management policy|responsible_ai/i;
const overloaded = /overloaded|over capacity|at capacity|engine_overloaded|no deployments available/i;
/** A gateway puts a vendor's refusal into one of its own, with any status; the name of the inner one tells. */
const innerOverflow = /ContextWindowExceededError/;
const innerFilter = /ContentPolicyViolationError/;
const innerLimit = /litellm\.RateLimitError/;
const innerFault = /litellm\.BadRequestError/;
/** How a gateway without a database says that it does not know a key: it has nowhere to look. */
const nowhereToLook = /no_db_connection|no connected db/i;
/** How a gateway says 400 for a model it does not have. */
const noSuchModel = /invalid model name passed/i;

/** The most telling evidence first: code and type, then the text, then the status. */
export function classifyRefusal({ status, code, type, message }: Refusal): ErrorKind {
  const evidence = `${code ?? ''} ${type ?? ''}`;
  const everything = `${evidence} ${message}`;
  if (status === 407) return 'proxy';
  if (status === 401 || nowhereToLook.test(everything)) return 'auth';
  if (status === 402) return 'quota';
  if (status === 429) return quota.test(everything) ? 'quota' : overloaded.test(everything) ? 'overloaded' : 'rate-limit';
  if (filtered.test(evidence) || innerFilter.test(message)) return 'content-filter';
  if (overflow.test(evidence) || innerOverflow.test(message)) return 'context-overflow';
  if (status === 403) return badKey.test(everything) || badSignature.test(everything) ? 'auth' : 'permission';
  if (status === 404) return 'not-found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 413) return 'context-overflow';
  if (status === 503 || status === 529) return 'overloaded';
  if (status !== undefined && status >= 500) {
    if (innerLimit.test(message)) return 'rate-limit';
    return innerFault.test(message) ? classifyText(evidence, message, 400) : 'server';
  }
  if (status === 400 || status === 422 || status === undefined) return classifyText(evidence, message, status);
  if (status === 409 || status === 425) return 'server';
  return status >= 300 && status < 400 ? 'bad-response' : 'bad-request';
}

/** Some servers answer everything with a 400, or send the error inside a stream, where there is no status. */
function classifyText(evidence: string, message: string, status: number | undefined): ErrorKind {
  if (overflow.test(message)) return 'context-overflow';
  if (noSuchModel.test(message)) return 'not-found';
  if (badKey.test(message) || badSignature.test(`${evidence} ${message}`)) return 'auth';
  if (quota.test(`${evidence} ${message}`)) return 'quota';
  if (filtered.test(message)) return 'content-filter';
  if (/rate.?limit/i.test(`${evidence} ${message}`)) return 'rate-limit';
  if (overloaded.test(`${evidence} ${message}`)) return 'overloaded';
  if (status === undefined) return /invalid_request|bad_request/i.test(evidence) ? 'bad-request' : 'server';
  return 'bad-request';
}

const healing = new Set<ErrorKind>(['rate-limit', 'overloaded', 'server', 'timeout', 'network', 'interrupted']);

/** Whether trying the same again may help. */
export function mayHeal(kind: ErrorKind): boolean {
  return healing.has(kind);
}
