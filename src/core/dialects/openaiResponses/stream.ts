// Responses as a dialect: what this wire sends and how its stream is read.

import type OpenAI from 'openai';
import type { Dialect } from '../../model/dialect.ts';
import { streamAnswer } from '../openai/answer.ts';
import { connect, listModels } from '../openai/client.ts';
import { sendMended } from '../wire/mending.ts';
import { createMendingMemory } from '../wire/mending/memory.ts';
import { ResponsesDecoder } from './decode.ts';
import { encodeResponses } from './encode.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';

type Body = OpenAI.Responses.ResponseCreateParamsStreaming;

export function createOpenaiResponses(quirks: OpenaiResponsesQuirks): Dialect {
  const memory = createMendingMemory();
  return {
    listModels,
    stream: (call, endpoint) => streamAnswer(call, endpoint, new ResponsesDecoder(endpoint), (notices) => {
      const encoded = encodeResponses(call, endpoint, quirks);
      notices.push(...encoded.notices);
      const { responses } = connect(endpoint);
      return sendMended({
        body: { ...encoded.body },
        send: (body) => responses.create(body as unknown as Body, { signal: call.signal }).asResponse(),
        whom: endpoint,
        memory,
        notices,
      });
    }),
  };
}
