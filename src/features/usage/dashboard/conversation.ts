// The open conversation as something to price: its answers, and what it is called.

import { type Conversation, visiblePath } from '../../../core/conversation/conversation.ts';
import type { ComparedRequest } from '../../../core/money/compare.ts';
import { serviceTierOf } from '../../../core/money/serviceTier.ts';

/** Every answer that has ended, those beside the visible path too: they were paid. */
export function conversationRequests(conversation: Conversation | undefined): readonly ComparedRequest[] {
  return [...(conversation?.turns.values() ?? [])].flatMap((turn): ComparedRequest[] => {
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
export function conversationName(conversation: Conversation | undefined, id: string): string | undefined {
  if (conversation?.id !== id) return undefined;
  const first = visiblePath(conversation).find((turn) => turn.kind === 'user');
  return first?.kind === 'user' ? first.text : undefined;
}
