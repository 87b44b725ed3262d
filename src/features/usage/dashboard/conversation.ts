// The open conversation as something to price: its answers, and what it is called.

import { visiblePath } from '../../../core/conversation/conversation.ts';
import type { Session } from '../../../core/conversation/session.ts';
import type { ComparedRequest } from '../../../core/money/compare.ts';
import { serviceTierOf } from '../../../core/money/serviceTier.ts';

/** Every answer that has ended, those beside the visible path too: they were paid. */
export function conversationRequests(session: Session): readonly ComparedRequest[] {
  return [...session.conversation().turns.values()].flatMap((turn): ComparedRequest[] => {
    if (turn.kind !== 'assistant' || !turn.end) return [];
    const { usage, cost, servedModel, serviceTier } = turn.end;
    const known = cost.provenance !== 'unknown';
    return [{
      usage,
      at: turn.startedAt,
      model: turn.model,
      servedModel,
      tier: serviceTierOf(serviceTier, usage.raw),
      paid: { amount: known ? cost.amount : 0, complete: known, estimated: cost.provenance === 'estimated' },
    }];
  });
}

/** The first question, for the conversation that is open; others have no name yet. */
export function conversationName(session: Session, id: string): string | undefined {
  const conversation = session.conversation();
  if (conversation.id !== id) return undefined;
  const first = visiblePath(conversation).find((turn) => turn.kind === 'user');
  return first?.kind === 'user' ? first.text : undefined;
}
