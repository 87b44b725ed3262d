// What an answer used, in words: while it streams as well as after it.

import { localize } from '../../core/base/localize.ts';
import type { AssistantTurn } from '../../core/conversation/turn.ts';
import { explainMoney, formatMoney, formatSeconds, formatTokens } from '../../core/money/format.ts';
import type { Money } from '../../core/model/money.ts';
import { sumTokens } from '../../core/model/usage.ts';
import type { MeterView } from '../../shared/protocol.ts';

/** Below that, a speed says more about the clock than about the model. */
const leastSeconds = 0.25;

/** What an answer that is on its way has used until now. `cost` is that of the output so far. */
export function liveMeterView(turn: AssistantTurn, now: number, cost: Money): MeterView | undefined {
  const tokens = Math.ceil(turn.estimatedOutput);
  if (tokens === 0) return undefined;
  const price = formatMoney(cost);
  const speed = speedOf(turn, tokens, now);
  const wait = waitOf(turn);
  return {
    tokens: `~${formatTokens(tokens)} tokens`,
    ...(price !== undefined && { cost: price }),
    ...(speed !== undefined && { speed }),
    explanation: [localize('About {0} tokens of output so far.', tokens), price === undefined ? undefined : localize('Cost of the output so far: {0}.', price), wait].filter((sentence) => sentence !== undefined).join(' '),
  };
}

/** Undefined while there is nothing to tell. */
export function meterView(turn: AssistantTurn): MeterView | undefined {
  const { estimatedOutput, end, startedAt } = turn;
  if (!end) return undefined;
  const { usage, cost, servedModel } = end;
  const input = sumTokens(usage.input);
  const told = sumTokens(usage.output);
  const output = told ?? estimatedOutput;
  if (output === 0 && input === undefined) return undefined;
  const price = formatMoney(cost);
  const speed = speedOf(turn, output, end.endedAt);
  const story = [
    input === undefined ? undefined : `Input: ${input} tokens${usage.input.cacheRead ? `, of which ${usage.input.cacheRead} from the cache` : ''}.`,
    told === undefined
      ? `Output: about ${Math.ceil(output)} tokens by our own estimate; the provider did not say.`
      : `Output: ${told} tokens${usage.output.reasoning ? `, of which ${usage.output.reasoning} for reasoning` : ''}.`,
    explainMoney(cost),
    waitOf(turn),
    `Time: ${formatSeconds(end.endedAt - startedAt)}.`,
    servedModel === undefined ? undefined : localize('Served by {0}.', servedModel),
  ];
  return {
    tokens: told === undefined ? `~${formatTokens(Math.ceil(output))} tokens` : `${formatTokens(told)} tokens`,
    ...(price !== undefined && { cost: price }),
    ...(speed !== undefined && { speed }),
    time: timeOf(turn, end.endedAt),
    explanation: story.filter((sentence) => sentence !== undefined).join(' '),
  };
}

/** From the first token on: what was waited for before it says nothing about how fast a model writes. */
export function speedOf({ firstAt }: AssistantTurn, tokens: number, until: number): string | undefined {
  if (firstAt === undefined || tokens === 0) return undefined;
  const time = (until - firstAt) / 1000;
  return time < leastSeconds ? undefined : `${formatTokens(Math.round(tokens / time))} tokens/s`;
}

function waitOf({ firstAt, startedAt }: AssistantTurn): string | undefined {
  return firstAt === undefined ? undefined : localize('First token after {0}.', formatSeconds(firstAt - startedAt));
}

/** `0.8 s to the first token, 9.7 s in all` */
function timeOf({ firstAt, startedAt }: AssistantTurn, endedAt: number): string {
  const all = localize('{0} in all', formatSeconds(endedAt - startedAt));
  return firstAt === undefined ? all : localize('{0} to the first token, {1}', formatSeconds(firstAt - startedAt), all);
}
