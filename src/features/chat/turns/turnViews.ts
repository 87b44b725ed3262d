// The turns that a page shows: the path, with what stands beside each, and answers that are compared.

import { type Branch, branchesOf, openComparison } from '../../../core/conversation/branches.ts';
import { type Conversation, visiblePath } from '../../../core/conversation/conversation.ts';
import type { Rating, Turn } from '../../../core/conversation/turn.ts';
import type { TurnView } from '../../../shared/protocol.ts';
import type { RatingView } from '../../../shared/turnProtocol.ts';
import { type Names, turnView } from '../turnView.ts';

/** Everything in sight. `now` is the clock's time. */
export function turnViews(conversation: Conversation, names: Names, now: number): readonly TurnView[] {
  const path = visiblePath(conversation);
  const branches = branchesOf(conversation, path);
  const compared = openComparison(conversation);
  return path.map((turn) => {
    const view = viewOf(turn, branches.get(turn.id), names, now);
    const columns = compared.filter(({ id }) => id !== turn.id && compared.some((one) => one.id === turn.id));
    if (columns.length === 0) return view;
    return { ...view, columns: columns.map((column) => viewOf(column, branchesOf(conversation, [column]).get(column.id), names, now)) };
  });
}

/** One turn that has just come. */
export function newTurnView(turn: Turn, conversation: Conversation, names: Names, now: number): TurnView {
  return viewOf(turn, branchesOf(conversation, [turn]).get(turn.id), names, now);
}

function viewOf(turn: Turn, branch: Branch | undefined, names: Names, now: number): TurnView {
  const rating = turn.kind === 'assistant' && turn.rating ? ratingView(turn.rating) : undefined;
  return { ...turnView(turn, names, now), ...(branch && { branch }), ...(rating && { rating }) };
}

/** What was thought of an answer, for the page. */
export function ratingView({ value, note }: Rating): RatingView {
  return { value, ...(note !== undefined && { note }) };
}
