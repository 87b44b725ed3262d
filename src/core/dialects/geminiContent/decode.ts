// Chunks of an answer as stream events. They are read as unknown: gateways add and leave out what they like.

import type { Endpoint } from '../../model/dialect.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import type { Json } from '../../model/message.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import { emptyStream } from '../wire/emptyStream.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import { onlyOne } from '../wire/onlyOne.ts';
import { tidy } from '../wire/tidy.ts';
import { refused } from './classify.ts';
import { endingOf, finishWord } from './finishReason.ts';
import { FunctionCalls } from './functionCalls.ts';
import { keepState } from './partState.ts';
import { decodeUsage, withWritten, type Written } from './usage.ts';

/** Turns the data of one stream's events into ours; `end` tells the truth about how it ended. */
export class ContentDecoder {
  readonly #endpoint: Endpoint;
  readonly #reference: string;
  readonly #calls: FunctionCalls;
  readonly #pick = onlyOne();
  #started = false;
  #responseId: string | undefined;
  #madeId: string | undefined;
  #servedModel: string | undefined;
  #usage: Json | undefined;
  #usageTold = false;
  #written: Written | undefined;
  #raw: string | undefined;
  #explanation: string | undefined;
  #blocked: string | undefined;
  #mediaTold = false;
  #failure: LlmError | undefined;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#reference = `${endpoint.provider}/${endpoint.model}`;
    this.#calls = new FunctionCalls(endpoint.provider);
  }

  /** True once nothing more can change the answer. */
  get done(): boolean {
    return this.#failure !== undefined;
  }

  /** True once the vendor began to answer. */
  get started(): boolean {
    return this.#started;
  }

  /** True once the vendor said how the answer ended. */
  get complete(): boolean {
    return this.#raw !== undefined || this.#blocked !== undefined || this.#failure !== undefined;
  }

  /** Tokens were put into a cache for this answer: they cost something, too. */
  wrote(written: Written): void {
    this.#written = written;
  }

  /** Takes the data of one server-sent event. */
  take(data: string, into: StreamEvent[]): void {
    if (this.done || data === '[DONE]') return;
    const parsed = parseJson(data);
    if (parsed === undefined) {
      this.#failure = this.#error('bad-response', `A frame of the stream is not JSON: ${data.slice(0, 80)}`);
      return;
    }
    const chunk: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    if ((property(chunk, 'error') ?? undefined) !== undefined) {
      this.#failure = refused(chunk, undefined, undefined, 'The stream broke off with an error.', this.#endpoint);
      return;
    }
    if (!this.#started) {
      this.#started = true;
      into.push({ type: 'message-start', model: this.#reference });
    }
    this.#responseId ??= nonEmptyString(property(chunk, 'responseId'));
    this.#servedModel ??= nonEmptyString(property(chunk, 'modelVersion'));
    const candidate = this.#pick(property(chunk, 'candidates'));
    if (candidate !== undefined) this.#takeCandidate(candidate, into);
    this.#blocked ??= finishWord(property(property(chunk, 'promptFeedback'), 'blockReason'));
    this.#takeUsage(property(chunk, 'usageMetadata') as Json | undefined, into);
  }

  #takeCandidate(candidate: unknown, into: StreamEvent[]): void {
    const parts = property(property(candidate, 'content'), 'parts');
    if (Array.isArray(parts)) for (const part of parts as unknown[]) this.#takePart(part, into);
    // Old servers name an end in every chunk: the last one counts.
    const word = finishWord(property(candidate, 'finishReason'));
    if (word === undefined) return;
    this.#raw = word;
    this.#explanation = nonEmptyString(property(candidate, 'finishMessage'));
  }

  #takePart(part: unknown, into: StreamEvent[]): void {
    const signature = nonEmptyString(property(part, 'thoughtSignature'));
    const call = property(part, 'functionCall');
    if (call !== undefined && call !== null) {
      this.#failure ??= this.#calls.take(call, signature, () => this.#responseId ?? (this.#madeId ??= crypto.randomUUID()), into);
      return;
    }
    if (property(part, 'inlineData') ?? property(part, 'fileData')) {
      if (!this.#mediaTold) into.push({ type: 'notice', code: 'content-ignored', message: 'The answer holds an image or a file; only its text is shown.' });
      this.#mediaTold = true;
      return;
    }
    const told = property(part, 'text');
    const text = typeof told === 'string' ? told : '';
    if (text === '' && signature === undefined) return;
    const type = property(part, 'thought') === true ? 'thinking-delta' : 'text-delta';
    const opaque = signature === undefined ? undefined : keepState({ thoughtSignature: signature, id: undefined, length: text.length });
    into.push(opaque ? { type, text, opaque } : { type, text });
  }

  /** The first figures are told at once, the last ones at the end: what is between would only be noise. */
  #takeUsage(raw: Json | undefined, into: StreamEvent[]): void {
    if (raw === undefined || raw === null) return;
    this.#usage = raw;
    if (this.#usageTold) return;
    const usage = withWritten(decodeUsage(raw, false), this.#written);
    if (!usage) return;
    this.#usageTold = true;
    into.push({ type: 'usage', usage });
  }

  /** The body is over, or broke with `failure`. Without the vendor's own end mark the answer is not whole. */
  end(failure: LlmError | undefined, into: StreamEvent[]): FinishEvent {
    const whole = this.#raw !== undefined || this.#blocked !== undefined;
    const usage = withWritten(decodeUsage(this.#usage, whole), this.#written);
    if (usage) into.push({ type: 'usage', usage });
    const raw = this.#raw ?? this.#blocked;
    const serviceTier = nonEmptyString(property(this.#usage, 'serviceTier')) ?? nonEmptyString(property(this.#usage, 'trafficType'));
    const facts = { raw, model: this.#reference, servedModel: this.#servedModel, responseId: this.#responseId, serviceTier, ...(usage && { usage }) };
    const broken = this.#failure ?? (whole ? undefined : (failure ?? this.#missingEnd()));
    if (broken) return finishWithError(broken, facts);
    if (this.#raw === undefined) return finishWithError(this.#error('content-filter', `The prompt was blocked: ${this.#blocked}.`), facts);
    const ending = endingOf(this.#raw);
    if ('error' in ending) {
      const reason = this.#explanation === undefined ? '' : `: ${this.#explanation}`;
      return finishWithError(this.#error(ending.error, `The model stopped with ${this.#raw}${reason}`, ending.retryable), facts);
    }
    if (ending.reason !== 'stop') return finish({ ...facts, reason: ending.reason });
    const unfinished = this.#calls.close();
    if (unfinished) return finishWithError(unfinished, facts);
    return finish({ ...facts, reason: this.#calls.any ? 'tool-calls' : 'stop' });
  }

  #missingEnd(): LlmError {
    if (!this.#started) return emptyStream(this.#endpoint);
    return this.#error('interrupted', 'The stream ended before the answer did.');
  }

  #error(kind: ErrorKind, message: string, retryable = mayHeal(kind)): LlmError {
    return new LlmError({ kind, message: tidy(message, this.#endpoint), retryable, provider: this.#endpoint.provider });
  }
}
