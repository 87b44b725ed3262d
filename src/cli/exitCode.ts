// What the shell learns from how an answer ended.

import type { ErrorKind } from '../core/model/llmError.ts';
import { type FinishEvent, type FinishReason, isNaturalEnd } from '../core/model/streamEvent.ts';

export const usageExitCode = 2;

const byKind: Readonly<Record<ErrorKind, number>> = {
  auth: 3,
  permission: 3,
  'rate-limit': 4,
  quota: 4,
  overloaded: 4,
  server: 4,
  network: 5,
  timeout: 5,
  tls: 5,
  proxy: 5,
  budget: 6,
  'content-filter': 7,
  'context-overflow': 7,
  interrupted: 8,
  'bad-request': 9,
  'bad-response': 9,
  'not-found': 9,
  cancelled: 130,
};

const byReason: Readonly<Record<FinishReason, number>> = {
  stop: 0,
  'tool-calls': 0,
  length: 7,
  'content-filter': 7,
  refusal: 7,
  'context-overflow': 7,
  pause: 7,
  interrupted: 8,
  error: 9,
  cancelled: 130,
};

/** 0 only for a natural end. */
export function exitCodeOf({ reason, error }: FinishEvent): number {
  return isNaturalEnd(reason.unified) ? 0 : error ? byKind[error.kind] : byReason[reason.unified];
}
