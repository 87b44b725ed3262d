// What a call would cost with a model, roughly: enough to tell the cheaper of two.

import type { Call } from '../../model/call.ts';
import { forecast } from '../../money/forecast.ts';
import type { PriceBook } from '../../money/price.ts';
import type { CallCounter } from '../../tokens/guess.ts';

/** An answer of which nothing is known. */
const usualOutput = 800;

/** In USD. Undefined without a price. */
export function costOf(call: Call, prices: PriceBook, tokens: Pick<CallCounter, 'prompt'>, at: number): number | undefined {
  const entry = prices.find({ asked: call.model });
  return entry && forecast({ total: tokens.prompt(call).total, repeated: 0 }, { expected: Math.min(usualOutput, call.limits?.maxOutputTokens ?? usualOutput), largest: undefined }, entry, at).expected;
}
