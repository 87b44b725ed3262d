// The way of one call: the SDK makes the request, its raw response is read by us, so that nothing is hidden.

import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { parseJson, property } from '../wire/json.ts';
import { joinDeltas } from '../wire/joinDeltas.ts';
import { readServerEvents } from '../wire/serverEvents.ts';
import { classifyFailure, notAStream, refused } from './classify.ts';
import { connect } from './client.ts';
import { MessagesDecoder } from './decode.ts';
import { encodeCall } from './encode.ts';
import { readModels } from './models.ts';
import type { AnthropicQuirks } from './quirks.ts';

export function createAnthropicMessages(quirks: AnthropicQuirks): Dialect {
  return {
    stream: (call, endpoint) => streamMessage(call, endpoint, quirks),
    async listModels(endpoint, signal) {
      try {
        const client = await (quirks.connect ?? connect)(endpoint);
        if (!client.listModels) throw new LlmError({ kind: 'not-found', message: 'This address has no list of models.', retryable: false, provider: endpoint.provider });
        return await readModels(client.listModels(signal));
      } catch (failure) {
        throw classifyFailure(failure, endpoint, signal, false);
      }
    },
  };
}

async function* streamMessage(call: Call, endpoint: Endpoint, quirks: AnthropicQuirks): AsyncGenerator<StreamEvent> {
  const { signal } = call;
  const decoder = new MessagesDecoder(endpoint);
  let broken: LlmError | undefined;
  try {
    const { body, headers, notices } = encodeCall(call, endpoint.model, endpoint.info, quirks);
    yield* notices;
    const client = await (quirks.connect ?? connect)(endpoint);
    const response = await client.create(body, { signal, headers });
    if (!response.headers.get('content-type')?.includes('event-stream') || !response.body) {
      const error = await explainBody(response, endpoint);
      yield finishWithError(error, { model: call.model });
      return;
    }
    for await (const batch of readServerEvents(response.body, signal)) {
      const events: StreamEvent[] = [];
      for (const event of batch) decoder.take(event, events);
      for (const event of joinDeltas(events)) yield event;
      if (decoder.done) break;
    }
    if (signal.aborted) broken = cancelled(endpoint.provider);
  } catch (failure) {
    broken = classifyFailure(failure, endpoint, signal, decoder.started);
  }
  yield decoder.end(broken);
}

/** A success without a stream may still say what is wrong. */
async function explainBody(response: Response, endpoint: Endpoint): Promise<LlmError> {
  const text = (await response.text()).slice(0, 2_000);
  const body = parseJson(text);
  const says = property(body, 'error') ?? undefined;
  return says !== undefined ? refused(body, undefined, response.headers, text, endpoint) : notAStream(response, text.slice(0, 120), endpoint);
}
