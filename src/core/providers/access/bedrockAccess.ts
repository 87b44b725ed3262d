// Lets requests into Bedrock: with a Bedrock key if there is one, else signed by the user's AWS identity.

import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { tidy } from '../../dialects/wire/tidy.ts';
import type { Access, ProviderSettings } from '../provider.ts';
import type { AwsCredentials, FindAwsCredentials } from './awsCredentials.ts';
import { within } from './patience.ts';
import { addressOf, bringsAuthorization, setBearer } from './request.ts';

/** The name AWS knows this endpoint by in signatures. */
const service = 'bedrock-mantle';

/** What may differ in a test. */
export interface BedrockAccessPorts {
  /** Default: AWS's own chain. */
  readonly find?: FindAwsCredentials;
  /** Milliseconds after which nobody's identity was found. */
  readonly patience?: number;
}

export function createBedrockAccess({ find, patience = 10_000 }: BedrockAccessPorts = {}): Access {
  let chain = find;
  const search: FindAwsCredentials = async () => {
    chain ??= (await import('./awsCredentials.ts')).createAwsChain();
    return await chain();
  };
  return async (endpoint, settings, signal) => {
    if (endpoint.apiKey !== undefined || bringsAuthorization(endpoint)) return { ...endpoint, fetch: withBearer(endpoint) };
    const region = regionOf(endpoint, settings);
    try {
      const late = (): Error => new Error('nobody answered in time');
      return { ...endpoint, fetch: withSignature(endpoint, region, await within(patience, search(), late, endpoint, signal)) };
    } catch (failure) {
      throw failure instanceof LlmError ? failure : noIdentity(failure, endpoint);
    }
  };
}

function withBearer(endpoint: Endpoint): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    setBearer(headers, endpoint, endpoint.apiKey);
    return endpoint.fetch(onMantle(addressOf(input)), { ...init, headers, redirect: 'manual' });
  };
}

function withSignature(endpoint: Endpoint, region: string, credentials: AwsCredentials): typeof globalThis.fetch {
  return async (input, init) => {
    const url = onMantle(addressOf(input));
    const body = init?.body ?? undefined;
    if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) throw new TypeError('Only a body that is known as a whole can be signed.');
    const { signRequest } = await import('./awsSignature.ts');
    const headers = await signRequest({ url, method: init?.method ?? 'GET', headers: new Headers(init?.headers), body }, { region, service, credentials });
    return await endpoint.fetch(url, { ...init, headers, redirect: 'manual' });
  };
}

/** A bare address gets the path of the wire that is spoken; an address with a path is taken at its word. */
function onMantle(url: URL): URL {
  const wire = /^\/+(v1\/messages|chat\/completions|responses|models)$/.exec(url.pathname)?.[1];
  if (wire !== undefined) url.pathname = wire === 'v1/messages' ? '/anthropic/v1/messages' : `/openai/v1/${wire}`;
  return url;
}

function regionOf({ provider, baseUrl }: Endpoint, settings: ProviderSettings): string {
  const region = settings.region ?? /\bbedrock-mantle\.([a-z0-9-]+)\./.exec(new URL(baseUrl).hostname)?.[1];
  if (region !== undefined) return region;
  throw new LlmError({ kind: 'bad-request', message: `Requests are signed for a region. Set parley.providers.${provider}.region.`, retryable: false, provider });
}

function noIdentity(failure: unknown, endpoint: Endpoint): LlmError {
  const said = tidy(failure instanceof Error ? failure.message : String(failure), endpoint).replace(/\.$/, '');
  const message = `Amazon Bedrock needs a key or an AWS identity, and neither was found (${said}). Store a Bedrock API key, or sign in with "aws login" or "aws sso login", or set AWS_PROFILE.`;
  return new LlmError({ kind: 'auth', message, retryable: false, provider: endpoint.provider }, { cause: failure });
}
