// What went wrong with one of the editor's models, as an LlmError.
//
// Seen: the editor's own error with the code NoPermissions, NotFound or Blocked; plain errors of a vendor, named
// `ChatQuotaExceeded` or `ChatRateLimited`, or with an HTTP status inside their text. Names and codes survive the way
// between processes, classes do not.

import { cancelled } from '../../model/finish.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import { classifyRefusal, mayHeal } from '../wire/httpError.ts';
import { nonEmptyString } from '../wire/json.ts';
import { classifyNetworkFailure } from '../wire/networkError.ts';
import { tidy } from '../wire/tidy.ts';

const deepestCause = 5;
const longestText = 4_000;

const filtered = /off.?topic|content.?filter|(?:response|answer|prompt) (?:got |was )?filtered|responsible.?ai/i;
const tooOften = /too many|rate.?limit|slow down|try again later/i;
const unreachable = /\b(?:ECONN\w+|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|UND_ERR_\w+)\b|fetch failed|socket hang up|other side closed|net::ERR_|^terminated\b/i;
const tooLong = /max_prompt_tokens_exceeded|exceeds the limit of \d/i;
const misused = /^invalid request|not supported|unsupported/i;

/** Whatever the editor or a vendor threw. `started` tells that the answer had begun. */
export function classifyFailure(failure: unknown, endpoint: Endpoint, signal: AbortSignal, started: boolean): LlmError {
  if (failure instanceof LlmError) return failure;
  if (signal.aborted) return cancelled(endpoint.provider);
  const said = read(failure);
  const kind = kindOf(failure, said, started);
  if (kind === 'cancelled') return cancelled(endpoint.provider);
  const message = tidy(said.text, endpoint) || 'The model failed without a word.';
  return new LlmError({ kind, message, retryable: mayHeal(kind), provider: endpoint.provider }, { cause: failure });
}

interface Said {
  readonly names: readonly string[];
  readonly codes: readonly string[];
  readonly text: string;
}

/** The error and its causes: the outermost says the least. */
function read(failure: unknown): Said {
  const names: string[] = [];
  const codes: string[] = [];
  const texts: string[] = [];
  let each: unknown = failure;
  for (let depth = 0; depth < deepestCause && each !== undefined && each !== null; depth += 1) {
    if (!(each instanceof Error)) {
      if (typeof each === 'string') texts.push(each.slice(0, longestText));
      break;
    }
    names.push(each.name);
    const code = 'code' in each ? nonEmptyString(each.code) : undefined;
    if (code !== undefined) codes.push(code);
    const text = each.message.slice(0, longestText);
    if (text !== '' && !texts.includes(text)) texts.push(text);
    each = each.cause;
  }
  return { names, codes, text: texts.join(': ') };
}

function kindOf(failure: unknown, { names, codes, text }: Said, started: boolean): ErrorKind {
  if (names.some((name) => name === 'Canceled' || name === 'CancellationError' || name === 'AbortError')) return 'cancelled';
  if (codes.includes('NoPermissions')) return 'permission';
  if (codes.includes('NotFound')) return 'not-found';
  if (filtered.test(text)) return 'content-filter';
  if (codes.includes('Blocked')) return tooOften.test(text) ? 'rate-limit' : 'quota';
  if (names.includes('ChatQuotaExceeded')) return 'quota';
  if (names.includes('ChatRateLimited')) return 'rate-limit';
  if (unreachable.test(text) || codes.some((code) => unreachable.test(code))) return started ? 'interrupted' : classifyNetworkFailure(failure).kind;
  if (tooLong.test(text)) return 'context-overflow';
  const kind = classifyRefusal({ status: statusIn(text), code: codes.join(' '), type: names.join(' '), message: text });
  return kind === 'server' && misused.test(text) ? 'bad-request' : kind;
}

/** `Request Failed: 400 {...}`, `HTTP 503`, `status code 429`, `401 Unauthorized`. */
function statusIn(text: string): number | undefined {
  const found = /(?:^|\b(?:failed|status|code|http|error)\W{1,3})([45]\d\d)\b/i.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
