// A 200 whose body is no stream: a captive portal, a wrong address, a proxy's page.

import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { tidy } from './tidy.ts';

/** `start` is how the body begins. */
export function notAStream(response: Response, start: string, endpoint: Endpoint): LlmError {
  const type = response.headers.get('content-type') ?? 'nothing named';
  return new LlmError({
    kind: 'bad-response',
    message: tidy(`${endpoint.baseUrl} answered ${response.status} with ${type} instead of a stream: ${start}`, endpoint),
    retryable: false,
    provider: endpoint.provider,
    status: response.status,
  });
}
