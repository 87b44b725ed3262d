// Asks OpenAI how many tokens a call's input has.

import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import { classifyFailure } from '../openai/classify.ts';
import { connect } from '../openai/client.ts';
import { throughDoor } from '../openai/door.ts';
import { toldCount } from '../wire/toldCount.ts';
import { encodeResponses } from './encode.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';

/** The same input as the answer would be asked with. Rejects with an LlmError. */
export async function countResponses(call: Call, endpoint: Endpoint, signal: AbortSignal, quirks: OpenaiResponsesQuirks): Promise<number> {
  try {
    const { model, input, instructions, tools, tool_choice: choice, text, reasoning } = encodeResponses(call, endpoint, quirks).body;
    const counted = await connect(throughDoor(endpoint, quirks)).responses.inputTokens.count({
      model: String(model),
      ...(input !== undefined && { input }),
      ...(instructions !== undefined && { instructions }),
      ...(tools && { tools }),
      ...(choice !== undefined && { tool_choice: choice }),
      ...(text && { text }),
      ...(reasoning && { reasoning }),
    }, { signal });
    return toldCount(counted, 'input_tokens', endpoint);
  } catch (failure) {
    throw classifyFailure(failure, endpoint, signal, false);
  }
}
