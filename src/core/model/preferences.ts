// What a user prefers about a provider's service, besides the answer itself.

/** How long a cached prefix is to live: a short or a long while, as far as the vendor knows the difference. */
export type PromptCache = 'off' | '5m' | '1h';

/** Cheaper and later, or dearer and sooner. */
export type ServiceTier = 'standard' | 'flex' | 'priority';

/** Unset is the vendor's own default. What a vendor cannot do is passed over, with a notice where it costs something. */
export interface Preferences {
  readonly promptCache?: PromptCache | undefined;
  readonly serviceTier?: ServiceTier | undefined;
}

/** How a vendor caches the beginning of prompts. What is not there is not known. */
export interface PromptCaching {
  /** Seconds a beginning is kept after its last use; `usual` where nothing is preferred. */
  readonly seconds?: Readonly<Partial<Record<'usual' | Exclude<PromptCache, 'off'>, number>>>;
  /** The shortest beginning that is kept, in tokens. */
  readonly shortest?: number;
}
