// Anthropic's SDK, told everything explicitly, so that only the endpoint decides where a request goes and what is in it.

import { Anthropic } from '@anthropic-ai/sdk';
import type { Endpoint } from '../../model/dialect.ts';
import type { MessagesClient, RequestFacts } from './quirks.ts';

/** The version of the API this room is written for. */
const apiVersion = '2026-10-21';
/** Time limits are a layer's work; the SDK's own must never be the first. */
const farAway = 2 ** 31 - 1;
const mostModelsAtOnce = 1_000;

/** What every SDK in this family can do, whichever cloud it speaks to. */
interface PostingSdk {
  post(path: string, options: { body: unknown; signal: AbortSignal; headers: Record<string, string>; stream: true; timeout: number }): { asResponse(): Promise<Response> };
}

/** Makes requests through an SDK of this family. The resource's own method would write deprecations to the console. */
export function overSdk(sdk: PostingSdk): MessagesClient {
  return {
    create: (body, { signal, headers }) => sdk.post('/v1/messages', { body, signal, headers: { ...headers }, stream: true, timeout: farAway }).asResponse(),
  };
}

/** A client of its own for every attempt: it costs microseconds, and no key outlives its call. */
export function connect(endpoint: Endpoint): MessagesClient {
  return {
    create: (body, facts) => overSdk(openSdk(endpoint, facts.headers)).create(body, facts),
    countTokens: (body, { signal, headers }) => openSdk(endpoint, headers).post('/v1/messages/count_tokens', { body, signal, headers: { ...headers }, timeout: farAway }).asResponse(),
    listModels: (signal) => openSdk(endpoint, {}).models.list({ limit: mostModelsAtOnce }, { signal }),
  };
}

function openSdk(endpoint: Endpoint, headers: RequestFacts['headers']): Anthropic {
  return new Anthropic({
    // A key in code keeps the SDK from variables and from profiles on disk; where there is none, nothing of it is sent.
    apiKey: endpoint.apiKey ?? 'none',
    baseURL: endpoint.baseUrl.replace(/(?:\/v1(?:\/messages)?)?\/*$/, ''),
    webhookKey: null,
    maxRetries: 0,
    timeout: farAway,
    logLevel: 'off',
    openTelemetry: false,
    fetch: withOnlyOurHeaders(endpoint, headers),
  });
}

/** Variables can add to and replace the SDK's headers, the key among them; so all of them are ours. A redirect goes nowhere. */
function withOnlyOurHeaders(endpoint: Endpoint, wanted: RequestFacts['headers']): typeof globalThis.fetch {
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'parley', 'anthropic-version': apiVersion });
  if (endpoint.apiKey !== undefined) {
    headers.set('authorization', `Bearer ${endpoint.apiKey}`);
    // Servers that copied this wire earlier look for the key where it used to be.
    if (!isAnthropic(endpoint.baseUrl)) headers.set('x-api-key', endpoint.apiKey);
  }
  for (const [name, value] of Object.entries(wanted)) headers.set(name, value);
  for (const [name, value] of Object.entries(endpoint.headers)) {
    if (name.toLowerCase() === 'anthropic-beta') headers.append(name, value);
    else headers.set(name, value);
  }
  return (input, init) => {
    if (init?.body !== undefined && init.body !== null) headers.set('content-type', 'application/json');
    return endpoint.fetch(input, { ...init, headers, redirect: 'manual' });
  };
}

function isAnthropic(address: string): boolean {
  return URL.canParse(address) && /(?:^|\.)anthropic\.com$/.test(new URL(address).hostname);
}
