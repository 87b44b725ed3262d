// The way of one call: the SDK makes the request, its raw response is read by us, so that nothing is hidden.

import OpenAI from 'openai';
import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import type { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import { parseJson, property } from '../wire/json.ts';
import { readServerEvents } from '../wire/serverEvents.ts';
import { classifyFailure, notAStream, refused } from './classify.ts';
import { ChatDecoder } from './decode.ts';
import { encodeChat } from './encode.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

/** Time limits are a layer's work; the SDK's own must never be the first. */
const farAway = 2 ** 31 - 1;

export function createOpenaiChat(quirks: OpenaiChatQuirks): Dialect {
  return {
    stream: (call, endpoint) => streamChat(call, endpoint, quirks),
    async listModels(endpoint, signal) {
      try {
        const page = await connect(endpoint).models.list({ signal });
        return page.data.map(({ id }) => ({ name: id }));
      } catch (failure) {
        throw classifyFailure(failure, endpoint, signal, false);
      }
    },
  };
}

async function* streamChat(call: Call, endpoint: Endpoint, quirks: OpenaiChatQuirks): AsyncGenerator<StreamEvent> {
  const decoder = new ChatDecoder(endpoint, quirks);
  const { signal } = call;
  let broken: LlmError | undefined;
  try {
    const body = encodeChat(call, endpoint.model, quirks);
    const response = await connect(endpoint).chat.completions.create(body, { signal }).asResponse();
    if (!response.headers.get('content-type')?.includes('event-stream') || !response.body) {
      const error = await explainBody(response, endpoint);
      yield finishWithError(error, { model: call.model });
      return;
    }
    for await (const batch of readServerEvents(response.body, signal)) {
      const events: StreamEvent[] = [];
      for (const { data } of batch) decoder.take(data, events);
      yield* events;
      if (decoder.done) break;
    }
    if (signal.aborted) broken = cancelled(endpoint.provider);
  } catch (failure) {
    broken = classifyFailure(failure, endpoint, signal, decoder.started);
  }
  const last: StreamEvent[] = [];
  const end = decoder.end(broken, last);
  yield* last;
  yield end;
}

/** A success without a stream may still say what is wrong. */
async function explainBody(response: Response, endpoint: Endpoint): Promise<LlmError> {
  const text = (await response.text()).slice(0, 2_000);
  const body = parseJson(text);
  const says = property(body, 'error') ?? undefined;
  return says !== undefined ? refused(body, undefined, response.headers, text, endpoint) : notAStream(response, text.slice(0, 120), endpoint);
}

/** A client of its own for every attempt: it costs microseconds, and no key outlives its call. */
function connect(endpoint: Endpoint): OpenAI {
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
