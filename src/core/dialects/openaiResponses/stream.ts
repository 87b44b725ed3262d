// Responses as a dialect: what this wire sends and how its stream is read.

import type OpenAI from 'openai';
import type { Dialect } from '../../model/dialect.ts';
import { errors } from '../openai/classify.ts';
import { streamAnswer } from '../wire/answer.ts';
import { connect } from '../openai/client.ts';
import { throughDoor } from '../openai/door.ts';
import { listChatModels } from '../openaiChat/listModels.ts';
import { sendMended } from '../wire/mending.ts';
import { createMendingMemory } from '../wire/mending/memory.ts';
import { countResponses } from './count.ts';
import { ResponsesDecoder } from './decode.ts';
import { encodeResponses } from './encode.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';
import { tellShapeInWords } from './shape.ts';

type Body = OpenAI.Responses.ResponseCreateParamsStreaming;

const substitutes = { 'text.format': tellShapeInWords };

export function createOpenaiResponses(quirks: OpenaiResponsesQuirks): Dialect {
  const memory = createMendingMemory();
  return {
    stream: (call, endpoint) => streamAnswer({ call, endpoint, decoder: new ResponsesDecoder(endpoint, quirks), errors }, (notices) => {
      const encoded = encodeResponses(call, endpoint, quirks);
      notices.push(...encoded.notices);
      const { responses } = connect(throughDoor(endpoint, quirks));
      return sendMended({
        body: { ...encoded.body },
        send: (body) => responses.create(body as unknown as Body, { signal: call.signal }).asResponse(),
        whom: endpoint,
        memory,
        notices,
        substitutes,
      });
    }),
    listModels: (endpoint, signal) => listChatModels(endpoint, quirks, signal),
    countTokens: (call, endpoint, signal) => countResponses(call, endpoint, signal, quirks),
  };
}
