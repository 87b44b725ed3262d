// Ties the page's state to the host: what arrives changes the state, what people do becomes a request.

import { createGrowth } from '../../shared/growth.ts';
import { createRequestClient } from '../../shared/requestClient.ts';
import type { BillView, CodePiece, HostMessage, RequestMessage, ScrollView } from '../../shared/protocol.ts';
import { applyChanges, applySnapshot, type PageState } from '../state/pageState.ts';
import { words } from '../words.ts';
import { type ComposerActions, createComposerActions } from './composerActions.ts';
import { createDrafts } from './drafts.ts';
import { reportFailure } from './failures.ts';
import { createTurnActions, type TurnActions } from './turnActions.ts';
import { Updates } from './updates.ts';

/** What people can do; none of these ever rejects. */
export interface Actions extends ComposerActions {
  /** What can be done with turns. */
  readonly turns: TurnActions;
  /** Sends the draft, or lets it wait in line while an answer comes. It comes back into the composer when it could not be sent. */
  readonly send: () => Promise<void>;
  readonly stop: () => void;
  readonly type: (text: string) => void;
  /** Keeps what was typed, now. */
  readonly keepDraft: () => void;
  /** Keeps where the reader is; undefined at the end. */
  readonly keepScroll: (place: ScrollView | undefined) => void;
  readonly pressButton: (turn: string, button: string) => void;
  readonly switchModel: () => void;
  /** The vendor's own count in a sentence; undefined when it could not be had. */
  readonly countExactly: () => Promise<string | undefined>;
  /** Undefined when it could not be had; then the sentence is shown. */
  readonly explainCost: (turn: string) => Promise<BillView | undefined>;
  readonly copy: (text: string) => Promise<boolean>;
  readonly insertAtCursor: (text: string) => Promise<boolean>;
  readonly saveCode: (code: CodePiece) => Promise<boolean>;
  readonly runCode: (code: CodePiece) => Promise<boolean>;
  readonly diffCode: (code: CodePiece) => Promise<boolean>;
  readonly openLink: (address: string) => void;
  readonly reportFailure: (message: string) => void;
  readonly reload: () => void;
}

/** Starts listening and asks for the first snapshot. */
export function connect(state: PageState, post: (message: RequestMessage) => void): Actions {
  const client = createRequestClient(post);
  const drafts = createDrafts((text) => void attempt(client.request('saveDraft', { text })));
  let typedSinceAsked = false;
  const updates = new Updates({
    fetchSnapshot() {
      // What was typed until now is in the snapshot; what is typed from now on is newer than it.
      drafts.flush();
      typedSinceAsked = false;
      return client.request('ready', {});
    },
    applySnapshot: (snapshot) => applySnapshot(state, snapshot, typedSinceAsked),
    applyChanges: (changes) => applyChanges(state, changes),
    onFailure(failure) {
      reportFailure(failure);
      state.notLoaded.value = state.conversation.value === undefined;
      state.failure.value = words.notLoaded;
    },
  });

  /** True when it was done; otherwise the sentence is shown. */
  async function attempt(request: Promise<unknown>): Promise<boolean> {
    try {
      await request;
      return true;
    } catch (failure) {
      state.failure.value = failure instanceof Error ? failure.message : String(failure);
      return false;
    }
  }

  /** The same for what a person may think better of. */
  async function attemptCode(name: 'saveCode' | 'runCode' | 'diffCode', code: CodePiece): Promise<boolean> {
    let done = false;
    await attempt(client.request(name, code).then((told) => ({ done } = told)));
    return done;
  }

  const growth = createGrowth();
  addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.data.kind === 'response') client.settle(event.data);
    else updates.take(growth.expand(event.data));
  });
  addEventListener('pagehide', drafts.flush);
  document.addEventListener('visibilitychange', () => document.hidden && drafts.flush());
  void updates.refresh();

  let sending = false;
  return {
    ...createComposerActions(client, attempt),
    turns: createTurnActions(client, state, attempt),
    async send() {
      const text = state.draft.value;
      if (sending || (text.trim() === '' && state.composer.value.chips.length === 0)) return;
      sending = true;
      drafts.forget();
      state.failure.value = undefined;
      state.draft.value = '';
      const sent = await attempt(client.request('send', { text }));
      sending = false;
      if (sent) return;
      state.draft.value = state.draft.value === '' ? text : `${text}\n${state.draft.value}`;
      drafts.save(state.draft.value);
    },
    stop: () => void attempt(client.request('stop', {})),
    type(text) {
      typedSinceAsked = true;
      state.draft.value = text;
      state.failure.value = undefined;
      drafts.saveSoon(text);
    },
    keepDraft: drafts.flush,
    // The place is a comfort: when it cannot be kept nobody has to know.
    keepScroll: (place) => void client.request('saveScroll', { place }).catch(() => {}),
    pressButton: (turn, button) => void attempt(client.request('pressButton', { turn, button })),
    switchModel: () => void attempt(client.request('switchModel', {})),
    async countExactly() {
      drafts.flush();
      let sentence: string | undefined;
      await attempt(client.request('countExactly', {}).then((told) => ({ sentence } = told)));
      return sentence;
    },
    async explainCost(turn) {
      let bill: BillView | undefined;
      await attempt(client.request('explainCost', { turn }).then((told) => (bill = told)));
      return bill;
    },
    copy: (text) => attempt(client.request('copy', { text })),
    insertAtCursor: (text) => attempt(client.request('insertAtCursor', { text })),
    saveCode: (code) => attemptCode('saveCode', code),
    runCode: (code) => attemptCode('runCode', code),
    diffCode: (code) => attemptCode('diffCode', code),
    openLink: (address) => void attempt(client.request('openLink', { address })),
    // A report that fails has nobody left to be told.
    reportFailure: (message) => void client.request('reportFailure', { message }).catch(() => {}),
    reload: () => void updates.refresh(),
  };
}
