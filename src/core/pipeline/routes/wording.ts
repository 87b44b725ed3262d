// What a person reads when another model answers, or goes on.

import type { ErrorKind } from '../../model/llmError.ts';
import { LlmError } from '../../model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import { happened } from '../happened.ts';

/** One that failed, and the one that is asked now. */
export interface Change {
  readonly from: string;
  readonly to: string;
  readonly end: FinishEvent;
  /** How far the answer had come. */
  readonly at: 'nothing' | 'thoughts' | 'text';
}

/** A change in a sentence that names both. */
export function changeNotice({ from, to, end, at }: Change): StreamEvent {
  const same = from === to;
  if (at === 'text') {
    if (end.reason.unified === 'length') return notice('continued', `The answer reached the longest output of ${from}, which is asked to go on.`);
    return notice('continued', same ? `${from} broke off in the middle and is asked to go on.` : `${from} broke off in the middle; ${to} goes on.`);
  }
  const why = at === 'thoughts' ? 'broke off while it was thinking' : (happened[kindOf(end)] ?? 'failed');
  return notice('fallback', same ? `${from} ${why} and is asked again.` : `${from} ${why}; ${to} is asked instead.`);
}

/** The error of the first that failed, with all that were tried. */
export function triedError(first: LlmError, tried: readonly FinishEvent[]): LlmError {
  const list = tried.map((end) => `${end.model} [${kindOf(end)}]`).join(', ');
  return new LlmError({ ...first.facts, message: `${first.message} Tried: ${list}.` }, { cause: first.cause });
}

function kindOf({ error, reason }: FinishEvent): ErrorKind {
  if (error) return error.kind;
  return reason.unified === 'refusal' || reason.unified === 'content-filter' ? 'content-filter' : reason.unified === 'context-overflow' ? 'context-overflow' : 'interrupted';
}

function notice(code: string, message: string): StreamEvent {
  return { type: 'notice', code, message };
}
