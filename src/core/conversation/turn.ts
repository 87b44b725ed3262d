// A turn: what was asked, or what was answered.

import type { LlmError } from '../model/llmError.ts';
import type { AssistantMessage, UserMessage } from '../model/message.ts';
import type { FinishReason } from '../model/streamEvent.ts';
import type { Money } from '../model/money.ts';
import type { Usage } from '../model/usage.ts';
import type { Wait } from '../model/wait.ts';

/** A file or piece of code that goes along with a question, for people to see. */
export interface Attachment {
  readonly label: string;
  readonly detail: string;
}

/** What a person thinks of an answer. It stays here. */
export interface Rating {
  readonly value: 'up' | 'down';
  readonly note?: string | undefined;
}

export interface UserTurn {
  readonly kind: 'user';
  readonly id: string;
  readonly parent: string | undefined;
  /** What people see; `parts` is what the model gets. */
  readonly text: string;
  readonly parts: UserMessage['parts'];
  readonly attachments: readonly Attachment[];
  /** What goes before it to show how it is to be answered; not shown as turns. */
  readonly examples?: readonly (UserMessage | AssistantMessage)[];
  readonly task: string;
  /** Who is to answer, where the question itself says so. */
  readonly model?: string;
  /** When a person deleted it with all that hangs under it. Then it is hidden, not gone. */
  readonly deleted?: number | undefined;
}

export interface AssistantTurn {
  readonly kind: 'assistant';
  readonly id: string;
  readonly parent: string;
  /** The reference that was asked for. */
  readonly model: string;
  /** Who answers, where that is another: one of a route's models, or who goes on. */
  readonly answering?: string | undefined;
  readonly text: string;
  readonly thinking: string;
  readonly notices: readonly string[];
  readonly startedAt: number;
  /** When the first of it could be seen. */
  readonly firstAt?: number;
  /** About how many tokens came so far, until the vendor tells. */
  readonly estimatedOutput: number;
  /** What was used before it was gone on with. */
  readonly earlier?: Pick<TurnEnd, 'usage' | 'cost' | 'parts'>;
  /** When the first word after its thoughts came. */
  readonly thoughtUntil?: number;
  /** The tools it asked for. */
  readonly toolCalls?: readonly ToolAsked[];
  /** True once it asked for a tool: then it cannot be gone on with. */
  readonly askedForTool?: true;
  /** True while it is on its way in another window or process, which alone changes it. */
  readonly elsewhere?: true;
  readonly rating?: Rating | undefined;
  /** Which comparison it stands in beside answers of other models. */
  readonly comparison?: string | undefined;
  /** True for the answer of a comparison that the conversation goes on with. */
  readonly chosen?: true | undefined;
  readonly deleted?: number | undefined;
  /** What it waits for right now. */
  readonly wait?: Wait | undefined;
  /** Undefined while the answer is on its way. */
  readonly end: TurnEnd | undefined;
}

/** A tool that an answer asked for. */
export interface ToolAsked {
  readonly id: string;
  readonly name: string;
  /** As JSON; undefined until they are complete. */
  readonly arguments?: string;
}

export interface TurnEnd {
  readonly reason: FinishReason;
  readonly error: LlmError | undefined;
  readonly usage: Usage;
  readonly cost: Money;
  readonly servedModel: string | undefined;
  readonly serviceTier: string | undefined;
  /** How many requests made it, where more than one did. */
  readonly parts?: number | undefined;
  readonly endedAt: number;
}

export type Turn = UserTurn | AssistantTurn;

/** True when an answer ended without anything to read. */
export function cameToNothing(turn: Turn): boolean {
  return turn.kind === 'assistant' && turn.end !== undefined && turn.text === '' && turn.thinking === '';
}

/** The model that answers, as far as that is known. */
export function answeringModel({ model, answering }: AssistantTurn): string {
  return answering ?? model;
}

/** True when there is a text that ended before its end. */
export function canContinue({ text, end, askedForTool }: AssistantTurn): boolean {
  return end !== undefined && text.trim() !== '' && !askedForTool && (end.reason === 'length' || end.reason === 'interrupted' || end.reason === 'error');
}
