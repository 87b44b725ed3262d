// Chat completions as a dialect: what this wire sends and how its stream is read.

import type { Dialect } from '../../model/dialect.ts';
import { streamAnswer } from '../openai/answer.ts';
import { connect, listModels } from '../openai/client.ts';
import { ChatDecoder } from './decode.ts';
import { encodeChat } from './encode.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

export function createOpenaiChat(quirks: OpenaiChatQuirks): Dialect {
  return {
    listModels,
    stream: (call, endpoint) => streamAnswer(call, endpoint, new ChatDecoder(endpoint, quirks), () =>
      connect(endpoint).chat.completions.create(encodeChat(call, endpoint.model, quirks), { signal: call.signal }).asResponse()),
  };
}
