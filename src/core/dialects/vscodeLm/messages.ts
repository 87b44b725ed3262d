// A conversation as the editor's models want it: two roles, the system prompt first as the user's, bytes instead of base64.

import { Buffer } from 'node:buffer';
import type { EditorData, EditorMessage, EditorModel, EditorPart, EditorText } from '../../model/editorModels.ts';
import { type FilePart, type ImagePart, type JsonObject, type Message, type TextPart, textOf, type ToolResultPart } from '../../model/message.ts';
import type { Notice } from '../wire/sampling.ts';

/** What can be said, and what had to be left out. */
export interface EncodedMessages {
  readonly messages: readonly EditorMessage[];
  readonly notices: readonly Notice[];
}

/** All messages. `words` join the system prompt. Thinking stays behind: there is no stable way to hand it back. */
export function encodeMessages(messages: readonly Message[], model: Pick<EditorModel, 'images'>, words?: string): EncodedMessages {
  const left = new Map<string, Notice>();
  const leave = (code: string, message: string): undefined => void left.set(message, { type: 'notice', code, message });
  const fit = (part: TextPart | ImagePart | FilePart): EditorText | EditorData | undefined => {
    if (part.type === 'text') return part.text === '' ? undefined : { type: 'text', text: part.text };
    if (part.type === 'image') return model.images === false ? leave('content-dropped', 'This model takes no images; they are left out.') : bytes(part);
    if (isText(part.mediaType)) return { type: 'text', text: `${part.name}:\n\n${Buffer.from(part.data, 'base64').toString('utf8')}` };
    return leave('content-dropped', `Models of VS Code take no ${part.mediaType}; "${part.name}" is left out.`);
  };
  const fitAll = (parts: readonly (TextPart | ImagePart | FilePart)[]): (EditorText | EditorData)[] => parts.map(fit).filter((part) => part !== undefined);

  const firstTurn = messages.findIndex(({ role }) => role !== 'system');
  const leading = messages.slice(0, firstTurn === -1 ? messages.length : firstTurn);
  const system = [...leading.map(({ parts }) => textOf(parts)), words ?? ''].filter((text) => text !== '').join('\n\n');
  const encoded: EditorMessage[] = system === '' ? [] : [{ role: 'user', parts: [{ type: 'text', text: system }] }];
  let answered: EditorPart[] | undefined;
  for (const message of messages.slice(leading.length)) {
    if (message.role === 'tool') {
      // The results of one turn belong together: a vendor may look for all of them in the message after the calls.
      const results = message.parts.map((result) => encodeResult(result, fitAll));
      if (answered) answered.push(...results);
      else encoded.push({ role: 'user', parts: answered = results });
      continue;
    }
    answered = undefined;
    const parts = message.role === 'assistant' ? encodeAnswer(message.parts) : fitAll(message.parts);
    if (parts.length > 0) encoded.push({ role: message.role === 'assistant' ? 'assistant' : 'user', parts });
  }
  return { messages: encoded, notices: [...left.values()] };
}

function encodeAnswer(parts: Extract<Message, { readonly role: 'assistant' }>['parts']): EditorPart[] {
  return parts.flatMap((part): EditorPart[] => {
    if (part.type === 'text') return part.text === '' ? [] : [{ type: 'text', text: part.text }];
    if (part.type === 'thinking') return [];
    const given = part.arguments;
    const input: JsonObject = typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as JsonObject) : { value: given };
    return [{ type: 'tool-call', id: part.id, name: part.name, input }];
  });
}

function encodeResult({ id, content, failed }: ToolResultPart, fitAll: (parts: ToolResultPart['content']) => (EditorText | EditorData)[]): EditorPart {
  const fitted = fitAll(content);
  return { type: 'tool-result', id, content: failed ? [{ type: 'text', text: 'Error:' }, ...fitted] : fitted };
}

function bytes({ mediaType, data }: ImagePart): EditorData {
  return { type: 'data', mediaType, data: new Uint8Array(Buffer.from(data, 'base64')) };
}

function isText(mediaType: string): boolean {
  return /^text\/|\/(?:json|xml|x-yaml|javascript)$/.test(mediaType);
}
