// A call as OpenAI's chat completions want it, or as a server that differs from them in what its quirks say.

import type OpenAI from 'openai';
import type { Call } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import type { JsonObject } from '../../model/message.ts';
import { preferenceFields } from '../openai/preferences.ts';
import { fitSampling, type Notice } from '../wire/sampling.ts';
import { encodeMessages } from './messages.ts';
import type { OpenaiChatQuirks, ThinkingFields } from './quirks.ts';
import { askForShape } from './schema.ts';

/** The request body: fields beyond the SDK's types are other vendors'. */
export type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

/** A request body, and what of the call could not go into it as it was. */
export interface EncodedChat {
  readonly body: ChatBody;
  readonly notices: readonly Notice[];
}

const usualThinking: ThinkingFields = {
  off: { reasoning_effort: 'none' },
  low: { reasoning_effort: 'low' },
  medium: { reasoning_effort: 'medium' },
  high: { reasoning_effort: 'high' },
};

/** Only what the call asks for is in the body, and what the server needs. */
export function encodeChat(call: Call, { provider, model, preferences }: Pick<Endpoint, 'provider' | 'model' | 'preferences'>, quirks: OpenaiChatQuirks): EncodedChat {
  const { tools = [], toolChoice, output, limits } = call;
  const limit = limits?.maxOutputTokens ?? quirks.usualLimit;
  const { sampling, notices } = fitSampling(call.sampling, quirks.sampling ?? {});
  const thinking = encodeThinking(call, quirks);
  const shape = output ? askForShape(output, quirks.schema ?? 'strict') : {};
  const messages = encodeMessages(call.messages, provider, quirks, shape.words);
  const last = messages.at(-1);
  const prefill = last?.role === 'assistant' && !last.tool_calls ? quirks.prefill : undefined;
  if (last && prefill?.message) messages[messages.length - 1] = { ...last, ...prefill.message };
  const body = {
    model,
    messages,
    stream: true,
    ...(quirks.streamOptions !== false && { stream_options: { include_usage: true } }),
    ...(limit !== undefined && { [quirks.limitField ?? 'max_completion_tokens']: limit }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } })),
    }),
    ...(tools.length > 0 && toolChoice !== undefined && {
      tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', function: { name: toolChoice.name } },
    }),
    ...(shape.format && { response_format: shape.format }),
    ...thinking.fields,
    ...(sampling.temperature !== undefined && { temperature: sampling.temperature }),
    ...(sampling.topP !== undefined && { top_p: sampling.topP }),
    ...(sampling.seed !== undefined && { [quirks.seedField ?? 'seed']: sampling.seed }),
    ...(sampling.stop !== undefined && { stop: [...sampling.stop] }),
    ...(sampling.frequencyPenalty !== undefined && { frequency_penalty: sampling.frequencyPenalty }),
    ...(sampling.presencePenalty !== undefined && { presence_penalty: sampling.presencePenalty }),
    ...preferenceFields(preferences, quirks.serviceTiers),
    ...quirks.body,
    ...prefill?.body,
  };
  // Fields other vendors take are unknown to the SDK's types.
  return { body: body as unknown as ChatBody, notices: [...notices, ...thinking.notices] };
}

function encodeThinking({ thinking }: Call, { thinking: fields = usualThinking }: OpenaiChatQuirks): { fields: JsonObject; notices: readonly Notice[] } {
  if (thinking === undefined) return { fields: {}, notices: [] };
  if (fields !== 'unsupported') return { fields: fields[thinking], notices: [] };
  const message = `These models take no thinking effort; "${thinking}" is left out.`;
  return { fields: {}, notices: thinking === 'off' ? [] : [{ type: 'notice', code: 'parameter-dropped', message }] };
}
