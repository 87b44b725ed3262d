// Asks a server for its models through the SDK, so that address, key and headers are those of a call.

import type { Endpoint, ListedModel } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import { classifyFailure } from '../openai/classify.ts';
import { connect } from '../openai/client.ts';
import { throughDoor } from '../openai/door.ts';
import { parseJson } from '../wire/json.ts';
import { type Ask, listByFields } from './models.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

const longestAnswer = 16 * 1024 * 1024;
const longestWait = 10_000;

/** The models the endpoint offers; none where the vendor cannot tell. Rejects with an LlmError. */
export async function listChatModels(endpoint: Endpoint, quirks: OpenaiChatQuirks, signal: AbortSignal): Promise<readonly ListedModel[]> {
  const { models = {} } = quirks;
  if (models === 'none') return [];
  try {
    const lister = typeof models === 'function' ? await models() : listByFields(models);
    const listed = await lister(createAsk(endpoint, quirks, signal));
    return [...new Map(listed.map((model) => [model.name, model])).values()];
  } catch (failure) {
    throw classifyFailure(failure, endpoint, signal, false);
  }
}

function createAsk(endpoint: Endpoint, quirks: OpenaiChatQuirks, signal: AbortSignal): Ask {
  const client = connect(throughDoor(endpoint, quirks));
  return async (path, body) => {
    const address = new URL(endpoint.baseUrl);
    if (!address.pathname.endsWith('/')) address.pathname += '/';
    const target = new URL(path, address).href;
    const bounded = { signal: AbortSignal.any([signal, AbortSignal.timeout(longestWait)]) };
    const response = await (body === undefined ? client.get(target, bounded) : client.post(target, { ...bounded, body })).asResponse();
    const answer = parseJson(await readBounded(response));
    if (answer !== undefined) return answer;
    throw new LlmError({ kind: 'bad-response', message: `${endpoint.baseUrl} did not answer the question for its models with JSON.`, retryable: false, provider: endpoint.provider, status: response.status });
  };
}

/** A list longer than any honest one is not read to its end. */
async function readBounded(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body as ReadableStream<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longestAnswer) break;
  }
  return text;
}
