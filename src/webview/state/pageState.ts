// Everything the page shows, as signals. The host owns the truth; this is the page's picture of it.

import { batch, signal, type Signal } from '@preact/signals';
import { type ComposerView, emptyComposer } from '../../shared/composerProtocol.ts';
import type { Change, EstimateView, ScrollView, ModelView, Snapshot } from '../../shared/protocol.ts';
import type { EditView, UndoView } from '../../shared/turnProtocol.ts';
import { announcementFor } from './announcements.ts';
import { catchUpAll, changeTurn, createTurn, type TurnModel } from './turnModel.ts';

/** The page's picture of one conversation. */
export interface PageState {
  /** Undefined until the first snapshot has come. */
  readonly conversation: Signal<string | undefined>;
  readonly turns: Signal<readonly TurnModel[]>;
  readonly model: Signal<ModelView | undefined>;
  readonly busy: Signal<boolean>;
  /** What the draft would use. Undefined while there is none. */
  readonly estimate: Signal<EstimateView | undefined>;
  /** What goes along with the draft, and what waits in line. */
  readonly composer: Signal<ComposerView>;
  /** Where the reader was when the conversation was opened; undefined at the end. */
  readonly scroll: Signal<ScrollView | undefined>;
  /** What stands in the composer. */
  readonly draft: Signal<string>;
  /** Counts up when the keyboard should go into the composer. */
  readonly focusRequests: Signal<number>;
  /** A sentence about the last thing that failed; shown above the composer. */
  readonly failure: Signal<string | undefined>;
  /** True when no snapshot could be had. */
  readonly notLoaded: Signal<boolean>;
  /** What was deleted a moment ago. */
  readonly undo: Signal<UndoView | undefined>;
  /** The question that is being written anew. */
  readonly edit: Signal<EditView | undefined>;
  /** A tool of a turn that should get the keyboard as soon as it is there. */
  readonly focusTool: Signal<{ readonly turn: string; readonly tool: string } | undefined>;
  /** Read out politely. */
  readonly announcement: Signal<string>;
}

export function createPageState(): PageState {
  return {
    conversation: signal(undefined),
    turns: signal([]),
    model: signal(undefined),
    busy: signal(false),
    estimate: signal(undefined),
    composer: signal(emptyComposer),
    draft: signal(''),
    scroll: signal(undefined),
    focusRequests: signal(0),
    failure: signal(undefined),
    notLoaded: signal(false),
    undo: signal(undefined),
    edit: signal(undefined),
    focusTool: signal(undefined),
    announcement: signal(''),
  };
}

/** Draws everything anew, and keeps the turns that are still the same: a reader loses neither place nor selection. */
export function applySnapshot(state: PageState, snapshot: Snapshot, keepDraft: boolean): void {
  batch(() => {
    const sameConversation = state.conversation.value === snapshot.conversation;
    state.turns.value = catchUpAll(sameConversation ? state.turns.value : [], snapshot.turns);
    state.undo.value = snapshot.undo;
    if (!sameConversation) state.edit.value = snapshot.edit;
    state.model.value = snapshot.model;
    state.busy.value = snapshot.busy;
    state.composer.value = snapshot.composer;
    // What is being typed here may be newer than what the host has kept.
    if (!sameConversation && !keepDraft) state.draft.value = snapshot.draft;
    if (!sameConversation) state.failure.value = undefined;
    if (!sameConversation) state.scroll.value = snapshot.scroll;
    state.conversation.value = snapshot.conversation;
    state.notLoaded.value = false;
  });
}

/** Applies one batch. False when the picture no longer fits the host's and a snapshot is needed. */
export function applyChanges(state: PageState, changes: readonly Change[]): boolean {
  return batch(() => changes.every((change) => applyChange(state, change)));
}

function applyChange(state: PageState, change: Change): boolean {
  switch (change.type) {
    case 'turn-added':
      if (state.turns.value.some((turn) => turn.id === change.turn.id)) return false;
      state.turns.value = [...state.turns.value, createTurn(change.turn)];
      // The same words twice in a row would not be read out twice.
      state.announcement.value = '';
      return true;
    case 'turn-removed':
      state.turns.value = state.turns.value.filter((turn) => turn.id !== change.id);
      return true;
    case 'turn-grew':
      return withTurn(state, change.id, (turn) => {
        turn.text.append(change.text);
        turn.thinking.append(change.thinking);
      });
    case 'turn-changed':
      return withTurn(state, change.id, (turn) => {
        const before = turn.state.value;
        changeTurn(turn, change.changes);
        const announcement = announcementFor(before, change.changes);
        if (announcement) state.announcement.value = announcement;
      });
    case 'model-changed':
      state.model.value = change.model;
      return true;
    case 'busy-changed':
      state.busy.value = change.busy;
      return true;
    case 'composer-changed':
      state.composer.value = change.composer;
      return true;
    case 'undo-changed':
      state.undo.value = change.undo ?? undefined;
      if (change.undo) state.announcement.value = change.undo.sentence;
      return true;
    case 'estimate-changed':
      state.estimate.value = change.estimate ?? undefined;
      return true;
    case 'draft-withdrawn':
      if (state.draft.value === change.text) state.draft.value = '';
      return true;
    case 'draft-restored':
      if (state.draft.value === '') state.draft.value = change.text;
      return true;
    case 'composer-focused':
      state.focusRequests.value++;
      return true;
    case 'everything-changed':
      return false;
  }
}

function withTurn(state: PageState, id: string, action: (turn: TurnModel) => void): boolean {
  const turn = state.turns.value.find((candidate) => candidate.id === id) ?? state.turns.value.flatMap((candidate) => candidate.columns.value).find((candidate) => candidate.id === id);
  if (turn) action(turn);
  return turn !== undefined;
}
