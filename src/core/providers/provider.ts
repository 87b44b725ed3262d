// A vendor is data plus a dialect.

import type { Endpoint, LazyDialect } from '../model/dialect.ts';
import { LlmError } from '../model/llmError.ts';
import type { ModelInfo } from '../model/modelInfo.ts';
import type { Preferences, PromptCaching } from '../model/preferences.ts';

/** What a vendor is. One file each in this room; `registry.ts` lists them. */
export interface Provider {
  /** The part of a model reference before the slash. */
  readonly id: string;
  /** The name people know it by. */
  readonly label: string;
  /** One line for pickers. */
  readonly description: string;
  readonly key: KeyNeed;
  /** Undefined where only the user can know it, or where `address` makes it. */
  readonly baseUrl: string | undefined;
  /** Makes the address from what the user set, such as a region. Undefined while something is missing. */
  readonly address?: (settings: ProviderSettings, model: string) => string | undefined;
  /** The settings `address` is made from, so that a person can be told which one is missing. */
  readonly needs?: readonly ('region' | 'project')[];
  /** Well-known models, the recommended one first. Any typed-in name is accepted as well. */
  readonly models: readonly string[];
  /** What is known about a model of this vendor beforehand. */
  readonly describe?: (model: string) => ModelInfo | undefined;
  /** How it caches the beginning of prompts for a model. */
  readonly promptCaching?: (model: string) => PromptCaching | undefined;
  /** Whether a model goes on with the beginning of an answer in place. Left out: it has to be asked in words. */
  readonly prefill?: (model: string, settings: ProviderSettings) => boolean;
  /** True when using it never costs money. */
  readonly free: boolean;
  /** A lasting label for its answers, where people could otherwise be misled. */
  readonly badge?: string;
  /** The wire formats it speaks. The first is used unless the `api` setting or `choose` names another. */
  readonly dialects: readonly [LazyDialect, ...LazyDialect[]];
  readonly choose?: (model: string, settings: ProviderSettings) => LazyDialect;
  /** Where a key alone does not open the door: signs requests, fetches a token. */
  readonly access?: () => Promise<Access>;
}

/** What a user may say about a provider, or about one of their own. */
export interface ProviderSettings extends Preferences {
  /** Which built-in provider one of the user's own behaves like. */
  readonly type?: string | undefined;
  /** Which of a vendor's wire formats to speak. */
  readonly api?: 'chat' | 'responses' | undefined;
  readonly baseUrl?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Names the environment variable that holds the key. */
  readonly apiKeyEnv?: string | undefined;
  /** Prints the key, where neither a store nor the environment has it. */
  readonly apiKeyCommand?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly region?: string | undefined;
  readonly project?: string | undefined;
  readonly deployment?: string | undefined;
  /** What is asked of it at most at once and in a minute. */
  readonly limits?: { readonly concurrency?: number | undefined; readonly requestsPerMinute?: number | undefined; readonly tokensPerMinute?: number | undefined } | undefined;
  /** Models to offer besides the well-known ones. */
  readonly models?: readonly string[] | undefined;
}

/** Changes an endpoint so that its requests are let in. Throws an LlmError that says what is missing. Gives up on `signal`. */
export type Access = (endpoint: Endpoint, settings: ProviderSettings, signal?: AbortSignal) => Promise<Endpoint>;

/** Whether a key is needed, and where a person gets one. */
export type KeyNeed =
  | { readonly use: 'none' }
  | { readonly use: 'optional'; readonly page?: string }
  | { readonly use: 'required'; readonly page: string };

/** The dialect for a model of a provider. Throws an LlmError when the user asks for one it does not speak. */
export function dialectFor(provider: Provider, model: string, settings: ProviderSettings): LazyDialect {
  if (provider.choose) return provider.choose(model, settings);
  const { api } = settings;
  const dialect = api === undefined ? provider.dialects[0] : provider.dialects.find(({ wire }) => wire === `openai-${api}`);
  if (dialect) return dialect;
  throw new LlmError({ kind: 'bad-request', message: `${provider.label} does not speak OpenAI's "${api}" wire format. Remove "api" from its entry in parley.providers.`, retryable: false, provider: provider.id });
}

/** The environment variable that may hold a provider's key, such as OPENAI_API_KEY. */
export function keyVariable(providerId: string): string {
  return `${providerId.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()}_API_KEY`;
}
