// A handler that gives scripted answers in order, and keeps the calls it got.

import type { Call } from '../../../../src/core/model/call.ts';
import { finish } from '../../../../src/core/model/finish.ts';
import type { Handler } from '../../../../src/core/model/handler.ts';
import { LlmError, type ErrorKind } from '../../../../src/core/model/llmError.ts';
import type { Json } from '../../../../src/core/model/message.ts';
import type { FinishReason, StreamEvent } from '../../../../src/core/model/streamEvent.ts';

export interface Scripted {
  readonly handler: Handler;
  readonly calls: readonly Call[];
}

/** Answers the n-th call with the n-th script; the last one stays. */
export function scripted(...answers: readonly (readonly StreamEvent[])[]): Scripted {
  const calls: Call[] = [];
  return {
    calls,
    handler: async function* (call) {
      calls.push(call);
      yield* answers[Math.min(calls.length, answers.length) - 1] ?? [];
    },
  };
}

/** Text in pieces of `size`, and an end. */
export function saying(text: string, reason: FinishReason = 'stop', size = 7): StreamEvent[] {
  return [...piecesOf(text, size).map((piece): StreamEvent => ({ type: 'text-delta', text: piece })), finish({ reason, model: 'test/model' })];
}

/** A call of the tool `name` whose arguments arrive in pieces. */
export function callingTool(name: string, value: Json, size = 7): StreamEvent[] {
  const deltas = piecesOf(JSON.stringify(value), size).map((text): StreamEvent => ({ type: 'tool-call-delta', id: 't1', text }));
  return [
    { type: 'tool-call-start', id: 't1', name },
    ...deltas,
    { type: 'tool-call-end', id: 't1', name, arguments: value },
    finish({ reason: 'tool-calls', model: 'test/model' }),
  ];
}

/** A call that fails. */
export function failing(kind: ErrorKind, message: string, reason: FinishReason = 'error'): StreamEvent[] {
  return [finish({ reason, model: 'test/model', error: new LlmError({ kind, message, retryable: false }) })];
}

export function piecesOf(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
}
