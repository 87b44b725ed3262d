// What the page can ask about turns, and what the host does about it.

import { localize } from '../../../core/base/localize.ts';
import type { Session } from '../../../core/conversation/session.ts';
import { lastDeleted } from '../../../core/conversation/branches.ts';
import type { Turn } from '../../../core/conversation/turn.ts';
import type { HandlersOf } from '../../../shared/answer.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { TurnRequests } from '../../../shared/turnProtocol.ts';
import type { TurnState } from './turnState.ts';

export type TurnHandlers = HandlersOf<TurnRequests>;

export interface TurnPorts {
  /** The conversation that is shown, at this moment. */
  readonly shown: () => Session;
  readonly state: TurnState;
  readonly quietly: (work: Promise<unknown>) => void;
  /** A question is asked again after all: it goes out of the composer. */
  readonly withdrawDraft: () => void;
  /** False when the person thought better of it. */
  readonly mayBeSent: (text: string) => Promise<boolean>;
  /** One model for a question; undefined when the person thought better of it. */
  readonly chooseModel: (session: Session, turn: string) => Promise<string | undefined>;
  /** One or two models to compare with. */
  readonly chooseCompared: (session: Session, turn: string) => Promise<readonly string[] | undefined>;
  readonly askNote: (before: string | undefined) => PromiseLike<string | undefined>;
}

const done = {};
const longestNote = 2_000;

export function createTurnHandlers({ shown, state, quietly, withdrawDraft, mayBeSent, chooseModel, chooseCompared, askNote }: TurnPorts): TurnHandlers {
  function find(id: string): { readonly session: Session; readonly turn: Turn } {
    const session = shown();
    const turn = session.conversation().turns.get(id);
    if (!turn) throw new RequestFailed({ code: 'unknown', sentence: localize('That is no longer in this conversation.') });
    return { session, turn };
  }
  /** Refuses at once, before a person is asked anything. */
  function idle(id: string): Session {
    const { session } = find(id);
    if (session.busy) throw new RequestFailed({ code: 'busy', sentence: localize('An answer is still on its way. Stop it first, or wait for its end.') });
    return session;
  }
  function start(work: Promise<boolean>): void {
    state.withdraw();
    quietly(work);
  }
  return {
    async regenerate({ turn, choose }) {
      const session = idle(turn);
      const model = choose ? await chooseModel(session, turn) : undefined;
      if (choose && model === undefined) return { done: false };
      idle(turn);
      withdrawDraft();
      start(session.askAgain(turn, model));
      return { done: true };
    },
    async editTurn({ turn, text }) {
      if (text.trim() === '') throw new RequestFailed({ code: 'empty', sentence: localize('There is nothing to send yet.') });
      const session = idle(turn);
      if (!(await mayBeSent(text))) throw new RequestFailed({ code: 'failed', sentence: localize('It was not sent.') });
      idle(turn);
      state.keepEdit(turn, null);
      start(session.askEdited(turn, text));
      return done;
    },
    keepEdit({ turn, text }) {
      state.keepEdit(turn, text);
      return done;
    },
    showBranch({ turn, steps }) {
      const next = find(turn).session.showBeside(turn, steps);
      if (!next) throw new RequestFailed({ code: 'unknown', sentence: localize('There is no other version on this side.') });
      return { turn: next.id };
    },
    async compare({ turn }) {
      const session = idle(turn);
      const models = await chooseCompared(session, turn);
      if (!models) return { done: false };
      idle(turn);
      start(session.compare(turn, models));
      return { done: true };
    },
    goOnWith({ turn }) {
      find(turn).session.goOnWith(turn);
      return done;
    },
    stopTurn({ turn }) {
      find(turn).session.stop(turn);
      return done;
    },
    deleteTurn({ turn }) {
      const { session, turn: found } = find(turn);
      const hidden = session.delete(turn);
      if (hidden > 0) state.offer({ turn, sentence: deletedWords(found, hidden) });
      return done;
    },
    undoDelete({ turn }) {
      find(turn).session.bringBack(turn);
      state.withdraw();
      return done;
    },
    rate({ turn, value }) {
      const { session, turn: found } = find(turn);
      const note = found.kind === 'assistant' ? found.rating?.note : undefined;
      session.rate(turn, value === null ? undefined : { value, ...(note !== undefined && { note }) });
      return done;
    },
    async noteRating({ turn }) {
      const { session, turn: found } = find(turn);
      const rating = found.kind === 'assistant' ? found.rating : undefined;
      if (!rating) throw new RequestFailed({ code: 'unknown', sentence: localize('Rate the answer first.') });
      const note = await askNote(rating.note);
      if (note === undefined) return done;
      const words = note.trim().slice(0, longestNote);
      session.rate(turn, { value: rating.value, ...(words !== '' && { note: words }) });
      return done;
    },
  };
}

/** Brings back what was deleted last in a conversation; false when there is nothing. */
export function bringBackLast(session: Session): boolean {
  const last = lastDeleted(session.conversation());
  if (last) session.bringBack(last.id);
  return last !== undefined;
}

function deletedWords({ kind }: Turn, hidden: number): string {
  const more = hidden - 1;
  if (kind === 'user') {
    if (more === 0) return localize('Question deleted.');
    return more === 1 ? localize('Question and what follows it deleted.') : localize('Question and the {0} turns that follow it deleted.', more);
  }
  if (more === 0) return localize('Answer deleted.');
  return more === 1 ? localize('Answer and what follows it deleted.') : localize('Answer and the {0} turns that follow it deleted.', more);
}
