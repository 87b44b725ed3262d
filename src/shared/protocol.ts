// The contract between the extension host and the page: data only, nothing secret.
//
// The host owns the state. The page asks for one snapshot when it is ready, then grows it with numbered
// batches of changes. A gap in the numbers makes the page ask for a new snapshot; a page may die at any moment.

import type { ComposerRequests, ComposerView } from './composerProtocol.ts';
import type { BranchView, EditView, RatingView, ThoughtView, ToolCallView, TurnRequests, UndoView } from './turnProtocol.ts';

/** Which turn states still change by themselves. */
export type TurnState = 'waiting' | 'streaming' | 'done' | 'stopped' | 'failed' | 'interrupted' | 'length';

/** Something a person can press that mends a problem; the host knows what it does. */
export interface ButtonView {
  readonly id: string;
  readonly label: string;
}

/** A problem in words for people, with the ways out. */
export interface ProblemView {
  readonly sentence: string;
  /** What an engineer may want to know; shown folded. */
  readonly detail?: string;
  readonly buttons: readonly ButtonView[];
}

/** What an answer waits for, with the ways to wait no longer. */
export interface WaitView {
  readonly sentence: string;
  /** Milliseconds that were left when this was sent. Undefined: until others are done. */
  readonly left?: number;
  /** `attempt 2 of 4` */
  readonly attempt?: string;
  readonly buttons: readonly ButtonView[];
}

/** What a turn used, already in words: `412 tokens`, `~380 tokens`, `$0.0042`, `45 tokens/s`. */
export interface MeterView {
  readonly tokens: string;
  readonly cost?: string;
  readonly speed?: string;
  /** `0.8 s to the first token, 9.7 s in all` */
  readonly time?: string;
  /** The whole story for a tooltip and a screen reader. */
  readonly explanation: string;
}

/** How an answer's cost came about, in words, line by line. */
export interface BillView {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly lines: readonly BillLine[];
  /** Undefined when it is not known. */
  readonly total?: string;
  /** Where the figures are from, and what is missing. */
  readonly notes: readonly string[];
}

/** `12,000` tokens at `$2.00 / 1M` make `$0.024`. */
export interface BillLine {
  readonly label: string;
  readonly count: string;
  readonly rate: string;
  readonly amount: string;
}

/** A piece of code or a file that went along with a question. */
export interface AttachmentView {
  readonly label: string;
  readonly detail: string;
}

/** One turn as the page shows it. */
export interface TurnView {
  readonly id: string;
  readonly author: 'you' | 'assistant';
  readonly text: string;
  readonly thinking: string;
  readonly state: TurnState;
  readonly attachments: readonly AttachmentView[];
  /** Who answers, for the assistant's turns: `openai/gpt-6-sol`. */
  readonly model?: string;
  /** A lasting label beside the model: `demo, no model`. */
  readonly badge?: string;
  readonly notices: readonly string[];
  readonly problem?: ProblemView;
  readonly wait?: WaitView;
  readonly meter?: MeterView;
  readonly thought?: ThoughtView;
  readonly toolCalls?: readonly ToolCallView[];
  /** Left out where there is one version only. */
  readonly branch?: BranchView;
  readonly rating?: RatingView;
  /** Answers of other models to the same question, to be seen beside this one. */
  readonly columns?: readonly TurnView[];
}

/** The model the next message goes to. */
export interface ModelView {
  readonly reference: string;
  /** Its price and window, in words. */
  readonly facts?: string;
  readonly badge?: string;
}

/** What the message in the composer would use, in words. */
export interface EstimateView {
  /** `1,204 tokens`, `~1.2k tokens`. */
  readonly tokens: string;
  /** False for a guess: then the vendor can be asked. */
  readonly exact: boolean;
  /** `4 % of 200k`. */
  readonly share?: string;
  /** How full the model's window would be. */
  readonly level: 'fine' | 'near' | 'over';
  /** `~$0.0034 to $0.31`, `free`. */
  readonly cost?: string;
  readonly parts: readonly { readonly label: string; readonly tokens: string }[];
  /** What else is to be known, in sentences. */
  readonly notes: readonly string[];
  /** The same question elsewhere. */
  readonly others: readonly { readonly model: string; readonly cost: string }[];
}

/** Everything the page needs to draw itself from nothing. */
export interface Snapshot {
  /** The number of the last batch already contained. */
  readonly sequence: number;
  readonly conversation: string;
  readonly turns: readonly TurnView[];
  readonly model: ModelView;
  /** What was typed and not sent. */
  readonly draft: string;
  /** Where the reader was; left out at the end. */
  readonly scroll?: ScrollView;
  /** True while an answer is on its way: Send becomes Stop. */
  readonly busy: boolean;
  /** What was deleted a moment ago. */
  readonly undo?: UndoView;
  /** The question that is being written anew. */
  readonly edit?: EditView;
  /** What goes along with the draft, and what waits in line. */
  readonly composer: ComposerView;
}

/** What is at the top of the page. */
export interface ScrollView {
  readonly turn: string;
  /** Pixels of it that are above the top. */
  readonly offset: number;
}

/** One change to the state. */
export type Change =
  | { readonly type: 'turn-added'; readonly turn: TurnView }
  | { readonly type: 'turn-grew'; readonly id: string; readonly text: string; readonly thinking: string }
  | { readonly type: 'turn-changed'; readonly id: string; readonly changes: TurnChanges }
  | { readonly type: 'turn-removed'; readonly id: string }
  | { readonly type: 'model-changed'; readonly model: ModelView }
  | { readonly type: 'busy-changed'; readonly busy: boolean }
  | { readonly type: 'composer-changed'; readonly composer: ComposerView }
  | { readonly type: 'undo-changed'; readonly undo: UndoView | null }
  | { readonly type: 'estimate-changed'; readonly estimate: EstimateView | null }
  /** A new conversation was opened, or too much changed at once: ask for a snapshot. */
  | { readonly type: 'everything-changed' }
  /** Something that was sent came to nothing: put it back, unless something else is being typed. */
  | { readonly type: 'draft-restored'; readonly text: string }
  /** It is asked again after all: take it out of the composer, unless it was changed there. */
  | { readonly type: 'draft-withdrawn'; readonly text: string }
  /** Put the keyboard into the composer. */
  | { readonly type: 'composer-focused' };

/** What may change about a turn besides its growing text. `null` takes a thing away. */
export interface TurnChanges {
  readonly state?: TurnState;
  readonly notices?: readonly string[];
  readonly problem?: ProblemView | null;
  readonly wait?: WaitView | null;
  readonly meter?: MeterView;
  readonly thought?: ThoughtView;
  readonly toolCalls?: readonly ToolCallView[];
  readonly rating?: RatingView | null;
}

/** A request from the page, what it carries, and what comes back. */
export interface Requests extends ComposerRequests, TurnRequests {
  readonly ready: { readonly parameters: Nothing; readonly result: Snapshot };
  readonly send: { readonly parameters: { readonly text: string }; readonly result: Done };
  readonly stop: { readonly parameters: Nothing; readonly result: Done };
  readonly saveDraft: { readonly parameters: { readonly text: string }; readonly result: Done };
  /** Nothing: at the end. */
  readonly saveScroll: { readonly parameters: { readonly place?: ScrollView | undefined }; readonly result: Done };
  readonly pressButton: { readonly parameters: { readonly turn: string; readonly button: string }; readonly result: Done };
  readonly switchModel: { readonly parameters: Nothing; readonly result: Done };
  /** Asks the vendor how many tokens the message in the composer has; answers with a sentence. */
  readonly countExactly: { readonly parameters: Nothing; readonly result: { readonly sentence: string } };
  /** How the cost of an answer came about. */
  readonly explainCost: { readonly parameters: { readonly turn: string }; readonly result: BillView };
  readonly copy: { readonly parameters: { readonly text: string }; readonly result: Done };
  readonly insertAtCursor: { readonly parameters: { readonly text: string }; readonly result: Done };
  /** The person chooses where; false when they thought better of it. */
  readonly saveCode: { readonly parameters: CodePiece; readonly result: { readonly done: boolean } };
  /** Asks every time, with the whole command in sight. */
  readonly runCode: { readonly parameters: CodePiece; readonly result: { readonly done: boolean } };
  /** Shows it beside the file it names, else beside what is open in the editor. */
  readonly diffCode: { readonly parameters: CodePiece; readonly result: { readonly done: boolean } };
  readonly openLink: { readonly parameters: { readonly address: string }; readonly result: Done };
  /** The page tells of its own failure, so that it is in the log. */
  readonly reportFailure: { readonly parameters: { readonly message: string }; readonly result: Done };
}

/** A block of code in an answer, with what the answer calls it. */
export interface CodePiece {
  readonly text: string;
  readonly language: string;
  readonly file?: string | undefined;
}

/** An object without anything in it. */
export type Nothing = Readonly<Record<string, never>>;
export type Done = Nothing;
export type RequestName = keyof Requests;
export type Parameters<N extends RequestName> = Requests[N]['parameters'];
export type Result<N extends RequestName> = Requests[N]['result'];

/** Why a request failed. The sentence is fit for a person. */
export interface Failure {
  readonly code: 'busy' | 'empty' | 'too-long' | 'unknown' | 'malformed' | 'failed';
  readonly sentence: string;
}

/** From the page to the host. */
export interface RequestMessage<N extends RequestName = RequestName> {
  readonly kind: 'request';
  readonly id: number;
  readonly name: N;
  readonly parameters: Parameters<N>;
}

/** From the host to the page. */
export type HostMessage =
  | { readonly kind: 'response'; readonly id: number; readonly result: Result<RequestName> }
  | { readonly kind: 'response'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'changes'; readonly sequence: number; readonly changes: readonly Change[] }
  /** A batch with one change: text for the turn that the batches before named last (`growth.ts`). */
  | { readonly kind: 'more'; readonly sequence: number; readonly text: string };
