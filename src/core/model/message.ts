// What is said: messages and the parts they are made of.

/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object, such as a schema or a tool's arguments. */
export type JsonObject = { readonly [key: string]: Json };

/** State only its wire format can read, tagged with that wire's name. Rides along verbatim; dropped when the conversation moves to another vendor. */
export interface Opaque {
  readonly vendor: string;
  readonly data: Json;
}

export interface TextPart {
  readonly type: 'text';
  readonly text: string;
  /** Where it is from, for people to see: a file's name. Models are told in the text. */
  readonly label?: string;
  readonly opaque?: Opaque;
}

/** An image, base64-encoded. */
export interface ImagePart {
  readonly type: 'image';
  readonly mediaType: string;
  readonly data: string;
}

/** A document, base64-encoded. */
export interface FilePart {
  readonly type: 'file';
  readonly name: string;
  readonly mediaType: string;
  readonly data: string;
}

export interface ThinkingPart {
  readonly type: 'thinking';
  readonly text: string;
  readonly opaque?: Opaque;
}

export interface ToolCallPart {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  readonly arguments: Json;
  readonly opaque?: Opaque;
}

export interface ToolResultPart {
  readonly type: 'tool-result';
  readonly id: string;
  readonly name: string;
  readonly content: readonly (TextPart | ImagePart)[];
  readonly failed?: boolean;
}

export interface SystemMessage {
  readonly role: 'system';
  readonly parts: readonly TextPart[];
}

export interface UserMessage {
  readonly role: 'user';
  readonly parts: readonly (TextPart | ImagePart | FilePart)[];
}

export interface AssistantMessage {
  readonly role: 'assistant';
  readonly parts: readonly (TextPart | ThinkingPart | ToolCallPart)[];
}

export interface ToolMessage {
  readonly role: 'tool';
  readonly parts: readonly ToolResultPart[];
}

export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;
export type Part = Message['parts'][number];

/** All the text of some parts, in order. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** A message of one text part. */
export function textMessage<R extends 'system' | 'user' | 'assistant'>(role: R, text: string): { role: R; parts: TextPart[] } {
  return { role, parts: [{ type: 'text', text }] };
}
