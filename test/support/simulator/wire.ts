// A wire format as a simulator speaks it, so that one suite of promises can walk every provider.

import type { EditorModels } from '../../../src/core/model/editorModels.ts';

/** What a model is to say, in nobody's wire format. */
export interface Script {
  readonly thinking?: readonly string[];
  readonly text?: readonly string[];
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly pieces: readonly string[] }[];
  /** Default: the natural end, `tool-calls` when there are some. */
  readonly finish?: 'stop' | 'tool-calls' | 'length' | 'content-filter' | 'refusal';
  /** `null`: the server does not tell. Default: some plausible figures. */
  readonly usage?: ScriptUsage | null;
  /** What the server says it served. */
  readonly model?: string;
}

/** Disjoint buckets, as Parley is to report them. What is left out, the server does not mention. */
export interface ScriptUsage {
  readonly fresh: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly text: number;
  readonly reasoning?: number;
}

/** A refusal a vendor can give. */
export type RefusalKind = 'auth' | 'permission' | 'quota' | 'rate-limit' | 'overloaded' | 'server' | 'context-overflow' | 'not-found' | 'bad-request' | 'content-filter';

export interface WireRefusal {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a vendor understood of a request. */
export interface Understood {
  readonly model: string;
  readonly system: string;
  /** Role and plain text of every message besides the system's, in order; empty ones left out. */
  readonly turns: readonly { readonly role: 'user' | 'assistant' | 'tool'; readonly text: string }[];
  readonly images: number;
  /** Names of the tools. */
  readonly tools: readonly string[];
  readonly hasSchema: boolean;
  readonly maxOutput: number | undefined;
  readonly temperature: number | undefined;
  readonly stop: readonly string[];
  /** Opaque states that came along, as JSON texts. */
  readonly opaque: readonly string[];
  readonly key: string | undefined;
}

/** What not every wire can tell: why an answer ended, and what HTTP says beside it. */
export type Untellable = 'endReason' | 'http';

/** One wire format. */
export interface Wire {
  /** The same as the dialect's. */
  readonly name: string;
  readonly contentType: string;
  /** The name of the simulated model, where a plain one would not be understood. */
  readonly model?: string;
  /** Where the wire is an API inside the editor: a stand-in for it that asks the server at `url`. */
  readonly editorModels?: (url: string) => EditorModels;
  /** What the wire has no way to tell, each with the reason. Promises that need it are not played. */
  readonly untold?: Readonly<Partial<Record<Untellable, string>>>;
  /** A whole answer, one entry an event, as a vendor sends them. */
  events(script: Script): readonly (string | Uint8Array)[];
  /** Everything from this entry on may be missing without the answer being broken; all before it may not. */
  endMark(events: readonly (string | Uint8Array)[]): number;
  refusal(kind: RefusalKind): WireRefusal;
  /** The event that says, in the middle of an answer, that the server is overloaded. */
  overloadedEvent(): string | Uint8Array;
  understand(request: { readonly path: string; readonly headers: Readonly<Record<string, unknown>>; readonly body: unknown }): Understood;
  /** True for the paths an answer is asked at. */
  answers(path: string): boolean;
}
