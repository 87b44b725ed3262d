// What people do with the tree besides asking: they look at another branch, choose, delete, bring back, and rate.

import type { Answers } from './answers.ts';
import { beside, endOfPath, leaveDeleted, moveTo, showTurn, subtreeOf } from './branches.ts';
import { type Conversation, replaceTurn } from './conversation.ts';
import type { AssistantTurn, Rating, Turn } from './turn.ts';

/** What a person can say about a turn. */
type Marks = Partial<Pick<AssistantTurn, 'rating' | 'chosen' | 'comparison' | 'deleted'>>;

export interface Ways {
  /** Shows the turn so many steps beside another, and what was last seen under it; undefined beyond the ends. */
  readonly showBeside: (turn: string, steps: number) => Turn | undefined;
  /** Shows the path through a turn. An answer that is compared becomes the one that the conversation goes on with. */
  readonly goOnWith: (turn: string) => void;
  /** Hides a turn and all that hangs under it; says how many turns that were. What is on its way there is called off. */
  readonly delete: (turn: string) => number;
  /** Brings back what was deleted, and shows it. */
  readonly bringBack: (turn: string) => void;
  /** Keeps with an answer what a person thinks of it; undefined takes it away. */
  readonly rate: (answer: string, rating: Rating | undefined) => void;
}

export interface WaysPorts {
  readonly answers: Pick<Answers, 'settle' | 'change' | 'stop'>;
  readonly conversation: () => Conversation;
  readonly replace: (conversation: Conversation) => void;
  readonly now: () => number;
  readonly onMarked: (turn: Turn) => void;
  readonly onMoved: () => void;
}

export function createWays({ answers, conversation, replace, now, onMarked, onMoved }: WaysPorts): Ways & { readonly mark: (turn: string, marks: Marks) => void } {
  const find = (id: string): Turn | undefined => conversation().turns.get(id);

  function mark(id: string, marks: Marks): void {
    answers.settle();
    const turn = find(id);
    if (!turn) return;
    answers.change(id, (growing) => ({ ...growing, ...marks }));
    const marked = { ...turn, ...marks } as Turn;
    replace(replaceTurn(conversation(), marked));
    onMarked(marked);
  }

  function goTo(next: Conversation): void {
    replace(next);
    onMoved();
  }

  return {
    mark,
    showBeside(id, steps) {
      answers.settle();
      const next = beside(conversation(), id, steps);
      if (next) goTo(showTurn(conversation(), next.id));
      return next;
    },
    goOnWith(id) {
      answers.settle();
      const turn = find(id);
      if (!turn || turn.deleted !== undefined) return;
      if (turn.kind === 'assistant' && turn.comparison !== undefined) mark(id, { chosen: true });
      goTo(moveTo(conversation(), endOfPath(conversation(), id)));
    },
    delete(id) {
      const turn = find(id);
      if (!turn || turn.deleted !== undefined) return 0;
      const gone = [...subtreeOf(conversation(), id)].filter((one) => find(one)?.deleted === undefined);
      for (const one of gone) answers.stop(one);
      mark(id, { deleted: now() });
      goTo(leaveDeleted(conversation()));
      return gone.length;
    },
    bringBack(id) {
      if (find(id)?.deleted === undefined) return;
      mark(id, { deleted: undefined });
      goTo(showTurn(conversation(), id));
    },
    rate(id, rating) {
      if (find(id)?.kind === 'assistant') mark(id, { rating });
    },
  };
}
