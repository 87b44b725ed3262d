// Tiers of models by what they cost: price is the one measure of quality that every vendor publishes.

import type { Rates } from './price.ts';

export type Quality = 'budget' | 'standard' | 'premium';

/** A tier holds what costs less than `below`, in USD per million tokens, three of them input to one of output. */
export const qualities: readonly { readonly name: Quality; readonly below: number }[] = [
  { name: 'budget', below: 2.5 },
  { name: 'standard', below: 7 },
  { name: 'premium', below: Infinity },
];

/** What a million tokens cost, in the mix that code and chat have: three of input to one of output. */
export function blendedRate({ input, output }: Rates): number {
  return (3 * input + output) / 4;
}

export function qualityOf(rates: Rates): Quality {
  const blended = blendedRate(rates);
  return qualities.find(({ below }) => blended < below)?.name ?? 'premium';
}
