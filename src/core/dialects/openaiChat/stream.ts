// Chat completions as a dialect: what this wire sends and how its stream is read.

import type { Dialect } from '../../model/dialect.ts';
import { errors } from '../openai/classify.ts';
import { streamAnswer } from '../wire/answer.ts';
import { connect } from '../openai/client.ts';
import { throughDoor } from '../openai/door.ts';
import { sendMended } from '../wire/mending.ts';
import { createMendingMemory } from '../wire/mending/memory.ts';
import { ChatDecoder } from './decode.ts';
import { type ChatBody, encodeChat } from './encode.ts';
import { listChatModels } from './listModels.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { tellShapeInWords } from './schema.ts';

const substitutes = { response_format: tellShapeInWords };

export function createOpenaiChat(quirks: OpenaiChatQuirks): Dialect {
  const memory = createMendingMemory();
  return {
    stream: (call, endpoint) => streamAnswer({ call, endpoint, decoder: new ChatDecoder(endpoint, quirks), errors }, (notices) => {
      const encoded = encodeChat(call, endpoint, quirks);
      const { completions } = connect(throughDoor(endpoint, quirks)).chat;
      notices.push(...encoded.notices);
      return sendMended({
        body: { ...encoded.body },
        send: (body) => completions.create(body as unknown as ChatBody, { signal: call.signal }).asResponse(),
        whom: endpoint,
        memory,
        notices,
        substitutes,
      });
    }),
    listModels: (endpoint, signal) => listChatModels(endpoint, quirks, signal),
  };
}
