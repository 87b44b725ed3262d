// One turn as signals: what grows or changes redraws itself and nothing else.

import { signal, type Signal } from '@preact/signals';
import type { AttachmentView, MeterView, ProblemView, TurnChanges, TurnState, TurnView, WaitView } from '../../shared/protocol.ts';
import type { BranchView, RatingView, ThoughtView, ToolCallView } from '../../shared/turnProtocol.ts';
import { GrowingText } from './growingText.ts';

/** A wait, and when it is over by this page's own clock. */
export interface Waiting extends WaitView {
  readonly until: number | undefined;
}

/** A turn that can change. */
export interface TurnModel {
  readonly id: string;
  readonly author: TurnView['author'];
  readonly model: string | undefined;
  readonly badge: string | undefined;
  readonly attachments: readonly AttachmentView[];
  readonly text: GrowingText;
  readonly thinking: GrowingText;
  readonly state: Signal<TurnState>;
  readonly notices: Signal<readonly string[]>;
  readonly problem: Signal<ProblemView | undefined>;
  readonly meter: Signal<MeterView | undefined>;
  readonly wait: Signal<Waiting | undefined>;
  readonly thought: Signal<ThoughtView | undefined>;
  readonly toolCalls: Signal<readonly ToolCallView[]>;
  readonly branch: Signal<BranchView | undefined>;
  readonly rating: Signal<RatingView | undefined>;
  /** Answers of other models, to be seen beside this one. */
  readonly columns: Signal<readonly TurnModel[]>;
}

export function createTurn(view: TurnView): TurnModel {
  return {
    id: view.id,
    author: view.author,
    model: view.model,
    badge: view.badge,
    attachments: view.attachments,
    text: new GrowingText(view.text),
    thinking: new GrowingText(view.thinking),
    state: signal(view.state),
    notices: signal(view.notices),
    problem: signal(view.problem),
    meter: signal(view.meter),
    wait: signal(waiting(view.wait)),
    thought: signal(view.thought),
    toolCalls: signal(view.toolCalls ?? []),
    branch: signal(view.branch),
    rating: signal(view.rating),
    columns: signal((view.columns ?? []).map(createTurn)),
  };
}

/** Takes over what changed. */
export function changeTurn(turn: TurnModel, changes: TurnChanges): void {
  if (changes.state !== undefined) turn.state.value = changes.state;
  if (changes.notices !== undefined) turn.notices.value = changes.notices;
  if (changes.problem !== undefined) turn.problem.value = changes.problem ?? undefined;
  if (changes.wait !== undefined) turn.wait.value = waiting(changes.wait ?? undefined);
  if (changes.meter !== undefined) turn.meter.value = changes.meter;
  if (changes.thought !== undefined) turn.thought.value = changes.thought;
  if (changes.toolCalls !== undefined) turn.toolCalls.value = changes.toolCalls;
  if (changes.rating !== undefined) turn.rating.value = changes.rating ?? undefined;
}

/** Brings a turn up to a newer view of it and keeps what is drawn; false when the view is of something else. */
export function catchUp(turn: TurnModel, view: TurnView): boolean {
  const text = turn.text.toString();
  const thinking = turn.thinking.toString();
  const same = turn.author === view.author && turn.model === view.model && turn.badge === view.badge;
  const sameAttachments = JSON.stringify(turn.attachments) === JSON.stringify(view.attachments);
  if (!same || !sameAttachments || !view.text.startsWith(text) || !view.thinking.startsWith(thinking)) return false;
  turn.text.append(view.text.slice(text.length));
  turn.thinking.append(view.thinking.slice(thinking.length));
  turn.state.value = view.state;
  turn.notices.value = view.notices;
  turn.problem.value = view.problem;
  turn.meter.value = view.meter;
  turn.wait.value = waiting(view.wait);
  turn.thought.value = view.thought;
  turn.toolCalls.value = view.toolCalls ?? [];
  turn.branch.value = view.branch;
  turn.rating.value = view.rating;
  turn.columns.value = catchUpAll(turn.columns.peek(), view.columns ?? []);
  return true;
}

/** The models of these views; those that are still the same stay. */
export function catchUpAll(turns: readonly TurnModel[], views: readonly TurnView[]): readonly TurnModel[] {
  if (turns.length === 0 && views.length === 0) return turns;
  const known = new Map(turns.map((turn) => [turn.id, turn]));
  return views.map((view) => {
    const turn = known.get(view.id);
    return turn && catchUp(turn, view) ? turn : createTurn(view);
  });
}

function waiting(view: WaitView | undefined): Waiting | undefined {
  return view && { ...view, until: view.left === undefined ? undefined : performance.now() + view.left };
}

/** True while text may still come. */
export function isGrowing(state: TurnState): boolean {
  return state === 'waiting' || state === 'streaming';
}
