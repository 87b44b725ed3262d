// Usage on this wire, sorted into disjoint buckets. The cache is not part of `input_tokens` here.

import type { Json } from '../../model/message.ts';
import { type TokenCount, type Usage, unknownUsage } from '../../model/usage.ts';
import { property, tokenCount } from '../wire/json.ts';

/** Reads what `message_start` told, overlaid with what `message_delta` told later. */
export class UsageReader {
  #start: Json | undefined;
  #delta: Json | undefined;

  /** At the start the input is known; the output counted there is only its first token. */
  takeStart(raw: unknown): Usage | undefined {
    if (!isTold(raw)) return undefined;
    this.#start = raw;
    return this.#read();
  }

  /** The counts of a delta are sums so far. */
  takeDelta(raw: unknown): Usage | undefined {
    if (!isTold(raw)) return undefined;
    this.#delta = raw;
    return this.#read();
  }

  #read(): Usage | undefined {
    const told = (name: string): TokenCount => tokenCount(property(this.#delta, name)) ?? tokenCount(property(this.#start, name));
    const input = { fresh: told('input_tokens'), cacheRead: told('cache_read_input_tokens'), ...this.#writes(told('cache_creation_input_tokens')) };
    const output = tokenCount(property(this.#delta, 'output_tokens'));
    const reasoning = tokenCount(property(property(this.#delta, 'output_tokens_details'), 'thinking_tokens'));
    // No prompt has no tokens: some servers send zeros when they do not know.
    const known = Object.values(input).some((count) => count !== undefined && count > 0);
    if (!known && !output) return undefined;
    return {
      input: known ? input : unknownUsage.input,
      output: { text: output === undefined ? undefined : Math.max(0, output - (reasoning ?? 0)), reasoning },
      raw: { ...(this.#start as object), ...(this.#delta as object) },
    };
  }

  /** Only the start splits what was written by how long it lives; what came on top lives the usual 5 minutes. */
  #writes(total: TokenCount): Pick<Usage['input'], 'cacheWrite5m' | 'cacheWrite1h'> {
    const split = property(this.#start, 'cache_creation') ?? property(this.#delta, 'cache_creation');
    const short = tokenCount(property(split, 'ephemeral_5m_input_tokens'));
    const long = tokenCount(property(split, 'ephemeral_1h_input_tokens'));
    if (total === undefined) return { cacheWrite5m: short, cacheWrite1h: long };
    return { cacheWrite5m: Math.max(0, total - (long ?? 0)), cacheWrite1h: long };
  }
}

function isTold(raw: unknown): raw is Json {
  return typeof raw === 'object' && raw !== null;
}
