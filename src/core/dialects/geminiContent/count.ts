// Asks how many tokens a call's input has.

import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import type { JsonObject } from '../../model/message.ts';
import { parseJson } from '../wire/json.ts';
import { toldCount } from '../wire/toldCount.ts';
import { classifyFailure, refused } from './classify.ts';
import { encodeContent } from './encode.ts';
import type { GeminiContentQuirks } from './quirks.ts';
import { sendBySdk } from './request.ts';

/** The same input as the answer would be asked with. Rejects with an LlmError. */
export async function countContent(call: Call, endpoint: Endpoint, signal: AbortSignal, quirks: GeminiContentQuirks): Promise<number> {
  try {
    const { parameters } = encodeContent(call, endpoint);
    const response = await sendBySdk(parameters, { ...endpoint, fetch: asCount(endpoint) }, signal, quirks);
    const text = await response.text();
    if (!response.ok) throw refused(parseJson(text), response.status, response.headers, text.slice(0, 2_000) || `HTTP ${response.status}`, endpoint);
    return toldCount(parseJson(text), 'totalTokens', endpoint);
  } catch (failure) {
    throw classifyFailure(failure, endpoint, signal, false);
  }
}

/** The SDK's own method leaves out system and tools here; so the request for an answer is wrapped into one for its count. */
function asCount({ fetch, model }: Endpoint): typeof globalThis.fetch {
  return (input, init) => {
    const address = (input instanceof Request ? input.url : String(input)).replace(/:streamGenerateContent.*$/, ':countTokens');
    const request = parseJson(typeof init?.body === 'string' ? init.body : '') as JsonObject | undefined;
    const body = JSON.stringify({ generateContentRequest: { model: `models/${model}`, ...request } });
    return fetch(address, { ...init, body });
  };
}
