// Sends a request the SDK builds, and hands out the raw response the SDK itself would hide.

import { GoogleGenAI, type GenerateContentParameters } from '@google/genai/web';
import type { Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { tidy } from '../wire/tidy.ts';
import type { GeminiContentQuirks } from './quirks.ts';

/** Makes one request for an answer. Another way to the same wire brings its own. */
export type SendContent = (parameters: GenerateContentParameters, endpoint: Endpoint, signal: AbortSignal, quirks: GeminiContentQuirks) => Promise<Response>;

/** The SDK converts and sends; it gets an empty answer to chew on, and the real one is returned, whatever its status. */
export const sendBySdk: SendContent = async (parameters, endpoint, signal, quirks) => {
  let answer: Response | undefined;
  let asked = false;
  const client = connect(endpoint, quirks, async (input, init) => {
    asked = true;
    answer = await endpoint.fetch(input, { ...init, headers: onlyOurHeaders(init?.headers, endpoint), signal });
    return new Response(null);
  });
  try {
    await client.models.generateContentStream(parameters);
  } catch (failure) {
    if (asked) throw failure;
    const message = failure instanceof Error ? failure.message : String(failure);
    throw new LlmError({ kind: 'bad-request', message: tidy(message, endpoint), retryable: false, provider: endpoint.provider }, { cause: failure });
  }
  if (!answer) throw new LlmError({ kind: 'bad-request', message: 'No request was made.', retryable: false, provider: endpoint.provider });
  return answer;
};

/** A client of its own for every attempt. The key is not in it: only the headers of the request hold it. */
export function connect(endpoint: Endpoint, quirks: GeminiContentQuirks, fetch: typeof globalThis.fetch): GoogleGenAI {
  const { baseUrl, apiVersion } = splitAddress(endpoint.baseUrl, quirks);
  return new GoogleGenAI({ apiKey: 'in-the-header', vertexai: quirks.platform === 'vertex', apiVersion, httpOptions: { baseUrl, apiVersion, fetch } });
}

/** An address may end with a version, as people copy it; what is set explicitly wins. */
export function splitAddress(address: string, { apiVersion }: GeminiContentQuirks): { readonly baseUrl: string; readonly apiVersion: string } {
  const bare = address.replace(/\/+$/, '');
  const version = /\/(v\d+(?:(?:alpha|beta)\d*)?)$/.exec(bare);
  if (!version || apiVersion === '') return { baseUrl: bare, apiVersion: apiVersion ?? 'v1beta' };
  return { baseUrl: bare.slice(0, version.index), apiVersion: apiVersion ?? version[1] ?? 'v1beta' };
}

const expected = /^(?:accept|content-type|content-length|user-agent|x-goog-api-client)$/;

/** Nothing but the endpoint decides what is sent besides what the SDK needs to be understood. */
export function onlyOurHeaders(told: HeadersInit | undefined, endpoint: Endpoint): Headers {
  const headers = new Headers(told);
  for (const name of [...headers.keys()]) if (!expected.test(name)) headers.delete(name);
  if (endpoint.apiKey !== undefined) headers.set('x-goog-api-key', endpoint.apiKey);
  for (const [name, value] of Object.entries(endpoint.headers)) headers.set(name, value);
  return headers;
}
