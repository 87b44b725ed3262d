// What went on inside of an answer besides its words: how long the model thought, and which tools it asked for.

import type { AssistantTurn } from '../../core/conversation/turn.ts';
import { localize } from '../../core/base/localize.ts';
import { formatSeconds, formatTokens } from '../../core/money/format.ts';
import type { TurnView } from '../../shared/protocol.ts';

/** Longer arguments are cut: they are to be looked at, and the model has them whole. */
const longest = 20_000;

/** Nothing for an answer without either. */
export function insideView({ thinking, firstAt, thoughtUntil, toolCalls = [], end }: AssistantTurn): Pick<TurnView, 'thought' | 'toolCalls'> {
  const until = thoughtUntil ?? end?.endedAt;
  const tokens = end?.usage.output.reasoning;
  return {
    ...(thinking !== '' && until !== undefined && firstAt !== undefined && {
      thought: { time: formatSeconds(until - firstAt), ...(tokens !== undefined && { tokens: localize('{0} tokens', formatTokens(tokens)) }) },
    }),
    ...(toolCalls.length > 0 && {
      toolCalls: toolCalls.map(({ id, name, arguments: given }) => ({ id, name, state: given === undefined && !end ? 'writing' : 'asked', ...(given !== undefined && { arguments: given.slice(0, longest) }) })),
    }),
  };
}
