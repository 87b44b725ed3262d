// What people do with turns, as requests to the host. None of these ever rejects.

import type { RequestClient } from '../../shared/requestClient.ts';
import type { PageState } from '../state/pageState.ts';
import { createDrafts } from './drafts.ts';

/** What can be done with turns. */
export interface TurnActions {
  /** What the page shows besides the turn itself. */
  readonly state: Pick<PageState, 'edit' | 'focusTool' | 'busy' | 'announcement' | 'composer'>;
  readonly regenerate: (turn: string, choose: boolean) => void;
  readonly compare: (turn: string) => void;
  readonly goOnWith: (turn: string) => void;
  readonly stop: (turn: string) => void;
  readonly remove: (turn: string) => void;
  readonly undo: (turn: string) => void;
  readonly rate: (turn: string, value: 'up' | 'down' | null) => void;
  readonly noteRating: (turn: string) => void;
  readonly showBranch: (turn: string, steps: 1 | -1) => void;
  readonly beginEdit: (turn: string, text: string) => void;
  readonly typeEdit: (text: string) => void;
  readonly cancelEdit: () => void;
  readonly sendEdit: () => void;
}

export function createTurnActions(client: RequestClient, state: PageState, attempt: (request: Promise<unknown>) => Promise<boolean>): TurnActions {
  const keep = (turn: string, text: string | null): void => void attempt(client.request('keepEdit', { turn, text }));
  const drafts = createDrafts((text) => {
    const edit = state.edit.value;
    if (edit) keep(edit.turn, text);
  });
  let sending = false;

  function endEdit(): void {
    drafts.forget();
    state.edit.value = undefined;
  }

  async function showBranch(turn: string, steps: 1 | -1): Promise<void> {
    let shown: string | undefined;
    await attempt(client.request('showBranch', { turn, steps }).then((told) => (shown = told.turn)));
    // The keyboard goes along to the same arrow of the other version.
    if (shown !== undefined) state.focusTool.value = { turn: shown, tool: steps === 1 ? 'next' : 'previous' };
  }

  async function sendEdit(): Promise<void> {
    const edit = state.edit.value;
    if (!edit || sending || edit.text.trim() === '') return;
    sending = true;
    drafts.flush();
    const sent = await attempt(client.request('editTurn', edit));
    sending = false;
    if (!sent) return;
    endEdit();
    state.focusRequests.value++;
  }

  async function undo(turn: string): Promise<void> {
    if (await attempt(client.request('undoDelete', { turn }))) state.focusTool.value = { turn, tool: 'delete' };
  }

  return {
    state,
    regenerate: (turn, choose) => void attempt(client.request('regenerate', { turn, choose })),
    compare: (turn) => void attempt(client.request('compare', { turn })),
    goOnWith: (turn) => void attempt(client.request('goOnWith', { turn })).then((done) => done && state.focusRequests.value++),
    stop: (turn) => void attempt(client.request('stopTurn', { turn })),
    remove(turn) {
      state.focusTool.value = { turn, tool: 'undo' };
      void attempt(client.request('deleteTurn', { turn }));
    },
    undo: (turn) => void undo(turn),
    rate(turn, value) {
      state.announcement.value = '';
      void attempt(client.request('rate', { turn, value }));
    },
    noteRating: (turn) => void attempt(client.request('noteRating', { turn })),
    showBranch: (turn, steps) => void showBranch(turn, steps),
    beginEdit(turn, text) {
      state.edit.value = { turn, text };
      keep(turn, text);
    },
    typeEdit(text) {
      const edit = state.edit.value;
      if (!edit) return;
      state.edit.value = { ...edit, text };
      drafts.saveSoon(text);
    },
    cancelEdit() {
      const edit = state.edit.value;
      if (!edit) return;
      keep(edit.turn, null);
      endEdit();
      state.focusTool.value = { turn: edit.turn, tool: 'edit' };
    },
    sendEdit: () => void sendEdit(),
  };
}
