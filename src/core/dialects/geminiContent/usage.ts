// Usage on this wire, sorted into disjoint buckets. Every chunk tells the sum so far.

import type { Json } from '../../model/message.ts';
import { type Usage, unknownUsage } from '../../model/usage.ts';
import { property, tokenCount } from '../wire/json.ts';

/**
 * Undefined when the server told nothing, which some do by sending zeros: no prompt has no tokens.
 * `complete` tells that the answer is whole, so that the total may fill in what was left out.
 */
export function decodeUsage(raw: Json | undefined, complete: boolean): Usage | undefined {
  const prompt = tokenCount(property(raw, 'promptTokenCount'));
  const candidates = tokenCount(property(raw, 'candidatesTokenCount'));
  const thoughts = tokenCount(property(raw, 'thoughtsTokenCount'));
  if (!prompt && !candidates && !thoughts) return undefined;
  const toolUse = tokenCount(property(raw, 'toolUsePromptTokenCount')) ?? 0;
  const cacheRead = tokenCount(property(raw, 'cachedContentTokenCount'));
  const total = tokenCount(property(raw, 'totalTokenCount'));
  // The total tells what disagreeing servers mean: tool results may be inside the prompt already.
  const toolUseInside = toolUse > 0 && total === (prompt ?? 0) + (candidates ?? 0) + (thoughts ?? 0);
  const input = prompt === undefined ? undefined : prompt + (toolUseInside ? 0 : toolUse);
  return {
    input: { fresh: input === undefined ? undefined : Math.max(0, input - (cacheRead ?? 0)), cacheRead, cacheWrite5m: undefined, cacheWrite1h: undefined },
    output: splitOutput(candidates, thoughts, total === undefined || input === undefined ? undefined : total - input, complete),
    raw,
  };
}

/** What was put into a cache on the way to an answer. */
export type Written = Partial<Pick<Usage['input'], 'cacheWrite5m' | 'cacheWrite1h'>>;

/** The answer's figures know nothing of it. */
export function withWritten(usage: Usage | undefined, written: Written | undefined): Usage | undefined {
  if (!written) return usage;
  const { input, ...rest } = usage ?? unknownUsage;
  return { ...rest, input: { ...input, ...written } };
}

/** Thoughts come beside the candidates, seldom inside them; what nobody counted is the rest of the total. */
function splitOutput(candidates: number | undefined, thoughts: number | undefined, output: number | undefined, complete: boolean): Usage['output'] {
  if (candidates !== undefined && thoughts !== undefined) {
    const inside = thoughts > 0 && candidates >= thoughts && output === candidates;
    return { text: inside ? candidates - thoughts : candidates, reasoning: thoughts };
  }
  if (!complete || output === undefined) return { text: candidates, reasoning: thoughts };
  const rest = output - (candidates ?? 0) - (thoughts ?? 0);
  if (candidates === undefined) return { text: rest >= 0 ? rest : undefined, reasoning: thoughts };
  return { text: candidates, reasoning: rest > 0 ? rest : undefined };
}
