// Handlers that fail as they are told, for tests of the layers around them.

import type { Call } from '../../../../src/core/model/call.ts';
import { cancelled, finish, finishWithError } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import { type ErrorKind, LlmError, type LlmErrorFacts } from '../../../../src/core/model/llmError.ts';
import type { StreamEvent } from '../../../../src/core/model/streamEvent.ts';

export const text = (said: string): StreamEvent => ({ type: 'text-delta', text: said });
export const started: StreamEvent = { type: 'message-start', model: 'openai/sim-model' };
export const answered: readonly StreamEvent[] = [started, text('the answer'), finish({ reason: 'stop', model: 'openai/sim-model' })];

/** A failure that heals unless said otherwise. */
export function failing(kind: ErrorKind, facts: Partial<LlmErrorFacts> = {}, ...before: readonly StreamEvent[]): readonly StreamEvent[] {
  return [...before, finishWithError(new LlmError({ kind, message: kind, retryable: true, ...facts }), { model: 'openai/sim-model' })];
}

/** Answers each call with the next of these; the last one stays. */
export function inTurn(...answers: readonly (readonly StreamEvent[])[]): { readonly handler: Handler; readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  const handler: Handler = async function* (call) {
    calls.push(call);
    yield* answers[Math.min(calls.length, answers.length) - 1] ?? [];
  };
  return { handler, calls };
}

/** Says nothing until it is called off or let go. */
export function holding(): { readonly handler: Handler; readonly letGo: () => void; readonly running: () => number; readonly most: () => number } {
  const waiting: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const handler: Handler = async function* (call) {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      call.signal.addEventListener('abort', () => resolve());
    });
    running--;
    if (call.signal.aborted) yield finishWithError(cancelled('openai'), { model: call.model });
    else yield* answered;
  };
  return { handler, letGo: () => waiting.shift()?.(), running: () => running, most: () => most };
}
