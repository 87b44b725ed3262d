// The way of one call: the SDK makes the request, its raw response is read by us, so that nothing is hidden.

import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { streamAnswer } from '../wire/answer.ts';
import { classifyFailure, refused } from './classify.ts';
import { connect } from './client.ts';
import { countMessages } from './count.ts';
import { MessagesDecoder } from './decode.ts';
import { encodeCall } from './encode.ts';
import { readModels } from './models.ts';
import type { AnthropicQuirks } from './quirks.ts';

export function createAnthropicMessages(quirks: AnthropicQuirks): Dialect {
  return {
    stream: (call, endpoint) => streamMessage(call, endpoint, quirks),
    countTokens: (call, endpoint, signal) => countMessages(call, endpoint, signal, quirks),
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

function streamMessage(call: Call, endpoint: Endpoint, quirks: AnthropicQuirks): AsyncIterable<StreamEvent> {
  const decoder = new MessagesDecoder(endpoint);
  return streamAnswer({ call, endpoint, decoder, errors: { classifyFailure, refused } }, async (notices) => {
    const { body, headers, notices: own } = encodeCall(call, endpoint.model, endpoint.info, quirks, endpoint.preferences);
    notices.push(...own);
    const client = await (quirks.connect ?? connect)(endpoint);
    return client.create(body, { signal: call.signal, headers });
  });
}
