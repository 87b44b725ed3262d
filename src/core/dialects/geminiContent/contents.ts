// Messages as Gemini's contents: two roles that take turns, the system's words apart.

import type { Content, Part } from '@google/genai/web';
import type { AssistantMessage, FilePart, ImagePart, Json, JsonObject, Message, TextPart, ThinkingPart, ToolCallPart, ToolMessage } from '../../model/message.ts';
import { textOf } from '../../model/message.ts';
import { stateOf } from './partState.ts';

/** A conversation as this wire has it. */
export interface EncodedContents {
  readonly system: readonly Part[];
  readonly contents: readonly Content[];
}

/** What Google documents for calls that came from elsewhere and so have no signature; without it 3.x refuses them. */
const noSignature = 'skip_thought_signature_validator';

/** `strict` tells that the model refuses calls without a signature. */
export function encodeContents(messages: readonly Message[], strict: boolean): EncodedContents {
  const system: Part[] = [];
  const contents: { role: string; parts: Part[] }[] = [];
  const told = toldIds(messages);
  for (const message of messages) {
    if (message.role === 'system') {
      const text = textOf(message.parts);
      if (text !== '') system.push({ text });
      continue;
    }
    const role = message.role === 'assistant' ? 'model' : 'user';
    const parts = message.role === 'assistant' ? encodeAssistant(message, strict) : message.role === 'tool' ? encodeResults(message, told) : message.parts.flatMap(encodePart);
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else if (parts.length > 0) contents.push({ role, parts });
  }
  return { system, contents: contents.map(({ role, parts }) => ({ role, parts: resultsFirst(parts) })) };
}

/** The answers to a turn's calls are expected in one row at the start of the next turn. */
function resultsFirst(parts: Part[]): Part[] {
  return parts.some(({ functionResponse }) => functionResponse) ? [...parts.filter(({ functionResponse }) => functionResponse), ...parts.filter(({ functionResponse }) => !functionResponse)] : parts;
}

/** The ids the vendor itself gave to calls: only those it knows. */
function toldIds(messages: readonly Message[]): ReadonlySet<string> {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? message.parts : [])).filter((part) => part.type === 'tool-call');
  return new Set(calls.filter((call) => stateOf(call.opaque).id === call.id).map(({ id }) => id));
}

function encodeAssistant({ parts }: AssistantMessage, strict: boolean): Part[] {
  const firstCall = parts.find((part) => part.type === 'tool-call');
  const signed = parts.some((part) => part.type === 'tool-call' && stateOf(part.opaque).thoughtSignature !== undefined);
  return parts.flatMap((part) => {
    if (part.type !== 'tool-call') return encodeWords(part);
    return [encodeCall(part, strict && !signed && part === firstCall ? noSignature : undefined)];
  });
}

/** Unsigned text that ran into a signed part is cut off from it again; unsigned thoughts stay behind. */
function encodeWords({ type, text, opaque }: TextPart | ThinkingPart): Part[] {
  const { thoughtSignature, length } = stateOf(opaque);
  const thought = type === 'thinking' ? { thought: true } : {};
  if (thoughtSignature === undefined) return text === '' || type === 'thinking' ? [] : [{ text }];
  const border = text.length - Math.min(length ?? text.length, text.length);
  return [...(border > 0 ? [{ text: text.slice(0, border), ...thought }] : []), { text: text.slice(border), ...thought, thoughtSignature }];
}

function encodeCall({ id, name, arguments: given, opaque }: ToolCallPart, substitute: string | undefined): Part {
  const state = stateOf(opaque);
  const thoughtSignature = state.thoughtSignature ?? substitute;
  return {
    functionCall: { ...(state.id === id && { id }), name, args: asObject(given) },
    ...(thoughtSignature !== undefined && { thoughtSignature }),
  };
}

function asObject(given: Json): JsonObject {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as JsonObject) : { value: given };
}

function encodeResults({ parts }: ToolMessage, told: ReadonlySet<string>): Part[] {
  return parts.flatMap(({ id, name, content, failed }) => {
    const text = textOf(content);
    return [
      { functionResponse: { ...(told.has(id) && { id }), name, response: failed ? { error: text } : { output: text } } },
      ...content.filter((part) => part.type === 'image').flatMap(encodePart),
    ];
  });
}

function encodePart(part: TextPart | ImagePart | FilePart): Part[] {
  if (part.type === 'text') return part.text === '' ? [] : [{ text: part.text }];
  return [{ inlineData: { mimeType: part.mediaType, data: part.data } }];
}
