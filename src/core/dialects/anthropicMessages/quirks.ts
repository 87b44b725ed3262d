// How the places that speak this wire differ, as data.

import type { Endpoint } from '../../model/dialect.ts';
import type { MessagesBody } from './body.ts';
import type { ModelTraits } from './traits.ts';

/** Makes requests in this wire's shape, wherever they really go: the SDK of another platform fits behind it. */
export interface MessagesClient {
  /** Posts one call. Resolves with a raw response whose body is server-sent events; rejects as the SDK does. */
  create(body: MessagesBody, options: RequestFacts): Promise<Response>;
  /** Posts a body to be counted. Resolves with a raw response of JSON; rejects as the SDK does. */
  countTokens?(body: Pick<MessagesBody, 'model' | 'messages'>, options: RequestFacts): Promise<Response>;
  /** The models on offer, as the models API tells them. */
  listModels?(signal: AbortSignal): AsyncIterable<unknown>;
}

/** What goes with a body. */
export interface RequestFacts {
  readonly signal: AbortSignal;
  /** `anthropic-version` and `anthropic-beta`, where a call needs them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Every field is what Anthropic itself does unless a vendor's file says otherwise. */
export interface AnthropicQuirks {
  /** Opens the door somewhere else, such as another cloud. Called once for every attempt. */
  readonly connect?: (endpoint: Endpoint) => MessagesClient | Promise<MessagesClient>;
  /** What is different about models here; laid over what the name tells. */
  readonly traits?: (model: string) => Partial<ModelTraits> | undefined;
}
