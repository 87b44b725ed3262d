// Turns and snapshots for tests; a test names only what it is about.

import { emptyComposer } from '../../../src/shared/composerProtocol.ts';
import type { Change, Snapshot, TurnView } from '../../../src/shared/protocol.ts';

/** An answer that is complete unless said otherwise. */
export function answer(text: string, rest: Partial<TurnView> = {}): TurnView {
  return { id: 'answer', author: 'assistant', text, thinking: '', state: 'done', attachments: [], notices: [], model: 'openai/gpt-6-sol', ...rest };
}

/** A question. */
export function question(text: string, rest: Partial<TurnView> = {}): TurnView {
  return { id: 'question', author: 'you', text, thinking: '', state: 'done', attachments: [], notices: [], ...rest };
}

/** A conversation. */
export function snapshot(turns: readonly TurnView[], rest: Partial<Snapshot> = {}): Snapshot {
  return { sequence: 0, conversation: 'first', turns, model: { reference: 'openai/gpt-6-sol' }, draft: '', busy: false, composer: emptyComposer, ...rest };
}

/** The host's own picture after a change. */
export function changed(state: Snapshot, change: Change): Snapshot {
  const turnsWhere = (id: string, action: (turn: TurnView) => TurnView): Snapshot =>
    ({ ...state, turns: state.turns.map((turn) => (turn.id === id ? action(turn) : turn)) });
  switch (change.type) {
    case 'turn-added':
      return { ...state, turns: [...state.turns, change.turn] };
    case 'turn-grew':
      return turnsWhere(change.id, (turn) => ({ ...turn, text: turn.text + change.text, thinking: turn.thinking + change.thinking }));
    case 'turn-changed': {
      const { problem, wait, rating, ...changes } = change.changes;
      return turnsWhere(change.id, (turn) => ({ ...turn, ...changes, ...(problem && { problem }), ...(wait && { wait }), ...(rating && { rating }) }));
    }
    case 'turn-removed':
      return { ...state, turns: state.turns.filter((turn) => turn.id !== change.id) };
    case 'model-changed':
      return { ...state, model: change.model };
    case 'busy-changed':
      return { ...state, busy: change.busy };
    case 'composer-changed':
      return { ...state, composer: change.composer };
    case 'undo-changed': {
      const { undo: _undo, ...rest } = state;
      return change.undo ? { ...rest, undo: change.undo } : rest;
    }
    case 'draft-restored':
    case 'draft-withdrawn':
    case 'estimate-changed':
    case 'composer-focused':
    case 'everything-changed':
      return state;
  }
}
