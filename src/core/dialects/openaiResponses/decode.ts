// The events of a response as stream events. They are read as unknown: third parties add and leave out what they like.

import type { Endpoint } from '../../model/dialect.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { LlmError } from '../../model/llmError.ts';
import type { Json } from '../../model/message.ts';
import { formatModelRef } from '../../model/modelRef.ts';
import type { Money } from '../../model/money.ts';
import type { FinishEvent, FinishReason, StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import type { AnswerDecoder } from '../wire/answer.ts';
import { refused } from '../openai/classify.ts';
import { costIn } from '../openaiChat/cost.ts';
import { emptyStream } from '../wire/emptyStream.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import type { ServerEvent } from '../wire/serverEvents.ts';
import { Items } from './items.ts';
import type { OpenaiResponsesQuirks } from './quirks.ts';
import { decodeUsage } from './usage.ts';

/** Why an answer is not whole, in this wire's words; without one it was too long. Unknown ones: the server paused, and may go on. */
const incompleteReasons: Readonly<Record<string, FinishReason>> = { max_output_tokens: 'length', content_filter: 'content-filter', incomplete: 'length' };

/** Turns the events of one response into ours; `end` tells the truth about how it ended. */
export class ResponsesDecoder implements AnswerDecoder {
  readonly #endpoint: Endpoint;
  readonly #quirks: OpenaiResponsesQuirks;
  readonly #reference: string;
  readonly #items: Items;
  #started = false;
  #responseId: string | undefined;
  #servedModel: string | undefined;
  #serviceTier: string | undefined;
  #usage: Usage | undefined;
  #cost: Money | undefined;
  /** The end mark, and what it says. */
  #raw: string | undefined;
  #reason: FinishReason = 'stop';
  #failure: LlmError | undefined;

  constructor(endpoint: Endpoint, quirks: OpenaiResponsesQuirks) {
    this.#endpoint = endpoint;
    this.#quirks = quirks;
    this.#reference = formatModelRef(endpoint);
    this.#items = new Items(this.#reference, endpoint.provider);
  }

  get done(): boolean {
    return this.#failure !== undefined || this.#raw !== undefined;
  }

  get started(): boolean {
    return this.#started;
  }

  take({ name, data }: ServerEvent, into: StreamEvent[]): void {
    if (this.done || data.startsWith('[DONE]')) return;
    const frame = parseJson(data);
    if (frame === undefined) {
      this.#failure = this.#error('bad-response', `A frame of the stream is not JSON: ${data.slice(0, 80)}`);
      return;
    }
    const type = nonEmptyString(property(frame, 'type')) ?? name ?? '';
    if (type === 'error' || type === 'response.error' || (property(frame, 'error') ?? undefined) !== undefined) {
      this.#failure = refused(frame, undefined, undefined, 'The stream broke off with an error.', this.#endpoint);
      return;
    }
    if (!type.startsWith('response.')) return;
    if (!this.#started) {
      this.#started = true;
      into.push({ type: 'message-start', model: this.#reference });
    }
    this.#takeEvent(type, frame, into);
  }

  #takeEvent(type: string, frame: unknown, into: StreamEvent[]): void {
    switch (type) {
      case 'response.output_text.delta':
        return this.#items.textDelta(frame, into);
      case 'response.output_text.done':
        return this.#items.textDone(frame, into);
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return this.#items.thinkingDelta(frame, into);
      case 'response.reasoning_summary_text.done':
      case 'response.reasoning_text.done':
        return this.#items.thinkingDone(frame, into);
      case 'response.function_call_arguments.delta':
        return this.#items.argumentsDelta(frame, into);
      case 'response.function_call_arguments.done':
        return this.#items.argumentsDone(frame, into);
      case 'response.refusal.delta':
        return this.#items.refusalDelta(frame, into);
      case 'response.refusal.done':
        return this.#items.refusalDone(frame, into);
      case 'response.output_item.added':
        return this.#items.begin(property(frame, 'item'), property(frame, 'output_index'), into);
      case 'response.output_item.done':
        return this.#items.end(property(frame, 'item'), property(frame, 'output_index'), into);
      case 'response.created':
      case 'response.in_progress':
      case 'response.queued':
        return this.#meet(property(frame, 'response'));
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return this.#takeEnd(type.slice('response.'.length), property(frame, 'response'), into);
    }
  }

  #meet(response: unknown): void {
    this.#responseId ??= nonEmptyString(property(response, 'id'));
    this.#servedModel ??= nonEmptyString(property(response, 'model'));
  }

  #takeEnd(event: string, response: unknown, into: StreamEvent[]): void {
    this.#meet(response);
    // Only the end tells which tier it became.
    this.#serviceTier = nonEmptyString(property(response, 'service_tier'));
    const told = property(response, 'usage') as Json | undefined;
    this.#usage = decodeUsage(told);
    this.#cost = costIn(told, this.#quirks.reportedCost);
    if (this.#usage) into.push({ type: 'usage', usage: this.#usage });
    this.#items.endAll(property(response, 'output'), into);
    const status = property(response, 'status');
    // Some servers end everything with `completed` and tell the rest in the status.
    const word = event === 'completed' && (status === 'incomplete' || status === 'failed' || status === 'cancelled') ? status : event;
    this.#raw = word;
    if (word === 'incomplete') {
      this.#raw = nonEmptyString(property(property(response, 'incomplete_details'), 'reason')) ?? word;
      this.#reason = incompleteReasons[this.#raw] ?? 'pause';
    } else if (word === 'failed') {
      this.#failure = refused({ error: property(response, 'error') }, undefined, undefined, 'The model failed without saying why.', this.#endpoint);
    } else if (word === 'cancelled') {
      this.#failure = this.#error('interrupted', 'The server called the answer off.');
    }
  }

  end(failure: LlmError | undefined, into: StreamEvent[]): FinishEvent {
    const facts = {
      raw: this.#raw,
      model: this.#reference,
      servedModel: this.#servedModel,
      responseId: this.#responseId,
      serviceTier: this.#serviceTier,
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#cost && { cost: this.#cost }),
    };
    const broken = this.#failure ?? (this.#raw === undefined ? (failure ?? this.#missingEnd()) : undefined);
    if (broken) return finishWithError(broken, facts);
    if (this.#reason !== 'stop') return finish({ ...facts, reason: this.#reason });
    const unreadable = this.#items.close(into);
    if (unreadable) return finishWithError(unreadable, facts);
    return finish({ ...facts, reason: this.#items.hasCalls ? 'tool-calls' : this.#items.refused ? 'refusal' : 'stop' });
  }

  #missingEnd(): LlmError {
    if (!this.#started) return emptyStream(this.#endpoint);
    return this.#error('interrupted', 'The stream ended before the answer did.');
  }

  #error(kind: LlmError['kind'], message: string): LlmError {
    return new LlmError({ kind, message, retryable: mayHeal(kind), provider: this.#endpoint.provider });
  }
}
