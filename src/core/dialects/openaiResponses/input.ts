// A conversation as this wire's list of items: messages, reasoning, function calls and their outputs.

import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import type { AssistantMessage, FilePart, ImagePart, Message, TextPart, ToolResultPart } from '../../model/message.ts';
import { textOf } from '../../model/message.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';
import { ownState } from './state.ts';

type Item = OpenAI.Responses.ResponseInputItem;
type Content = OpenAI.Responses.ResponseInputContent;

/** What goes before the conversation, and the conversation. */
export interface EncodedInput {
  readonly instructions: string | undefined;
  readonly input: Item[];
}

/** System messages at the head are the instructions; later ones keep their place. A request needs at least one item. */
export function encodeInput(messages: readonly Message[], model: string, quirks: OpenaiResponsesQuirks): EncodedInput {
  const firstTurn = messages.findIndex(({ role }) => role !== 'system');
  const head = firstTurn === -1 ? messages : messages.slice(0, firstTurn);
  const system = head.map(({ parts }) => textOf(parts)).filter((text) => text !== '').join('\n\n');
  const turns = messages.slice(head.length).flatMap((message) => encodeMessage(message, model, quirks));
  if (turns.length === 0) return { instructions: undefined, input: encodeSystem(system, quirks) };
  return { instructions: nonEmptyString(system), input: turns };
}

function encodeMessage(message: Message, model: string, quirks: OpenaiResponsesQuirks): Item[] {
  switch (message.role) {
    case 'system':
      return encodeSystem(textOf(message.parts), quirks);
    case 'user':
      return encodeUser(message.parts);
    case 'assistant':
      return encodeAssistant(message, model);
    case 'tool':
      return message.parts.map(encodeToolResult);
  }
}

function encodeSystem(text: string, { systemRole = 'developer' }: OpenaiResponsesQuirks): Item[] {
  return text === '' ? [] : [{ type: 'message', role: systemRole, content: [{ type: 'input_text', text }] }];
}

function encodeUser(parts: readonly (TextPart | ImagePart | FilePart)[]): Item[] {
  const content = parts.filter((part) => part.type !== 'text' || part.text !== '').map(encodePart);
  return content.length === 0 ? [] : [{ type: 'message', role: 'user', content }];
}

function encodePart(part: TextPart | ImagePart | FilePart): Content {
  switch (part.type) {
    case 'text':
      return { type: 'input_text', text: part.text };
    case 'image':
      return encodeImage(part);
    case 'file':
      return { type: 'input_file', filename: part.name, file_data: `data:${part.mediaType};base64,${part.data}` };
  }
}

function encodeImage({ mediaType, data }: ImagePart) {
  return { type: 'input_image' as const, detail: 'auto' as const, image_url: `data:${mediaType};base64,${data}` };
}

/** Reasoning goes back as it came, before what it led to. Reasoning that led to nothing is refused, so it stays behind. */
function encodeAssistant({ parts }: AssistantMessage, model: string): Item[] {
  const items: Item[] = [];
  let waiting: Item[] = [];
  let texts: OutputText[] | undefined;
  let phase: unknown;
  for (const part of parts) {
    if (part.type === 'text') {
      if (part.text === '') continue;
      const own = property(ownState(part.opaque, model), 'phase');
      if (!texts || own !== phase || waiting.length > 0) {
        texts = [];
        phase = own;
        items.push(...waiting, outputMessage(texts, own));
      }
      texts.push({ type: 'output_text', text: part.text });
    } else if (part.type === 'tool-call') {
      items.push(...waiting, { type: 'function_call', call_id: encodeId(part.id), name: part.name, arguments: JSON.stringify(part.arguments) });
      texts = undefined;
    } else {
      const own = ownState(part.opaque, model);
      if (property(own, 'type') === 'reasoning') waiting.push(own as Item);
      continue;
    }
    waiting = [];
  }
  return items;
}

interface OutputText {
  readonly type: 'output_text';
  readonly text: string;
}

/** The SDK's type wants the ids of a stored answer; the server does not, and nothing is stored. */
function outputMessage(content: readonly OutputText[], phase: unknown): Item {
  return { type: 'message', role: 'assistant', content, ...(phase !== undefined && { phase }) } as unknown as Item;
}

const longestId = 64;

/** Ids of other vendors may be longer than this one takes. */
function encodeId(id: string): string {
  return id.length <= longestId ? id : createHash('sha256').update(id).digest('hex');
}

function encodeToolResult({ id, content, failed }: ToolResultPart): Item {
  const text = failed ? `Error: ${textOf(content)}` : textOf(content);
  const images = content.filter((part) => part.type === 'image');
  if (images.length === 0) return { type: 'function_call_output', call_id: encodeId(id), output: text };
  const words = text === '' ? [] : [{ type: 'input_text' as const, text }];
  return { type: 'function_call_output', call_id: encodeId(id), output: [...words, ...images.map(encodeImage)] };
}
