// The demo dialect: streams a tour made of prepared texts and plain inspection of code. No model, no network, no cost.

import { type Clock, pause } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import type { Dialect, Endpoint } from '../../model/dialect.ts';
import { cancelled, finish, type FinishFacts, finishWithError } from '../../model/finish.ts';
import { LlmError } from '../../model/llmError.ts';
import { free } from '../../model/money.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import type { Answer } from './answer.ts';
import { answerTo } from './guide.ts';
import { piecesOf } from './pieces.ts';

/** How fast an answer is shown. */
export interface Pace {
  readonly millisecondsPerDelta: number;
}

/** Fifty small pieces a second: quick, and still readable while it arrives. */
export const readingPace: Pace = { millisecondsPerDelta: 20 };

const modelName = 'tour';
const reference = `demo/${modelName}`;

/** Makes the demo. The same call gives the same answer; only the clock decides when. */
export function createDemoDialect(clock: Clock, pace: Pace = readingPace): Dialect {
  return {
    stream: (call, endpoint) => streamAnswer(call, endpoint, clock, pace),
    listModels: () => Promise.resolve([{ name: modelName }]),
  };
}

async function* streamAnswer(call: Call, endpoint: Endpoint, clock: Clock, pace: Pace): AsyncGenerator<StreamEvent, void, undefined> {
  const { provider, model } = endpoint;
  const facts = { model: call.model, servedModel: reference, cost: free } satisfies Partial<FinishFacts>;
  if (call.signal.aborted) return yield finishWithError(cancelled(provider), facts);
  if (model !== modelName) return yield finishWithError(unknownModel(endpoint), { ...facts, servedModel: undefined });
  yield { type: 'message-start', model: reference };

  let answer: Answer;
  try {
    answer = await answerTo(call, () => pause(clock, 0, call.signal));
  } catch (failure) {
    return yield finishWithError(brokenDemo(provider, failure), facts);
  }

  // A piece is about a word, near enough to a token for the caller's limit to mean something here too.
  let allowed = call.limits?.maxOutputTokens ?? Infinity;
  for (const event of eventsOf(answer)) {
    if (allowed-- <= 0) return yield finish({ ...facts, reason: 'length' });
    await pause(clock, pace.millisecondsPerDelta, call.signal);
    if (call.signal.aborted) break;
    yield event;
  }
  if (call.signal.aborted) yield finishWithError(cancelled(provider), facts);
  else yield finish({ ...facts, reason: answer.toolCall === undefined ? 'stop' : 'tool-calls' });
}

function* eventsOf(answer: Answer): Generator<StreamEvent, void, undefined> {
  for (const text of piecesOf(answer.thinking ?? '')) yield { type: 'thinking-delta', text };
  for (const text of piecesOf(answer.text)) yield { type: 'text-delta', text };
  if (answer.toolCall === undefined) return;
  const { id, name } = answer.toolCall;
  yield { type: 'tool-call-start', id, name };
  for (const text of piecesOf(JSON.stringify(answer.toolCall.arguments))) yield { type: 'tool-call-delta', id, text };
  yield { type: 'tool-call-end', id, name, arguments: answer.toolCall.arguments };
}

function unknownModel({ provider, model }: Endpoint): LlmError {
  const message = `There is no model "${model}" under demo/; the only one is ${reference}.`;
  return new LlmError({ kind: 'not-found', message, retryable: false, provider });
}

function brokenDemo(provider: string, failure: unknown): LlmError {
  const reason = failure instanceof Error ? failure.message : 'unknown reason';
  return new LlmError({ kind: 'server', message: `The demo broke: ${reason}`, retryable: false, provider }, { cause: failure });
}
