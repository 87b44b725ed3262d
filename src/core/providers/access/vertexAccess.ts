// Lets requests into Vertex: finds a token, and puts what Anthropic's wire says where Vertex wants it.

import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { parseJson } from '../../dialects/wire/json.ts';
import { tidy } from '../../dialects/wire/tidy.ts';
import type { Access, ProviderSettings } from '../provider.ts';
import type { FindGoogleIdentity, GoogleIdentity } from './googleToken.ts';
import { within } from './patience.ts';
import { addressOf, bringsAuthorization, setBearer } from './request.ts';
import { projectPath } from './vertexAddress.ts';

/** What may differ in a test. */
export interface VertexAccessPorts {
  /** Default: application default credentials. */
  readonly find?: FindGoogleIdentity;
  /** Milliseconds after which nobody's identity was found. */
  readonly patience?: number;
}

export function createVertexAccess({ find, patience = 10_000 }: VertexAccessPorts = {}): Access {
  let library = find;
  const search: FindGoogleIdentity = async (project) => {
    library ??= (await import('./googleToken.ts')).createGoogleSearch();
    return await library(project);
  };
  return async (endpoint, settings, signal) => {
    const place = { ...endpoint, baseUrl: withPlace(endpoint, settings) };
    if (endpoint.apiKey !== undefined) return withToken(place, { token: ownToken(endpoint.apiKey, endpoint) });
    if (bringsAuthorization(endpoint)) return withToken(place, undefined);
    try {
      const late = (): Error => new Error('nobody answered in time');
      return withToken(place, await within(patience, search(settings.project ?? ''), late, endpoint, signal));
    } catch (failure) {
      throw failure instanceof LlmError ? failure : noIdentity(failure, endpoint);
    }
  };
}

/** An address of the user's own stands for Google's host, so project and region are put behind it as well. */
function withPlace({ baseUrl, provider }: Endpoint, settings: ProviderSettings): string {
  const bare = baseUrl.replace(/\/+$/, '');
  if (bare.includes('/projects/')) return bare;
  const path = projectPath(settings);
  if (path !== undefined) return /\/v\d+(?:(?:alpha|beta)\d*)?$/.test(bare) ? bare + path : `${bare}/${settings.apiVersion ?? 'v1'}${path}`;
  const message = `Vertex is asked in a project and a region. Set parley.providers.${provider}.project and parley.providers.${provider}.region.`;
  throw new LlmError({ kind: 'bad-request', message, retryable: false, provider });
}

/** A key of AI Studio or of Vertex' express mode opens other doors; here it would be refused without a reason. */
function ownToken(key: string, { provider }: Endpoint): string {
  if (!/^(?:AIza|AQ\.)/.test(key)) return key;
  const message = 'This is an API key; here Vertex takes an OAuth access token. Remove it to use your Google identity (gcloud auth application-default login), or use the key with gemini.';
  throw new LlmError({ kind: 'auth', message, retryable: false, provider });
}

/** The token is the endpoint's key from here on, so that errors mask it. */
function withToken(endpoint: Endpoint, identity: GoogleIdentity | undefined): Endpoint {
  const { quotaProject, token } = identity ?? {};
  return {
    ...endpoint,
    apiKey: token,
    headers: { ...(quotaProject !== undefined && { 'x-goog-user-project': quotaProject }), ...endpoint.headers },
    fetch(input, init) {
      const headers = new Headers(init?.headers);
      setBearer(headers, endpoint, token);
      const asked = { ...init, headers, redirect: 'manual' as const };
      const url = addressOf(input);
      return url.pathname.endsWith('/v1/messages') ? endpoint.fetch(...toPublisher(url, asked)) : endpoint.fetch(url, asked);
    },
  };
}

/** Anthropic's models are called by address: the name moves there, and the version from its header into the body. */
function toPublisher(url: URL, init: RequestInit & { readonly headers: Headers }): [URL, RequestInit] {
  const told = typeof init.body === 'string' ? parseJson(init.body) : undefined;
  if (typeof told !== 'object' || told === null || Array.isArray(told)) throw new TypeError('A call of a model has a JSON object as its body.');
  const { model, ...body } = told as { readonly model?: unknown };
  const version = init.headers.get('anthropic-version');
  init.headers.delete('anthropic-version');
  url.pathname = url.pathname.replace(/\/v1\/messages$/, `/publishers/anthropic/models/${encodeURIComponent(String(model))}:streamRawPredict`);
  return [url, { ...init, body: JSON.stringify({ ...(version !== null && { anthropic_version: version }), ...body }) }];
}

function noIdentity(failure: unknown, endpoint: Endpoint): LlmError {
  const said = tidy(failure instanceof Error ? failure.message : String(failure), endpoint).replace(/\.$/, '');
  const message = `Vertex needs a Google identity, and none was found (${said}). Sign in with "gcloud auth application-default login", set GOOGLE_APPLICATION_CREDENTIALS, or store an access token.`;
  return new LlmError({ kind: 'auth', message, retryable: false, provider: endpoint.provider }, { cause: failure });
}
