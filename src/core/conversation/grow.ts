// The reducer: an answer's turn after one more event of its stream. What it counts to, the meter tells.

import { type FinishEvent, isVisible, shownText, type StreamEvent } from '../model/streamEvent.ts';
import { sumMoney, sumUsage } from '../pipeline/routes/sum.ts';
import { answeringModel, type AssistantTurn, type TurnEnd } from './turn.ts';

/** An answer that is gone on with, by this model. The time it lay there is not the answer's. */
export function reopened(turn: AssistantTurn, model: string, now: number): AssistantTurn {
  const { end, startedAt, firstAt, notices } = turn;
  if (!end) return turn;
  const idle = now - end.endedAt;
  const changed = model === turn.model ? [] : [`${model} goes on from here.`];
  return {
    ...turn,
    wait: undefined,
    end: undefined,
    earlier: end,
    startedAt: startedAt + idle,
    ...(firstAt !== undefined && { firstAt: firstAt + idle }),
    ...(changed.length > 0 && { answering: model }),
    notices: [...notices, ...changed],
  };
}

/** The turn after one more event. */
export function growTurn(turn: AssistantTurn, event: StreamEvent, now: number): AssistantTurn {
  return grown(turn.firstAt === undefined && isVisible(event) ? { ...turn, firstAt: now } : turn, event, now);
}

function grown(turn: AssistantTurn, event: StreamEvent, now: number): AssistantTurn {
  switch (event.type) {
    case 'text-delta':
      return { ...doneThinking(turn, now), text: turn.text + shownText(event) };
    case 'thinking-delta':
      return { ...turn, thinking: turn.thinking + shownText(event) };
    case 'tool-call-start':
      return { ...doneThinking(turn, now), askedForTool: true, toolCalls: [...(turn.toolCalls ?? []), { id: event.id, name: event.name }] };
    case 'notice':
      return { ...turn, notices: [...turn.notices, event.message] };
    case 'finish':
      return { ...turn, end: endOf(turn, event, now) };
    case 'message-start':
      return event.model === answeringModel(turn) ? turn : { ...turn, answering: event.model };
    case 'tool-call-end':
      return { ...turn, toolCalls: (turn.toolCalls ?? []).map((call) => (call.id === event.id ? { ...call, arguments: JSON.stringify(event.arguments, null, 2) } : call)) };
    case 'tool-call-delta':
    case 'usage':
      return turn;
  }
}

/** The first word after thoughts ends them. */
function doneThinking(turn: AssistantTurn, now: number): AssistantTurn {
  return turn.thoughtUntil === undefined && turn.thinking !== '' ? { ...turn, thoughtUntil: now } : turn;
}

/** An answer that was gone on with took what all its parts took. */
function endOf({ earlier }: AssistantTurn, { reason, error, usage, cost, servedModel, serviceTier, parts }: FinishEvent, endedAt: number): TurnEnd {
  const end: TurnEnd = { reason: reason.unified, error, usage, cost, servedModel, serviceTier, ...(parts !== undefined && { parts }), endedAt };
  if (!earlier) return end;
  return { ...end, usage: sumUsage([earlier.usage, usage]), cost: sumMoney([earlier.cost, cost]), parts: (earlier.parts ?? 1) + (parts ?? 1) };
}
