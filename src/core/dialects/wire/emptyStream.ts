// A stream with nothing in it. Who sends one was seldom asked wrongly: a gateway lost its server, so asking again may help.

import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { tidy } from './tidy.ts';

export function emptyStream(endpoint: Endpoint): LlmError {
  return new LlmError({ kind: 'bad-response', message: tidy(`${endpoint.baseUrl} sent an empty stream.`, endpoint), retryable: true, provider: endpoint.provider });
}
