// The reducer: an answer's turn after one more event of its stream. What it counts to, the meter tells.

import { isVisible, shownText, type StreamEvent } from '../model/streamEvent.ts';
import type { AssistantTurn } from './turn.ts';

export function growTurn(turn: AssistantTurn, event: StreamEvent, now: number): AssistantTurn {
  return grown(turn.firstAt === undefined && isVisible(event) ? { ...turn, firstAt: now } : turn, event, now);
}

function grown(turn: AssistantTurn, event: StreamEvent, now: number): AssistantTurn {
  switch (event.type) {
    case 'text-delta':
      return { ...turn, text: turn.text + shownText(event) };
    case 'thinking-delta':
      return { ...turn, thinking: turn.thinking + shownText(event) };
    case 'tool-call-start':
      return { ...turn, notices: [...turn.notices, `The model asked for the tool "${event.name}".`] };
    case 'notice':
      return { ...turn, notices: [...turn.notices, event.message] };
    case 'finish':
      return {
        ...turn,
        end: { reason: event.reason.unified, error: event.error, usage: event.usage, cost: event.cost, servedModel: event.servedModel, serviceTier: event.serviceTier, endedAt: now },
      };
    case 'message-start':
    case 'tool-call-delta':
    case 'tool-call-end':
    case 'usage':
      return turn;
  }
}
