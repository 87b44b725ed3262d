// What a question will cost before it is asked: expected, and at the most.

import type { TokenCount, Usage } from '../model/usage.ts';
import { calculate } from './cost.ts';
import { fromUnits, toUnits } from './exact.ts';
import type { PriceEntry } from './price.ts';

/** A question that was not sent yet, in tokens. */
export interface PlannedPrompt {
  readonly total: number;
  /** What of it was sent before in the same words, so that the vendor may have kept it. */
  readonly repeated: number;
}

/** An answer that did not come yet, in tokens. */
export interface PlannedAnswer {
  readonly expected: number;
  /** The longest the model may give. */
  readonly largest: TokenCount;
}

/** In USD. Undefined is not known. */
export interface Forecast {
  readonly expected: number | undefined;
  readonly largest: number | undefined;
  /** What the expected cost is less when the vendor still has what was sent before. Undefined where a hit saves nothing. */
  readonly cacheSaves: number | undefined;
}

/** Nothing of the prompt is taken to come from a cache: nobody promises that. */
export function forecast(prompt: PlannedPrompt, answer: PlannedAnswer, entry: PriceEntry, at: number): Forecast {
  const cost = (output: number, cacheRead: number): number | undefined => {
    const usage: Usage = { input: { fresh: prompt.total - cacheRead, cacheRead, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: output, reasoning: undefined }, raw: undefined };
    const { money } = calculate(usage, entry, { at, provenance: 'estimated' });
    return money.provenance === 'unknown' ? undefined : money.amount;
  };
  const largest = answer.largest === undefined ? undefined : Math.max(answer.largest, answer.expected);
  const expected = cost(answer.expected, 0);
  const hit = prompt.repeated > 0 ? cost(answer.expected, Math.min(prompt.repeated, prompt.total)) : undefined;
  const saves = expected === undefined || hit === undefined ? 0 : fromUnits(toUnits(expected) - toUnits(hit));
  return { expected, largest: largest === undefined ? undefined : cost(largest, 0), cacheSaves: saves > 0 ? saves : undefined };
}
