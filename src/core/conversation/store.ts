// Where conversations are kept, as a port: turns as they come, answers as they grow, and how to find them again.

import type { MoneySum } from '../model/money.ts';
import type { Conversation } from './conversation.ts';
import type { TurnRecord } from './turnRecord.ts';

/** The conversation that a turn is kept in. It comes into being with its first turn. */
export interface KeptIn {
  readonly id: string;
  readonly workspace: string | undefined;
  readonly head: string | undefined;
  readonly mode: string | undefined;
  /** Which way was taken last at each fork. */
  readonly ways: Readonly<Record<string, string>>;
}

/** What came of an answer on its way since it was last heard of. */
export interface Piece {
  readonly turn: string;
  /** How many characters are kept before it, of text and thinking together. */
  readonly place: number;
  readonly text: string;
  readonly thinking: string;
  /** All but the texts, as it is now. */
  readonly body: string;
}

/** Who gave a conversation its title. A later one does not replace a person's. */
export type TitledBy = 'question' | 'model' | 'person';

/** What people decide about a conversation. */
export interface CardChanges {
  readonly title?: { readonly text: string; readonly by: TitledBy };
  readonly pinned?: boolean;
  readonly archived?: boolean;
  /** True puts it among the deleted ones, false takes it back. */
  readonly deleted?: boolean;
  /** Its system prompt, by name. */
  readonly mode?: string | null;
}

/** Where somebody was in a conversation. */
export interface Place {
  /** What was typed and not sent. */
  readonly draft: string;
  /** What was at the top of the page; undefined at the end. */
  readonly scroll: ScrollAnchor | undefined;
}

export interface ScrollAnchor {
  readonly turn: string;
  /** Pixels of it that were above the top. */
  readonly offset: number;
}

/** A conversation in a list. */
export interface Card {
  readonly id: string;
  readonly title: string;
  readonly titledBy: TitledBy;
  /** Who was asked last. */
  readonly model: string | undefined;
  readonly mode: string | undefined;
  readonly workspace: string | undefined;
  readonly created: number;
  readonly changed: number;
  readonly pinned: boolean;
  readonly archived: boolean;
  /** When it was deleted. */
  readonly deleted: number | undefined;
  readonly turns: number;
  /** By the ledger. */
  readonly spend: MoneySum;
  /** Where the words were found. Left out for a title. */
  readonly found?: Found;
}

/** A piece of a turn with the words that were looked for. */
export interface Found {
  readonly turn: string;
  readonly text: string;
  /** From and to, in characters of `text`. */
  readonly matches: readonly (readonly [from: number, to: number])[];
}

/** Which conversations. What is left out makes no difference. */
export interface Wish {
  /** Words that all have to be in one message, or in the title; the beginnings of words will do. */
  readonly words?: string;
  readonly from?: number;
  readonly to?: number;
  /** A model that was asked in it. */
  readonly model?: string;
  readonly workspace?: string;
  /** Dollars at least. */
  readonly cost?: number;
  readonly pinned?: boolean;
  /** Left out: those that are not. */
  readonly archived?: boolean;
  /** Left out: those that are not. */
  readonly deleted?: boolean;
}

/** A page of a list; `next` leads to the one after it. */
export interface Page {
  readonly cards: readonly Card[];
  readonly next: string | undefined;
}

/** A conversation with what is known about it. */
export interface Kept {
  readonly conversation: Conversation;
  readonly card: Card;
  readonly place: Place;
  /** Of what was read; for `since`. */
  readonly revision: number;
}

/** What others added meanwhile. */
export interface News {
  readonly conversation: Conversation;
  readonly revision: number;
  /** True while somebody else's answer is on its way in it. */
  readonly growing: boolean;
}

/** All reject with a sentence when it cannot be done right now. What is asked first is done first. */
export interface ConversationStore {
  /** Keeps a turn as it is now. */
  keepTurn(where: KeptIn, turn: TurnRecord): Promise<void>;
  /** Rejects when what came before it is not there: then the turn has to be kept whole. */
  grow(where: KeptIn, piece: Piece): Promise<void>;
  keepHead(where: KeptIn): Promise<void>;
  keepPlace(where: Pick<KeptIn, 'id' | 'workspace'>, place: Place): Promise<void>;
  /** Where somebody was in it last; undefined when nothing of it is kept. */
  place(id: string): Promise<Place | undefined>;
  change(id: string, changes: CardChanges): Promise<void>;
  /** Undefined when there is none. */
  load(id: string): Promise<Kept | undefined>;
  /** What other windows and processes added after a revision. */
  since(id: string, revision: number): Promise<News | undefined>;
  card(id: string): Promise<Card | undefined>;
  /** Newest first, the pinned before all others. `after` is a page's `next`. */
  list(wish: Wish, limit: number, after?: string): Promise<Page>;
  /** Lets go for good of deleted ones, from before an instant. Says how many. */
  empty(deletedBefore: number): Promise<number>;
  /** Lets go for good of those that did not change since an instant, but for the pinned. Says how many. */
  forget(changedBefore: number): Promise<number>;
}
