// What an answer used, in words.

import type { AssistantTurn } from '../../core/conversation/turn.ts';
import { formatMoney, formatTokens } from '../../core/money/format.ts';
import { sumTokens } from '../../core/model/usage.ts';
import type { MeterView } from '../../shared/protocol.ts';

/** Undefined while there is nothing to tell. */
export function meterView({ estimatedOutput, end, startedAt }: AssistantTurn): MeterView | undefined {
  if (!end) return undefined;
  const { usage, cost, servedModel } = end;
  const input = sumTokens(usage.input);
  const told = sumTokens(usage.output);
  const output = told ?? estimatedOutput;
  if (output === 0 && input === undefined) return undefined;
  const price = formatMoney(cost);
  const story = [
    input === undefined ? undefined : `Input: ${input} tokens${usage.input.cacheRead ? `, of which ${usage.input.cacheRead} from the cache` : ''}.`,
    told === undefined
      ? `Output: about ${Math.ceil(output)} tokens by our own estimate; the provider did not say.`
      : `Output: ${told} tokens${usage.output.reasoning ? `, of which ${usage.output.reasoning} for reasoning` : ''}.`,
    costStory(price, cost),
    `Time: ${((end.endedAt - startedAt) / 1000).toFixed(1)} s.`,
    servedModel === undefined ? undefined : `Served by ${servedModel}.`,
  ];
  return {
    tokens: told === undefined ? `~${formatTokens(Math.ceil(output))} tokens` : `${formatTokens(told)} tokens`,
    ...(price !== undefined && { cost: price }),
    explanation: story.filter((sentence) => sentence !== undefined).join(' '),
  };
}

function costStory(price: string | undefined, cost: NonNullable<AssistantTurn['end']>['cost']): string {
  switch (cost.provenance) {
    case 'unknown':
      return 'Cost: not known, there is no price for this model.';
    case 'free':
      return 'Cost: nothing.';
    case 'reported':
      return `Cost: ${price}, as the provider reported.`;
    case 'computed':
      return `Cost: ${price}, by the price of ${cost.entry}.`;
    case 'estimated':
      return `Cost: ${price}, estimated by the price of ${cost.entry}.`;
  }
}
