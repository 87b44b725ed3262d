// OpenAI's SDK, told everything explicitly, so that only the endpoint decides where a request goes and what is in it.

import OpenAI from 'openai';
import type { Endpoint } from '../../model/dialect.ts';

/** Time limits are a layer's work; the SDK's own must never be the first. */
const farAway = 2 ** 31 - 1;

/** A client of its own for every attempt: it costs microseconds, and no key outlives its call. */
export function connect(endpoint: Endpoint): OpenAI {
  return new OpenAI({
    apiKey: endpoint.apiKey ?? 'none',
    adminAPIKey: null,
    baseURL: endpoint.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: farAway,
    logLevel: 'off',
    fetch: onlyOurHeaders(endpoint),
    defaultHeaders: { ...endpoint.headers },
  });
}

/** The SDK adds and replaces headers as environment variables say; so all of them are ours. */
function onlyOurHeaders(endpoint: Endpoint): typeof globalThis.fetch {
  const ours: Record<string, string> = {
    accept: 'application/json',
    'user-agent': 'parley',
    ...(endpoint.apiKey !== undefined && { authorization: `Bearer ${endpoint.apiKey}` }),
  };
  return (input, init) => {
    const headers = new Headers(ours);
    for (const [name, value] of Object.entries(endpoint.headers)) headers.set(name, value);
    if (init?.body !== undefined && init.body !== null) headers.set('content-type', 'application/json');
    return endpoint.fetch(input, { ...init, headers });
  };
}
