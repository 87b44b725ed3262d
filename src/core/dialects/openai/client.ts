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

const expected = /^(?:accept|authorization|content-type|content-length|user-agent|x-stainless-.*)$/;

/** The SDK adds headers that environment variables name; nothing but the endpoint decides what is sent. */
function onlyOurHeaders(endpoint: Endpoint): typeof globalThis.fetch {
  const own = new Set(Object.keys(endpoint.headers).map((name) => name.toLowerCase()));
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const name of [...headers.keys()]) if (!expected.test(name) && !own.has(name)) headers.delete(name);
    if (endpoint.apiKey === undefined && !own.has('authorization')) headers.delete('authorization');
    return endpoint.fetch(input, { ...init, headers });
  };
}
