// Reads the models of @earendil-works/pi-ai: newer ones, limits and abilities.

import * as z from 'zod/mini';
import type { Rates } from '../../price.ts';
import type { SourceModel } from './sourceModel.ts';

/** Which of its files feeds which of our providers. */
export const piAiFiles: Readonly<Record<string, string>> = {
  openai: 'openai', anthropic: 'anthropic', google: 'gemini', azure: 'azure', 'amazon-bedrock': 'bedrock', 'google-vertex': 'vertex', groq: 'groq', mistral: 'mistral',
  deepseek: 'deepseek', xai: 'xai', openrouter: 'openrouter', together: 'together', fireworks: 'fireworks', cerebras: 'cerebras',
};

const cost = z.object({ input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() });
const entry = z.object({
  id: z.string(),
  type: z.string(),
  reasoning: z.optional(z.boolean()),
  input: z.optional(z.array(z.string())),
  cost: z.optional(z.extend(cost, { tiers: z.optional(z.array(z.extend(cost, { inputTokensAbove: z.number() }))) })),
  contextWindow: z.optional(z.number()),
  maxTokens: z.optional(z.number()),
  thinkingLevelMap: z.optional(z.record(z.string(), z.nullable(z.string()))),
});
const file = z.record(z.string(), z.record(z.string(), entry));
type Entry = z.infer<typeof entry>;

/** The chat models of one file. */
export function readPiAi(provider: string, json: unknown): readonly SourceModel[] {
  const all = Object.values(file.parse(json)).flatMap((models) => Object.values(models)).filter(({ type }) => type === 'chat');
  // A model that speaks two wires is in the file twice.
  return [...new Map(all.map((model) => [model.id, model])).values()].map((model) => readEntry(provider, model));
}

function readEntry(provider: string, model: Entry): SourceModel {
  const { cost: price } = model;
  const tiers = price?.tiers ?? [];
  // Its window is cut to the first price tier at OpenAI's models: a choice of its own, not the model's limit.
  const isCut = tiers.some(({ inputTokensAbove }) => inputTokensAbove === model.contextWindow);
  return {
    provider,
    name: model.id,
    aka: [],
    prices: price && isKnown(model.id, price) ? [{ rates: readRates(price), ...(tiers.length > 0 && { above: tiers.map((tier) => ({ tokens: tier.inputTokensAbove, rates: readRates(tier) })) }) }] : [],
    contextWindow: isCut ? undefined : model.contextWindow,
    maxOutput: model.maxTokens,
    thinking: model.reasoning,
    images: model.input?.includes('image'),
    // The source lists only models that call tools.
    tools: true,
    efforts: model.reasoning ? effortsOf(model.thinkingLevelMap) : undefined,
    deprecated: false,
  };
}

/** Nothing at all is only a price where the name says so. */
function isKnown(id: string, { input, output }: z.infer<typeof cost>): boolean {
  return input >= 0 && output >= 0 && (input + output > 0 || id.endsWith(':free'));
}

/** A cache rate of nothing means that there is none. */
function readRates({ input, output, cacheRead, cacheWrite }: z.infer<typeof cost>): Rates {
  return { input, output, cacheRead: cacheRead || undefined, cacheWrite5m: cacheWrite || undefined };
}

/** Up to `high` a level is there unless the map denies it; above, only if the map names it. */
function effortsOf(map: Readonly<Record<string, string | null>> | undefined): readonly string[] | undefined {
  if (!map) return undefined;
  const usual = ['minimal', 'low', 'medium', 'high'].filter((level) => map[level] !== null);
  return [...usual, ...['xhigh', 'max'].filter((level) => typeof map[level] === 'string')];
}
