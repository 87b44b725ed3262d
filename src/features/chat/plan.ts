// Plans a question that was not sent yet. Loaded with the first one, so that activation does not pay for it.

import type { Call } from '../../core/model/call.ts';
import type { UserMessage } from '../../core/model/message.ts';
import type { ModelInfo } from '../../core/model/modelInfo.ts';
import { type Forecast, forecast } from '../../core/money/forecast.ts';
import type { PriceBook } from '../../core/money/price.ts';
import type { UsualOutput } from '../../core/money/usualOutput.ts';
import type { PromptCount } from '../../core/tokens/prompt.ts';
import type { TokenCounter } from '../../core/tokens/tokenCounter.ts';
import type { Planned } from './estimateView.ts';

export interface PlanPorts {
  /** The call that would go out. */
  readonly preview: (text: string, parts?: UserMessage['parts']) => Call | Promise<Call>;
  readonly tokens: Pick<TokenCounter, 'prompt' | 'ready'>;
  readonly prices: PriceBook;
  readonly usual: Pick<UsualOutput, 'expected'>;
  readonly describe: (reference: string) => ModelInfo;
  readonly isFree: (reference: string) => boolean;
  /** Models to compare with, those used most first. */
  readonly favourites: () => Promise<readonly string[]>;
  /** What models are told beforehand: when it is known, and what of it is left out. */
  readonly prompts?: { readonly prepared: () => Promise<void>; readonly notes: (text: string) => Promise<readonly string[]> };
  readonly now: () => number;
}

const mostOthers = 2;

/** `parts` are what goes out instead of the text, where they are known already. */
export async function plan(text: string, ports: PlanPorts, parts?: UserMessage['parts']): Promise<Planned> {
  await ports.prompts?.prepared();
  const [call, leftOut] = await Promise.all([ports.preview(text, parts), ports.prompts?.notes(text)]);
  const [others] = await Promise.all([ports.favourites().catch(() => []), ports.prices.ready(), ports.tokens.ready(call.model)]);
  const count = ports.tokens.prompt(call);
  return {
    count,
    info: ports.describe(call.model),
    expectedOutput: ports.usual.expected(call.task, call.model),
    forecast: forecastFor(call, call.model, count, ports),
    free: ports.isFree(call.model),
    leftOut: leftOut ?? [],
    others: others.filter((model) => model !== call.model).slice(0, mostOthers).map((model) => ({ model, forecast: forecastFor(call, model, count, ports), free: ports.isFree(model) })),
  };
}

/** Another model may count a little differently; for a comparison that does not matter. */
export function forecastFor(call: Call, model: string, count: PromptCount, { prices, usual, describe, now }: Pick<PlanPorts, 'prices' | 'usual' | 'describe' | 'now'>): Forecast | undefined {
  const entry = prices.find({ asked: model });
  const repeated = count.parts.reduce((sum, { kind, tokens }) => sum + (kind === 'text' || kind === 'attachment' || kind === 'overhead' ? 0 : tokens), 0);
  const hasHistory = count.parts.some(({ kind }) => kind === 'history');
  const answer = { expected: usual.expected(call.task, model), largest: describe(model).maxOutput };
  return entry && forecast({ total: count.total, repeated: hasHistory ? repeated : 0 }, answer, entry, now());
}
