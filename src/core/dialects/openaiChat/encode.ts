// A call as OpenAI's chat completions want it.

import type OpenAI from 'openai';
import type { Call } from '../../model/call.ts';
import type { AssistantMessage, FilePart, ImagePart, Message, TextPart, ToolResultPart } from '../../model/message.ts';
import { textOf } from '../../model/message.ts';
import type { OpenaiChatQuirks } from './quirks.ts';

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;
type WireMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type WirePart = OpenAI.Chat.Completions.ChatCompletionContentPart;

/** The request body. Only what the call asks for is in it. */
export function encodeChat(call: Call, model: string, quirks: OpenaiChatQuirks): Body {
  const { tools, toolChoice, output, sampling, thinking, limits } = call;
  const limit = limits?.maxOutputTokens;
  return {
    model,
    messages: call.messages.flatMap((message) => encodeMessage(message, quirks)),
    stream: true,
    ...(quirks.streamOptions !== false && { stream_options: { include_usage: true } }),
    ...(limit !== undefined && (quirks.limitField === 'max_tokens' ? { max_tokens: limit } : { max_completion_tokens: limit })),
    ...(tools && tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({ type: 'function' as const, function: { name, description, parameters } })),
    }),
    ...(tools && tools.length > 0 && toolChoice !== undefined && {
      tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function' as const, function: { name: toolChoice.name } },
    }),
    ...(output && quirks.jsonSchema !== false && {
      response_format: { type: 'json_schema' as const, json_schema: { name: output.name, schema: output.schema, strict: true } },
    }),
    ...(thinking !== undefined && quirks.reasoningEffort !== false && { reasoning_effort: thinking === 'off' ? ('none' as const) : thinking }),
    ...(sampling?.temperature !== undefined && { temperature: sampling.temperature }),
    ...(sampling?.topP !== undefined && { top_p: sampling.topP }),
    ...(sampling?.seed !== undefined && { seed: sampling.seed }),
    ...(sampling?.stop !== undefined && { stop: [...sampling.stop] }),
    ...(sampling?.frequencyPenalty !== undefined && { frequency_penalty: sampling.frequencyPenalty }),
    ...(sampling?.presencePenalty !== undefined && { presence_penalty: sampling.presencePenalty }),
  };
}

function encodeMessage(message: Message, quirks: OpenaiChatQuirks): WireMessage[] {
  switch (message.role) {
    case 'system':
      return [{ role: quirks.systemRole ?? 'system', content: textOf(message.parts) }];
    case 'user':
      // Plain text stays a plain string: every server understands that.
      return [{ role: 'user', content: message.parts.every((part) => part.type === 'text') ? textOf(message.parts) : message.parts.map(encodePart) }];
    case 'assistant':
      return encodeAssistant(message);
    case 'tool':
      return message.parts.flatMap(encodeToolResult);
  }
}

/** Thinking stays behind: this wire has no place for it. */
function encodeAssistant(message: AssistantMessage): WireMessage[] {
  const text = textOf(message.parts);
  const calls = message.parts.filter((part) => part.type === 'tool-call');
  if (text === '' && calls.length === 0) return [];
  return [{
    role: 'assistant',
    content: text === '' ? null : text,
    ...(calls.length > 0 && {
      tool_calls: calls.map((call) => ({ id: call.id, type: 'function' as const, function: { name: call.name, arguments: JSON.stringify(call.arguments) } })),
    }),
  }];
}

/** A tool's message takes text only; its images follow as the user's. */
function encodeToolResult(result: ToolResultPart): WireMessage[] {
  const images = result.content.filter((part) => part.type === 'image');
  const text = textOf(result.content);
  return [
    { role: 'tool', tool_call_id: result.id, content: result.failed ? `Error: ${text}` : text },
    ...(images.length > 0 ? [{ role: 'user' as const, content: images.map(encodePart) }] : []),
  ];
}

function encodePart(part: TextPart | ImagePart | FilePart): WirePart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${part.data}` } };
    case 'file':
      return { type: 'file', file: { filename: part.name, file_data: `data:${part.mediaType};base64,${part.data}` } };
  }
}
