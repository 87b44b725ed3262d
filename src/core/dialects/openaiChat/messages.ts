// A conversation as this wire wants it: roles, tool calls, images, documents, and what a server wants to see again.

import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import type { AssistantMessage, FilePart, ImagePart, Json, Message, TextPart, ToolResultPart } from '../../model/message.ts';
import { textOf } from '../../model/message.ts';
import { property } from '../wire/json.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { wire } from './wire.ts';

export type WireMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type WirePart = OpenAI.Chat.Completions.ChatCompletionContentPart;
type Assistant = OpenAI.Chat.Completions.ChatCompletionAssistantMessageParam;

/** All messages. `words` join the system prompt. */
export function encodeMessages(messages: readonly Message[], provider: string, quirks: OpenaiChatQuirks, words?: string): WireMessage[] {
  const told: Message[] = words === undefined ? [] : [{ role: 'system', parts: [{ type: 'text', text: words }] }];
  const firstTurn = messages.findIndex(({ role }) => role !== 'system');
  const leading = firstTurn === -1 ? messages.length : firstTurn;
  const all = [...messages.slice(0, leading), ...told, ...messages.slice(leading)];
  const ordered = quirks.strictTurns ? all.toSorted((a, b) => Number(b.role === 'system') - Number(a.role === 'system')) : all;
  const encoded = ordered.flatMap((message) => encodeMessage(message, provider, quirks));
  const spoken = encoded.filter((message) => !isEmpty(message));
  return join(spoken.length > 0 ? spoken : encoded, quirks.strictTurns === true);
}

function encodeMessage(message: Message, provider: string, quirks: OpenaiChatQuirks): WireMessage[] {
  switch (message.role) {
    case 'system':
      return [{ role: quirks.systemRole ?? 'system', content: textOf(message.parts) }];
    case 'user':
      // Plain text stays a plain string: every server understands that.
      return [{ role: 'user', content: message.parts.every((part) => part.type === 'text') ? textOf(message.parts) : message.parts.map((part) => encodePart(part, quirks)) }];
    case 'assistant':
      return encodeAssistant(message, provider, quirks);
    case 'tool':
      return message.parts.flatMap((result) => encodeToolResult(result, quirks));
  }
}

/** Thinking stays behind, but for what this very provider wants to see again. */
function encodeAssistant(message: AssistantMessage, provider: string, quirks: OpenaiChatQuirks): WireMessage[] {
  const text = textOf(message.parts);
  const calls = message.parts.filter((part) => part.type === 'tool-call');
  if (text === '' && calls.length === 0) return [];
  const encoded: Assistant = {
    role: 'assistant',
    content: text === '' ? null : text,
    ...(calls.length > 0 && {
      tool_calls: calls.map((call) => ({
        ...ownState(call, provider),
        id: fitId(call.id, quirks),
        type: 'function' as const,
        function: { name: call.name, arguments: JSON.stringify(call.arguments) },
      })),
    }),
  };
  return [{ ...encoded, ...echo(message, provider, quirks) }];
}

/** The state of a part that came from this wire and this provider. */
function ownState(part: AssistantMessage['parts'][number], provider: string): Readonly<Record<string, Json>> | undefined {
  const { opaque } = part;
  if (opaque?.vendor !== wire || property(opaque.data, 'provider') !== provider) return undefined;
  return property(opaque.data, 'fields') as Readonly<Record<string, Json>> | undefined;
}

/** Reasoning as it came. Text is what the part holds; lists are in its state. */
function echo(message: AssistantMessage, provider: string, { echo: field }: OpenaiChatQuirks): object {
  if (field === undefined) return {};
  const parts = message.parts.filter((part) => part.type === 'thinking' && ownState(part, provider) !== undefined);
  const lists = parts.flatMap((part) => ownState(part, provider)?.[field] ?? []).filter((item) => typeof item === 'object');
  const text = parts.map((part) => (part.type === 'thinking' ? part.text : '')).join('');
  if (field === 'reasoning_details') return lists.length > 0 ? { [field]: lists } : {};
  return text === '' ? {} : { [field]: text };
}

/** A tool's message often takes text only; its images then follow as the user's. */
function encodeToolResult(result: ToolResultPart, quirks: OpenaiChatQuirks): WireMessage[] {
  const images = result.content.filter((part) => part.type === 'image');
  const text = textOf(result.content);
  const content = result.failed ? `Error: ${text}` : text;
  const encoded = images.map((image) => encodePart(image, quirks));
  const id = fitId(result.id, quirks);
  if (images.length > 0 && quirks.toolImages === 'inside') {
    // The SDK's type knows text only; the vendor that asks for this takes more.
    return [{ role: 'tool', tool_call_id: id, content: [{ type: 'text', text: content }, ...encoded] as unknown as string }];
  }
  return [{ role: 'tool', tool_call_id: id, content }, ...(images.length > 0 ? [{ role: 'user' as const, content: encoded }] : [])];
}

function encodePart(part: TextPart | ImagePart | FilePart, { files = 'file' }: OpenaiChatQuirks): WirePart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  const address = `data:${part.mediaType};base64,${part.data}`;
  if (part.type === 'image') return { type: 'image_url', image_url: { url: address } };
  if (files !== 'file' && /^text\/|\/(?:json|xml|x-yaml|javascript)$/.test(part.mediaType)) {
    return { type: 'text', text: `${part.name}:\n\n${Buffer.from(part.data, 'base64').toString('utf8')}` };
  }
  if (files === 'document_url') return { type: 'document_url', document_url: address, document_name: part.name } as unknown as WirePart;
  return { type: 'file', file: { filename: part.name, file_data: address } };
}

/** The id itself, or a digest of it where the server takes only its own kind. Equal ids stay equal. */
function fitId(id: string, { toolIdLength }: OpenaiChatQuirks): string {
  if (toolIdLength === undefined || (id.length === toolIdLength && /^[A-Za-z0-9]+$/.test(id))) return id;
  return createHash('sha256').update(id).digest('hex').slice(0, toolIdLength);
}

function isEmpty({ role, content }: WireMessage): boolean {
  return (role === 'system' || role === 'developer' || role === 'user') && (content === '' || (Array.isArray(content) && content.length === 0));
}

/** Joins system messages in a row; with `everywhere` also what one side says in a row. */
function join(messages: readonly WireMessage[], everywhere: boolean): WireMessage[] {
  const joined: WireMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    const mayJoin = last?.role === message.role && (message.role === 'system' || message.role === 'developer' || (everywhere && (message.role === 'user' || isPlain(last, message))));
    if (mayJoin) joined[joined.length - 1] = { ...last, content: joinContent(last.content, message.content) } as WireMessage;
    else joined.push(message);
  }
  return joined;
}

/** Two messages of the assistant's that are nothing but text. */
function isPlain(...messages: readonly WireMessage[]): boolean {
  return messages.every((message) => message.role === 'assistant' && Object.keys(message).every((name) => name === 'role' || name === 'content'));
}

function joinContent(first: WireMessage['content'], second: WireMessage['content']): unknown {
  if (typeof first === 'string' && typeof second === 'string') return `${first}\n\n${second}`;
  return [first, second].flatMap((content): readonly object[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])));
}
