// How many tokens a counting endpoint told.

import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { property, tokenCount } from './json.ts';
import { tidy } from './tidy.ts';

/** The count under `name`. Throws an LlmError when the body says something else. */
export function toldCount(body: unknown, name: string, endpoint: Endpoint): number {
  const count = tokenCount(property(body, name));
  if (count !== undefined) return count;
  throw new LlmError({ kind: 'bad-response', message: tidy(`${endpoint.baseUrl} was asked for a token count and told none.`, endpoint), retryable: false, provider: endpoint.provider });
}

/** For an address where nobody counts. */
export function nobodyCounts(endpoint: Pick<Endpoint, 'provider'>): LlmError {
  return new LlmError({ kind: 'not-found', message: 'This provider does not count tokens; the count shown is the best there is.', retryable: false, provider: endpoint.provider });
}
