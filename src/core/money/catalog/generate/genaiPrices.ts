// Reads the prices of @pydantic/genai-prices: dates, hours, long prompts and cache lifetimes.

import { type ConditionalPrice, findProvider, type MatchLogic, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices';
import type { LongRates, PricePeriod, Rates } from '../../price.ts';
import type { SourceModel } from './sourceModel.ts';

/** Which of its providers feeds which of ours. */
const providers: Readonly<Record<string, string>> = {
  openai: 'openai', anthropic: 'anthropic', google: 'gemini', azure: 'azure', aws: 'bedrock', groq: 'groq', mistral: 'mistral', deepseek: 'deepseek', 'x-ai': 'xai',
  openrouter: 'openrouter', together: 'together', fireworks: 'fireworks', cerebras: 'cerebras', perplexity: 'perplexity', cohere: 'cohere',
};

/** All models that take and give tokens. */
export function readGenaiPrices(): readonly SourceModel[] {
  return Object.entries(providers).flatMap(([theirs, ours]) => {
    const found = findProvider({ providerId: theirs });
    if (!found) throw new Error(`genai-prices has no provider "${theirs}" any more.`);
    return found.models.flatMap((model) => {
      const read = readModel(model);
      if (!read) return [];
      // Google's list holds Vertex too; Claude is only there.
      if (ours !== 'gemini') return [{ ...read, provider: ours }];
      return [...(/claude/.test(model.id) ? [] : [{ ...read, provider: 'gemini' }]), { ...read, provider: 'vertex' }];
    });
  });
}

function readModel(model: ModelInfo): Omit<SourceModel, 'provider'> | undefined {
  const conditional: readonly ConditionalPrice[] = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  const prices = conditional.map(readPeriod);
  if (prices.some((period) => period === undefined)) return undefined;
  const [first] = prices;
  if (first && first.rates.input === 0 && !model.id.endsWith(':free')) return undefined;
  return {
    name: model.id,
    aka: [...new Set(namesIn(model.match))].filter((name) => name !== model.id && /[a-z0-9]$/i.test(name)),
    prices: prices.filter((period) => period !== undefined),
    contextWindow: model.context_window,
    deprecated: model.deprecated === true,
  };
}

/** Every name the source writes down. Taken as exact names only, whatever the source does with them. */
function namesIn(match: MatchLogic): string[] {
  if ('or' in match) return match.or.flatMap(namesIn);
  if ('and' in match || 'regex' in match) return [];
  return Object.values(match).filter((name) => typeof name === 'string');
}

/** Undefined for what is not charged by tokens of both directions, or makes sounds and pictures that cost apart. */
function readPeriod({ constraint, prices }: ConditionalPrice): PricePeriod | undefined {
  const free = Object.keys(prices).length === 0;
  if (!free && (prices['input_mtok'] === undefined || prices['output_mtok'] === undefined)) return undefined;
  if (Object.keys(prices).some((name) => /^output_(?:audio|image|video)_/.test(name))) return undefined;
  const starts = [...new Set(Object.values(prices).flatMap((price) => (typeof price === 'object' ? price.tiers.map(({ start }) => start) : [])))].toSorted((a, b) => a - b);
  const above = starts.map((tokens): LongRates => ({ tokens, rates: readRates(prices, tokens) }));
  return {
    ...(constraint?.type === 'start_date' && { from: constraint.start_date }),
    ...(constraint?.type === 'time_of_date' && { hours: [constraint.start_time.slice(0, 5), constraint.end_time.slice(0, 5)] as const }),
    rates: free ? { input: 0, output: 0 } : readRates(prices, 0),
    ...(above.length > 0 && { above }),
  };
}

function readRates(prices: ModelPrice, longerThan: number): Rates {
  const at = (name: string): number | undefined => {
    const price = prices[name];
    return typeof price === 'object' ? price.tiers.findLast(({ start }) => longerThan >= start)?.price ?? price.base : price;
  };
  return {
    input: at('input_mtok') ?? 0,
    output: at('output_mtok') ?? 0,
    cacheRead: at('cache_read_mtok'),
    cacheWrite5m: at('cache_write_mtok'),
    cacheWrite1h: at('cache_write_1h_mtok'),
    reasoning: at('output_reasoning_mtok'),
    thousandRequests: at('requests_kcount'),
  };
}
