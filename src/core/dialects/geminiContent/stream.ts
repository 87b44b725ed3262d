// The way of one answer: the SDK makes the request, its raw response is read by us, so that nothing is hidden.

import type { GenerateContentParameters } from '@google/genai/web';
import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import { cancelled } from '../../model/finish.ts';
import type { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { Beginning, cutShort } from '../wire/beginning.ts';
import { parseJson } from '../wire/json.ts';
import { joinDeltas } from '../wire/joinDeltas.ts';
import { readServerEvents } from '../wire/serverEvents.ts';
import { BareErrorWatch } from './bareError.ts';
import { notAStream } from '../wire/notAStream.ts';
import { classifyFailure, holdsError, refused } from './classify.ts';
import { countContent } from './count.ts';
import { ContentDecoder } from './decode.ts';
import { encodeContent } from './encode.ts';
import { listContentModels } from './listModels.ts';
import { createMakeCache } from './makeCache.ts';
import { OwnCaches, type Prompt } from './ownCache.ts';
import type { GeminiContentQuirks } from './quirks.ts';
import { type SendContent, sendBySdk } from './request.ts';

/** `send` is how a request is made, for those who come to this wire another way. */
export function createGeminiContent(quirks: GeminiContentQuirks, send: SendContent = sendBySdk): Dialect {
  const caches = new OwnCaches(createMakeCache(quirks));
  return {
    stream: (call, endpoint) => streamContent(call, endpoint, { quirks, send, caches }),
    // On Vertex the publisher's list is not below the project, where the address points.
    ...(quirks.platform !== 'vertex' && {
      listModels: (endpoint: Endpoint, signal: AbortSignal) => listContentModels(endpoint, signal, quirks),
      countTokens: (call: Call, endpoint: Endpoint, signal: AbortSignal) => countContent(call, endpoint, signal, quirks),
    }),
  };
}

/** How a request gets to this place. */
interface Way {
  readonly quirks: GeminiContentQuirks;
  readonly send: SendContent;
  readonly caches: OwnCaches;
}

async function* streamContent(call: Call, endpoint: Endpoint, way: Way): AsyncGenerator<StreamEvent> {
  const decoder = new ContentDecoder(endpoint);
  const { signal } = call;
  const watch = new BareErrorWatch();
  const beginning = new Beginning();
  let heard = false;
  let broken: LlmError | undefined;
  try {
    const { parameters, notices } = encodeContent(call, endpoint);
    yield* notices;
    const prompt = await way.caches.shorten(parameters, endpoint, signal);
    yield* prompt.notices;
    if (prompt.written) decoder.wrote(prompt.written);
    const response = await sendPrompt(prompt, parameters, endpoint, signal, way);
    if (!response.ok || !response.headers.get('content-type')?.includes('event-stream') || !response.body) {
      broken = await explainBody(response, endpoint);
    } else {
      for await (const batch of readServerEvents(response.body, signal, (text) => (watch.see(text), beginning.see(text)))) {
        heard ||= batch.length > 0;
        const events: StreamEvent[] = [];
        for (const { data } of batch) decoder.take(data, events);
        for (const event of joinDeltas(events)) yield event;
        if (decoder.done) break;
      }
    }
    if (signal.aborted) broken = cancelled(endpoint.provider);
    else if (!heard && beginning.seen) broken = cutShort(endpoint.provider);
  } catch (failure) {
    broken = classifyFailure(failure, endpoint, signal, decoder.started || beginning.seen);
  }
  const bare = decoder.complete || signal.aborted ? undefined : watch.find();
  if (bare !== undefined) broken = refused(bare, undefined, undefined, 'The stream broke off with an error.', endpoint);
  const last: StreamEvent[] = [];
  const end = decoder.end(broken, last);
  yield* last;
  yield end;
}

/** On a cache, or whole: also when Google turns out to have forgotten the cache. */
async function sendPrompt(prompt: Prompt, whole: GenerateContentParameters, endpoint: Endpoint, signal: AbortSignal, { quirks, send, caches }: Way): Promise<Response> {
  const response = await send(prompt.parameters, endpoint, signal, quirks);
  if (prompt.cache === undefined || response.ok || ![400, 403, 404].includes(response.status)) return response;
  caches.forget(prompt.cache);
  await response.body?.cancel();
  return send(whole, endpoint, signal, quirks);
}

/** What a response that is no stream says. */
async function explainBody(response: Response, endpoint: Endpoint): Promise<LlmError> {
  const text = await response.text();
  const body = parseJson(text);
  if (!response.ok) return refused(body, response.status, response.headers, text.slice(0, 2_000) || `HTTP ${response.status}`, endpoint);
  return holdsError(body) ? refused(body, undefined, response.headers, text.slice(0, 2_000), endpoint) : notAStream(response, text.slice(0, 120), endpoint);
}
