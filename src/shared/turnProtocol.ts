// The contract about turns: what people do with them besides reading.

/** An object without anything in it. */
type Nothing = Readonly<Record<string, never>>;

/** Which of how many versions of a turn this is: `2 / 3`. */
export interface BranchView {
  /** From 1. */
  readonly place: number;
  readonly count: number;
}

/** How long a model thought, and how many tokens that took where it is known: `12.4 s`, `1.2k tokens`. */
export interface ThoughtView {
  readonly time?: string;
  readonly tokens?: string;
}

/** A tool that a model asked for, and what came of it. */
export interface ToolCallView {
  readonly id: string;
  readonly name: string;
  /** `asked`: complete, and nobody ran it. */
  readonly state: 'writing' | 'asked' | 'running' | 'done' | 'failed';
  /** As JSON. */
  readonly arguments?: string;
  readonly result?: string;
}

/** What a person thinks of an answer. */
export interface RatingView {
  readonly value: 'up' | 'down';
  readonly note?: string;
}

/** Something that was deleted and can still be had back at once. */
export interface UndoView {
  readonly turn: string;
  readonly sentence: string;
}

/** A question that is being written anew, as far as it is. */
export interface EditView {
  readonly turn: string;
  readonly text: string;
}

interface OfTurn {
  readonly turn: string;
}

/** What the page asks about turns. */
export interface TurnRequests {
  /** Answers the question once more; with `choose` a person chooses by which model. Also by a question's id. */
  readonly regenerate: { readonly parameters: OfTurn & { readonly choose: boolean }; readonly result: { readonly done: boolean } };
  /** Asks in other words. */
  readonly editTurn: { readonly parameters: OfTurn & { readonly text: string }; readonly result: Nothing };
  /** Keeps an edit that goes on; null ends it. */
  readonly keepEdit: { readonly parameters: OfTurn & { readonly text: string | null }; readonly result: Nothing };
  /** Shows the version so many steps beside; answers with its id. */
  readonly showBranch: { readonly parameters: OfTurn & { readonly steps: number }; readonly result: OfTurn };
  /** Lets a person choose models that answer the same side by side. */
  readonly compare: { readonly parameters: OfTurn; readonly result: { readonly done: boolean } };
  readonly goOnWith: { readonly parameters: OfTurn; readonly result: Nothing };
  /** Calls one answer off. */
  readonly stopTurn: { readonly parameters: OfTurn; readonly result: Nothing };
  readonly deleteTurn: { readonly parameters: OfTurn; readonly result: Nothing };
  readonly undoDelete: { readonly parameters: OfTurn; readonly result: Nothing };
  readonly rate: { readonly parameters: OfTurn & { readonly value: 'up' | 'down' | null }; readonly result: Nothing };
  /** Asks a person for a line about an answer. */
  readonly noteRating: { readonly parameters: OfTurn; readonly result: Nothing };
}
