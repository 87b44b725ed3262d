// What happens in a session, as the page hears of it. Of turns that are out of sight it hears nothing.

import { visibleIds } from '../../core/conversation/branches.ts';
import type { Conversation } from '../../core/conversation/conversation.ts';
import type { SessionChange } from '../../core/conversation/session.ts';
import { type AssistantTurn, cameToNothing } from '../../core/conversation/turn.ts';
import type { Change } from '../../shared/protocol.ts';
import type { Draft } from './draft.ts';
import { insideView } from './insideView.ts';
import { meterView } from './meterView.ts';
import { newTurnView, ratingView } from './turns/turnViews.ts';
import { type Names, noticesOf, problemView, stateOf } from './turnView.ts';
import { waitView } from './waitView.ts';

export interface PageChangesPorts {
  readonly conversation: () => Conversation;
  readonly names: Names;
  readonly draft: Pick<Draft, 'answerEnded'>;
  readonly now: () => number;
}

export interface PageChanges {
  readonly of: (change: SessionChange) => readonly Change[];
  /** True for a turn that the page shows. */
  readonly isInSight: (turn: string) => boolean;
}

export function createPageChanges({ conversation, names, draft, now }: PageChangesPorts): PageChanges {
  /** Known until the path changes: nothing is looked up for a word that streams. */
  let inSight: Set<string> | undefined;
  const isInSight = (turn: string): boolean => (inSight ??= visibleIds(conversation())).has(turn);

  function changed(turn: AssistantTurn): readonly Change[] {
    const restored = turn.end ? draft.answerEnded(cameToNothing(turn)) : undefined;
    const meter = meterView(turn);
    const changes = { state: stateOf(turn), notices: noticesOf(turn), problem: problemView(turn, names) ?? null, wait: turn.wait && !turn.end ? waitView(turn.wait, now()) : null, ...(meter && { meter }), ...insideView(turn) };
    return [
      ...(isInSight(turn.id) ? [{ type: 'turn-changed' as const, id: turn.id, changes }] : []),
      ...(restored === undefined ? [] : [{ type: 'draft-restored' as const, text: restored }]),
    ];
  }

  function of(change: SessionChange): readonly Change[] {
    switch (change.type) {
      case 'turn-added':
        inSight = undefined;
        return isInSight(change.turn.id) ? [{ type: 'turn-added', turn: newTurnView(change.turn, conversation(), names, now()) }] : [];
      case 'turn-grew': {
        const { turn, text, thinking } = change;
        if (!isInSight(turn.id)) return [];
        const first = turn.text.length + turn.thinking.length === text.length + thinking.length;
        return [
          { type: 'turn-grew', id: turn.id, text, thinking },
          ...(first ? [{ type: 'turn-changed' as const, id: turn.id, changes: { state: stateOf(turn) } }] : []),
          // The first word after thoughts tells how long those took.
          ...(turn.text.length === text.length && turn.thinking !== '' && text !== '' ? [{ type: 'turn-changed' as const, id: turn.id, changes: insideView(turn) }] : []),
        ];
      }
      case 'turn-changed':
        return changed(change.turn);
      case 'turn-marked': {
        const { turn } = change;
        if (turn.kind !== 'assistant' || !isInSight(turn.id)) return [];
        return [{ type: 'turn-changed', id: turn.id, changes: { rating: turn.rating ? ratingView(turn.rating) : null } }];
      }
      case 'busy-changed':
        return [{ type: 'busy-changed', busy: change.busy }];
      case 'path-changed':
        inSight = undefined;
        return [{ type: 'everything-changed' }];
      case 'mode-changed':
        return [];
    }
  }
  return { of, isInSight };
}
