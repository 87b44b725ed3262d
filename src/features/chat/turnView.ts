// Turns as the page shows them: the engine's facts in words for people.

import { localize } from '../../core/base/localize.ts';
import { isNaturalEnd } from '../../core/model/streamEvent.ts';
import { answeringModel, type AssistantTurn, canContinue, type Turn, type TurnEnd } from '../../core/conversation/turn.ts';
import type { ProblemView, TurnState, TurnView } from '../../shared/protocol.ts';
import { type Problem, remedyLabel, wordProblem } from '../../tables/problems.ts';
import { meterView } from './meterView.ts';
import { insideView } from './insideView.ts';
import { waitView } from './waitView.ts';

/** What the view needs to know about providers. */
export interface Names {
  /** The provider's name as people know it. */
  readonly label: (reference: string) => string;
  /** A lasting label beside the model. */
  readonly badge: (reference: string) => string | undefined;
}

/** `now` is for what is waited for; the clock's time. */
export function turnView(turn: Turn, names: Names, now: number): TurnView {
  if (turn.kind === 'user') {
    return { id: turn.id, author: 'you', text: turn.text, thinking: '', state: 'done', attachments: turn.attachments, notices: [] };
  }
  const badge = names.badge(turn.model);
  const problem = problemView(turn, names);
  const meter = meterView(turn);
  return {
    id: turn.id,
    author: 'assistant',
    text: turn.text,
    thinking: turn.thinking,
    state: stateOf(turn),
    attachments: [],
    model: turn.model,
    ...(badge !== undefined && { badge }),
    notices: noticesOf(turn),
    ...(problem && { problem }),
    ...(turn.wait && !turn.end && { wait: waitView(turn.wait, now) }),
    ...(meter && { meter }),
    ...insideView(turn),
  };
}

/** While the page shows a wait, the notice of that wait would say the same. */
export function noticesOf({ notices, wait, end }: AssistantTurn): readonly string[] {
  return wait?.attempt !== undefined && !end ? notices.slice(0, -1) : notices;
}

export function stateOf({ text, thinking, end }: AssistantTurn): TurnState {
  if (!end) return text === '' && thinking === '' ? 'waiting' : 'streaming';
  switch (end.reason) {
    case 'stop':
    case 'tool-calls':
      return 'done';
    case 'cancelled':
      return 'stopped';
    case 'interrupted':
      return 'interrupted';
    case 'length':
      return 'length';
    case 'content-filter':
    case 'refusal':
    case 'context-overflow':
    case 'pause':
    case 'error':
      return 'failed';
  }
}

/** The problem with an answer, if there is one. Stopping it oneself is none. */
export function problemView(turn: AssistantTurn, names: Names): ProblemView | undefined {
  const problem = turn.end && problemOf(turn.end, names.label(answeringModel(turn)));
  const ways = problem && [...(canContinue(turn) ? ['continue' as const] : []), ...problem.remedies];
  return problem && {
    sentence: problem.sentence,
    detail: problem.detail,
    buttons: (ways ?? []).map((id) => ({ id, label: remedyLabel(id) })),
  };
}

function problemOf(end: TurnEnd, who: string): Problem | undefined {
  if (isNaturalEnd(end.reason) || end.reason === 'cancelled') return undefined;
  if (end.error) return wordProblem(end.error.facts, who);
  const detail = `[${end.reason}]`;
  switch (end.reason) {
    case 'length':
      return { sentence: localize('The answer reached the longest output this model may give.'), detail, remedies: ['retry', 'model'] };
    case 'content-filter':
      return { sentence: localize('The content filter of {0} stopped this answer.', who), detail, remedies: ['retry', 'model'] };
    case 'refusal':
      return { sentence: localize('The model declined to answer this.'), detail, remedies: ['retry', 'model'] };
    case 'interrupted':
      return { sentence: localize('Parley was closed in the middle of this answer. What came is kept.'), detail, remedies: ['retry'] };
    default:
      return { sentence: localize('The answer ended early.'), detail, remedies: ['retry', 'model'] };
  }
}
