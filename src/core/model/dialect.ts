// A dialect speaks one wire format. It knows no layer and no vendor: what differs between vendors is data.

import type { Call } from './call.ts';
import type { EditorModels } from './editorModels.ts';
import type { ModelInfo } from './modelInfo.ts';
import type { Preferences } from './preferences.ts';
import type { StreamEvent } from './streamEvent.ts';

/** Where and as whom a call goes out. Made anew for each attempt; the key lives no longer than that. */
export interface Endpoint {
  /** The provider's id, for error facts. */
  readonly provider: string;
  /** The vendor's own name of the model. */
  readonly model: string;
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** Which key that is, in words; never the key. */
  readonly keyLabel?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** What is known about the model; everything may be unknown. */
  readonly info: ModelInfo;
  readonly preferences?: Preferences;
  /** Models the editor itself offers; absent where there is no editor. */
  readonly editorModels?: EditorModels | undefined;
}

/** A model an endpoint offers, with what it tells about it. */
export interface ListedModel extends ModelInfo {
  readonly name: string;
  /** What people call it, where that is not the name. */
  readonly title?: string | undefined;
}

/** Speaks one wire format. */
export interface Dialect {
  /** Streams an answer under the contract of `StreamEvent`; `finish.cost` is unknown here unless the vendor reports or asks none. */
  stream(call: Call, endpoint: Endpoint): AsyncIterable<StreamEvent>;
  /** Names the endpoint offers, where it can tell. Rejects with an LlmError. */
  listModels?(endpoint: Endpoint, signal: AbortSignal): Promise<readonly ListedModel[]>;
  /** How many tokens the vendor says a call's input has, where it tells. Rejects with an LlmError. */
  countTokens?(call: Call, endpoint: Endpoint, signal: AbortSignal): Promise<number>;
}

/** A dialect that is loaded on first use, so that no SDK is read before it is needed. */
export interface LazyDialect {
  /** The name of the wire format. It also tags opaque state, which only the same wire can read. */
  readonly wire: string;
  load(): Promise<Dialect>;
}
