// A cache of the user's own at Google for the beginning of prompts, where a lifetime is asked for: system prompt, tools,
// and turns that will not change. Without one Google caches what it likes. Google bills storage by the hour, so a cache
// is made only for what is long, made longer only by leaps, and never needed: whatever goes wrong, the whole prompt goes.

import { createHash } from 'node:crypto';
import type { Content, CreateCachedContentConfig, GenerateContentParameters } from '@google/genai/web';
import type { Endpoint } from '../../model/dialect.ts';
import type { PromptCache } from '../../model/preferences.ts';
import { formatTokens } from '../../money/format.ts';
import { estimateTokens } from '../../tokens/estimate.ts';
import type { Notice } from '../wire/sampling.ts';
import { classifyFailure } from './classify.ts';
import type { Written } from './usage.ts';

/** A prompt as it is to be sent. */
export interface Prompt {
  readonly parameters: GenerateContentParameters;
  readonly notices: readonly Notice[];
  /** The cache it stands on. */
  readonly cache?: string;
  /** Tokens that were put into a new cache for it. */
  readonly written?: Written;
}

/** Makes a cache; resolves with what Google says about it. */
export type MakeCache = (model: string, config: CreateCachedContentConfig, endpoint: Endpoint, signal: AbortSignal) => Promise<{ readonly name: string; readonly tokens: number | undefined }>;

interface Kept {
  readonly name: string;
  readonly prefix: string;
  readonly turns: number;
  readonly tokens: number;
  readonly until: number;
}

const lifetimes: Readonly<Record<Exclude<PromptCache, 'off'>, number>> = { '5m': 300, '1h': 3_600 };
/** The longest of the shortest prefixes Google's models cache. */
const leastTokens = 4_096;
/** A cache about to end would end in the middle of a request. */
const margin = 20_000;
/** Whoever refused to make a cache is not asked again for a while. */
const pause = 600_000;

/** Remembers the caches that were made, for as long as they live. */
export class OwnCaches {
  readonly #make: MakeCache;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #refusedUntil = new Map<string, number>();

  constructor(make: MakeCache, now: () => number = () => Date.now()) {
    this.#make = make;
    this.#now = now;
  }

  /** The prompt on the longest cache there is for it; makes one where that pays. */
  async shorten(parameters: GenerateContentParameters, endpoint: Endpoint, signal: AbortSignal): Promise<Prompt> {
    const wanted = endpoint.preferences?.promptCache;
    const { contents } = parameters;
    if (wanted === undefined || wanted === 'off' || !isTurns(contents)) return { parameters, notices: [] };
    const prefixes = prefixesOf(parameters, contents, endpoint);
    const stable = Math.max(0, contents.findLastIndex(({ role }) => role === 'user'));
    const found = this.#longest(prefixes, stable);
    const tokens = estimateTokens(JSON.stringify([fixedParts(parameters), contents.slice(0, stable)]));
    const pays = tokens - (found?.tokens ?? 0) >= Math.max(leastTokens, (found?.tokens ?? 0) / 2);
    const whom = prefixes[0] ?? '';
    if (!pays || this.#now() < (this.#refusedUntil.get(whom) ?? 0)) return standOn(found, parameters, contents);
    try {
      const config = { ...fixedParts(parameters), ...(stable > 0 && { contents: contents.slice(0, stable) }), ttl: `${lifetimes[wanted]}s` };
      const made = await this.#make(parameters.model, config, endpoint, signal);
      const kept: Kept = { name: made.name, prefix: prefixes[stable] ?? '', turns: stable, tokens: made.tokens ?? tokens, until: this.#now() + lifetimes[wanted] * 1_000 - margin };
      this.#kept.set(kept.name, kept);
      const message = `Google keeps ${formatTokens(kept.tokens)} tokens of this prompt for ${wanted === '1h' ? 'an hour' : '5 minutes'}; its storage is not in the cost shown.`;
      return { ...standOn(kept, parameters, contents), notices: [{ type: 'notice', code: 'cache-made', message }], written: wanted === '1h' ? { cacheWrite1h: kept.tokens } : { cacheWrite5m: kept.tokens } };
    } catch (failure) {
      if (signal.aborted) throw failure;
      this.#refusedUntil.set(whom, this.#now() + pause);
      const { message } = classifyFailure(failure, endpoint, signal, false);
      return { ...standOn(found, parameters, contents), notices: [{ type: 'notice', code: 'cache-skipped', message: `No cache could be made, so the prompt is sent without one: ${message}` }] };
    }
  }

  /** Google does not know it any more. */
  forget(name: string): void {
    this.#kept.delete(name);
  }

  #longest(prefixes: readonly string[], stable: number): Kept | undefined {
    let best: Kept | undefined;
    for (const kept of this.#kept.values()) {
      if (kept.until <= this.#now()) this.#kept.delete(kept.name);
      else if (kept.turns <= stable && prefixes[kept.turns] === kept.prefix && kept.turns >= (best?.turns ?? 0)) best = kept;
    }
    return best;
  }
}

function isTurns(contents: GenerateContentParameters['contents']): contents is Content[] {
  return Array.isArray(contents) && contents.every((content) => typeof content === 'object' && 'parts' in content);
}

function fixedParts({ config: { systemInstruction, tools, toolConfig } = {} }: GenerateContentParameters): CreateCachedContentConfig {
  // The encoder makes declarations only, which a cache may hold.
  return { ...(systemInstruction && { systemInstruction }), ...(tools && { tools: tools as NonNullable<CreateCachedContentConfig['tools']> }), ...(toolConfig && { toolConfig }) };
}

/** A digest of what comes before each turn, and of whose it is: a cache belongs to a model and a key. */
function prefixesOf(parameters: GenerateContentParameters, contents: readonly Content[], { baseUrl, apiKey }: Endpoint): readonly string[] {
  const hash = createHash('sha256').update(JSON.stringify([baseUrl, apiKey, parameters.model, fixedParts(parameters)]));
  const prefixes = [hash.copy().digest('base64')];
  for (const content of contents) prefixes.push(hash.update(JSON.stringify(content)).copy().digest('base64'));
  return prefixes;
}

function standOn(kept: Kept | undefined, parameters: GenerateContentParameters, contents: readonly Content[]): Prompt {
  if (!kept) return { parameters, notices: [] };
  const { systemInstruction: _system, tools: _tools, toolConfig: _choice, ...config } = parameters.config ?? {};
  return { parameters: { ...parameters, contents: contents.slice(kept.turns), config: { ...config, cachedContent: kept.name } }, notices: [], cache: kept.name };
}
