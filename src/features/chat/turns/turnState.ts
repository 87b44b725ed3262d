// What a view remembers about turns besides the conversation: the edit that goes on, and what can be had back at once.

import type { Clock } from '../../../core/base/clock.ts';
import type { Disposable } from '../../../core/base/disposable.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { EditView, UndoView } from '../../../shared/turnProtocol.ts';

/** How long it is offered in its place; the command brings it back at any time. */
const offeredFor = 30_000;

export interface TurnState extends Disposable {
  readonly undo: UndoView | undefined;
  readonly edit: EditView | undefined;
  /** What of it is about this conversation: another may be shown by now. */
  of(conversation: Pick<Conversation, 'turns'>): { readonly undo?: UndoView; readonly edit?: EditView };
  offer(undo: UndoView): void;
  /** Something else happened: the offer would be about what nobody sees any more. */
  withdraw(): void;
  keepEdit(turn: string, text: string | null): void;
}

export function createTurnState(clock: Clock, tell: (undo: UndoView | null) => void): TurnState {
  let undo: UndoView | undefined;
  let edit: EditView | undefined;
  let timer: Disposable | undefined;

  function withdraw(): void {
    timer?.dispose();
    timer = undefined;
    if (!undo) return;
    undo = undefined;
    tell(null);
  }

  return {
    get undo() {
      return undo;
    },
    get edit() {
      return edit;
    },
    of: ({ turns }) => ({ ...(undo && turns.has(undo.turn) && { undo }), ...(edit && turns.has(edit.turn) && { edit }) }),
    offer(next) {
      timer?.dispose();
      undo = next;
      tell(next);
      timer = clock.after(offeredFor, withdraw);
    },
    withdraw,
    keepEdit(turn, text) {
      if (text !== null) edit = { turn, text };
      else if (edit?.turn === turn) edit = undefined;
    },
    dispose: () => timer?.dispose(),
  };
}
