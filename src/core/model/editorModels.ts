// The port to the models an editor itself offers, such as those of GitHub Copilot and of other extensions.

import type { Event } from '../base/emitter.ts';
import type { Json, JsonObject } from './message.ts';

/** Pictures and documents travel as bytes here. */
export interface EditorData {
  readonly type: 'data';
  readonly mediaType: string;
  readonly data: Uint8Array;
}

export interface EditorText {
  readonly type: 'text';
  readonly text: string;
}

/** What can be said to such a model. */
export type EditorPart =
  | EditorText
  | EditorData
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: JsonObject }
  | { readonly type: 'tool-result'; readonly id: string; readonly content: readonly (EditorText | EditorData)[] };

/** There is no system role. */
export interface EditorMessage {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly EditorPart[];
}

export interface EditorTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** One question. */
export interface EditorRequest {
  readonly messages: readonly EditorMessage[];
  readonly tools: readonly EditorTool[];
  readonly toolMode: 'auto' | 'required';
  /** Whatever the vendor makes of them; unknown ones are passed over there. */
  readonly modelOptions: Readonly<Record<string, Json>>;
  /** Shown to a person whose consent is asked for. */
  readonly justification: string;
}

/** What such a model says. The values were made by another extension; `other` is a part the editor has no stable type for. */
export type EditorAnswerPart =
  | { readonly type: 'text'; readonly text: unknown }
  | { readonly type: 'data'; readonly mediaType: unknown; readonly data: unknown }
  | { readonly type: 'tool-call'; readonly id: unknown; readonly name: unknown; readonly input: unknown }
  | { readonly type: 'other'; readonly value: unknown };

/** One model, with what it tells about itself. */
export interface EditorModel {
  readonly vendor: string;
  readonly family: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly maxInputTokens: number | undefined;
  readonly images: boolean | undefined;
  readonly tools: boolean | undefined;
  /** May ask a person for consent first. Whatever the vendor throws comes out, here or while the parts arrive. */
  readonly send: (request: EditorRequest, signal: AbortSignal) => Promise<AsyncIterable<EditorAnswerPart>>;
  readonly countTokens: (text: string, signal: AbortSignal) => Promise<number>;
}

/** All of them. */
export interface EditorModels {
  /** Those of one vendor, or all. Asks nobody for consent. */
  readonly select: (vendor?: string) => Promise<readonly EditorModel[]>;
  readonly onDidChange: Event<void>;
}
