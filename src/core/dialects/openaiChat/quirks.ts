// How servers that speak this wire differ, as data.

import type { ThinkingEffort } from '../../model/call.ts';
import type { JsonObject } from '../../model/message.ts';
import type { TierWords } from '../openai/preferences.ts';
import type { SamplingRanges } from '../wire/sampling.ts';
import type { ReportedCost } from './cost.ts';
import type { LazyModelLister, ModelFields } from './models.ts';

/** Every field is what OpenAI itself does unless a vendor's file says otherwise. */
export interface OpenaiChatQuirks {
  /** The field that bounds the output. */
  readonly limitField?: 'max_completion_tokens' | 'max_tokens';
  /** The bound that is sent when the call names none, where the server's own would cut answers short. */
  readonly usualLimit?: number;
  /** Whether `stream_options.include_usage` may be sent. */
  readonly streamOptions?: boolean;
  /** What the server takes of sampling. */
  readonly sampling?: SamplingRanges;
  readonly seedField?: 'seed' | 'random_seed';
  /** The fields that ask for each effort, or that none can be asked for. */
  readonly thinking?: ThinkingFields | 'unsupported';
  readonly schema?: SchemaWay;
  /** The vendor's own words for the tiers of its service. */
  readonly serviceTiers?: TierWords;
  /** Fields every request has. */
  readonly body?: JsonObject;
  /** Headers every request has; the user's own win. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The header that carries the bare key instead of `Authorization: Bearer`. */
  readonly keyHeader?: string;

  /** The role that carries the system prompt. */
  readonly systemRole?: 'system' | 'developer';
  /** True where system messages may only stand first, and roles have to take turns. */
  readonly strictTurns?: boolean;
  /** What makes the server go on with a last message of the assistant's: fields of the message, or of the body. */
  readonly prefill?: { readonly message?: JsonObject; readonly body?: JsonObject };
  /** The exact length of tool call ids, of letters and digits only. */
  readonly toolIdLength?: number;
  /** Where a tool's images go: into the tool's message, or after it as the user's. */
  readonly toolImages?: 'inside' | 'user';
  /** How documents go along: as OpenAI's `file`, as `document_url`; or, where neither is known, text as text. */
  readonly files?: 'file' | 'document_url' | 'text';
  /** The field of an assistant's message that a server wants to see again. */
  readonly echo?: 'reasoning_content' | 'reasoning' | 'reasoning_details';

  /** Where the server reports what the answer cost. */
  readonly reportedCost?: ReportedCost;
  /** True where reasoning tokens come on top of `completion_tokens` even when no total tells. */
  readonly reasoningOutsideCompletion?: boolean;
  /** True where thinking may come inside the text, between `<think>` and `</think>` at its beginning. */
  readonly thinkTags?: boolean;

  /** How the server lists its models, or that it does not. */
  readonly models?: ModelFields | LazyModelLister | 'none';
}

/** For each effort, the fields of the body that ask for it. */
export type ThinkingFields = Readonly<Record<ThinkingEffort, JsonObject>>;

/**
 * How an answer's shape is asked for. `strict`: a schema OpenAI's strict mode takes. `grammar`: any schema. `value`: any
 * schema, as the `value` of a `json_object`. `object`: some JSON object, its shape told in words. `words`: words only.
 */
export type SchemaWay = 'strict' | 'grammar' | 'value' | 'object' | 'words';
