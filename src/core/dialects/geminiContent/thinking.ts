// How hard Gemini is to think: a level since 3, a budget of tokens in 2.5, nothing before.

import { type ThinkingConfig, ThinkingLevel } from '@google/genai/web';
import type { ThinkingEffort } from '../../model/call.ts';
import type { Endpoint } from '../../model/dialect.ts';
import type { Notice } from '../wire/sampling.ts';
import { type Generation, generationOf } from './generation.ts';

/** What is sent, and what has to be said about it. */
export interface PlannedThinking {
  readonly config?: ThinkingConfig;
  readonly notice?: Notice;
}

const levels = { low: ThinkingLevel.LOW, medium: ThinkingLevel.MEDIUM, high: ThinkingLevel.HIGH };

/** The budgets of 2.5. Pro cannot do without thinking, and takes more of it. */
const budgets = {
  pro: { off: 128, low: 1_024, medium: 8_192, high: 32_768 },
  flash: { off: 0, low: 1_024, medium: 8_192, high: 24_576 },
  'flash-lite': { off: 0, low: 1_024, medium: 8_192, high: 24_576 },
} satisfies Record<Generation['kind'], Record<ThinkingEffort, number>>;

/** Thoughts are asked for wherever the model thinks; they are billed whether they are seen or not. */
export function planThinking(effort: ThinkingEffort | undefined, { model, info }: Pick<Endpoint, 'model' | 'info'>): PlannedThinking {
  const generation = generationOf(model);
  if (!generation || info.thinking === false || generation.major < 2 || (generation.major === 2 && generation.minor < 5)) {
    return effort === undefined || effort === 'off' ? {} : { notice: { type: 'notice', code: 'parameter-dropped', message: 'This model takes no thinking effort; it is left out.' } };
  }
  if (generation.major < 3) return planBudget(effort, generation);
  if (effort === undefined) return { config: { includeThoughts: true } };
  if (effort !== 'off') return { config: { includeThoughts: true, thinkingLevel: levels[effort] } };
  return takesMinimal(generation) ? { config: { thinkingLevel: ThinkingLevel.MINIMAL } } : { config: { thinkingLevel: ThinkingLevel.LOW }, notice: cannotStop };
}

/** Flash-lite of 2.5 does not think unless it is told to, and then refuses to show thoughts it does not have. */
function planBudget(effort: ThinkingEffort | undefined, { kind }: Generation): PlannedThinking {
  if (effort === undefined) return kind === 'flash-lite' ? {} : { config: { includeThoughts: true } };
  const thinkingBudget = budgets[kind][effort];
  if (effort !== 'off') return { config: { includeThoughts: true, thinkingBudget } };
  return { config: { thinkingBudget }, ...(thinkingBudget > 0 && { notice: cannotStop }) };
}

/** Only the flash models from 3 to 3.6 know MINIMAL; the others refuse the request. */
function takesMinimal({ major, minor, kind }: Generation): boolean {
  return major === 3 && minor <= 6 && kind !== 'pro';
}

const cannotStop: Notice = { type: 'notice', code: 'thinking-clamped', message: 'This model cannot stop thinking; it thinks as little as it can.' };
