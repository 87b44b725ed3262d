// Chat completion chunks as stream events. Chunks are read as unknown: third parties add and leave out what they like.

import type { Endpoint } from '../../model/dialect.ts';
import type { Json } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { emptyStream } from '../wire/emptyStream.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import type { ServerEvent } from '../wire/serverEvents.ts';
import type { AnswerDecoder } from '../wire/answer.ts';
import { refused } from '../openai/classify.ts';
import { onlyOne } from '../wire/onlyOne.ts';
import { costIn } from './cost.ts';
import { unifyFinish } from './finishReason.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { Reasoning } from './reasoning.ts';
import { ThinkTags } from './thinkTags.ts';
import { ToolCallCollector } from './toolCalls.ts';
import { decodeUsage } from './usage.ts';

/** Turns the data of one stream's events into ours; `end` tells the truth about how it ended. */
export class ChatDecoder implements AnswerDecoder {
  readonly #endpoint: Endpoint;
  readonly #quirks: OpenaiChatQuirks;
  readonly #reference: string;
  readonly #tools: ToolCallCollector;
  readonly #reasoning: Reasoning;
  readonly #tags: ThinkTags | undefined;
  readonly #pick = onlyOne();
  #started = false;
  #responseId: string | undefined;
  #servedModel: string | undefined;
  #serviceTier: string | undefined;
  #usage: Usage | undefined;
  #raw: string | undefined;
  #refused = false;
  #imagesTold = false;
  #failure: LlmError | undefined;

  constructor(endpoint: Endpoint, quirks: OpenaiChatQuirks) {
    this.#endpoint = endpoint;
    this.#quirks = quirks;
    this.#reference = `${endpoint.provider}/${endpoint.model}`;
    this.#tools = new ToolCallCollector(endpoint.provider);
    this.#reasoning = new Reasoning(endpoint.provider, quirks);
    this.#tags = quirks.thinkTags ? new ThinkTags() : undefined;
  }

  /** True once nothing more can change the answer. */
  get done(): boolean {
    return this.#failure !== undefined;
  }

  /** True once the vendor began to answer. */
  get started(): boolean {
    return this.#started;
  }

  /** Takes one server-sent event. */
  take({ data }: ServerEvent, into: StreamEvent[]): void {
    if (data.trim() === '[DONE]' || this.done) return;
    const chunk = parseJson(data);
    if (chunk === undefined) {
      this.#failure = this.#error('bad-response', `A frame of the stream is not JSON: ${data.slice(0, 80)}`);
      return;
    }
    const choice = this.#pick(property(chunk, 'choices'));
    const usage = (property(chunk, 'usage') ?? property(choice, 'usage') ?? property(property(chunk, 'x_groq'), 'usage')) as Json | undefined;
    if (property(chunk, 'error') !== undefined && property(chunk, 'error') !== null) {
      const failure = refused(chunk, undefined, undefined, 'The stream broke off with an error.', this.#endpoint);
      // The bound on the output, told as the end and once more as a limit of tokens.
      const known = failure.kind === 'context-overflow' && unifyFinish(this.#raw ?? '') === 'length';
      if (!known) this.#failure = failure;
      this.#takeUsage(usage, into);
      return;
    }
    if (!this.#started) {
      this.#started = true;
      into.push({ type: 'message-start', model: this.#reference });
    }
    this.#responseId ??= nonEmptyString(property(chunk, 'id'));
    this.#servedModel ??= nonEmptyString(property(chunk, 'model'));
    this.#serviceTier = nonEmptyString(property(chunk, 'service_tier')) ?? this.#serviceTier;
    this.#takeUsage(usage, into);
    if (choice !== undefined) this.#takeChoice(choice, into);
  }

  #takeUsage(raw: Json | undefined, into: StreamEvent[]): void {
    const usage = raw === undefined || raw === null ? undefined : decodeUsage(raw, this.#quirks);
    if (!usage) return;
    this.#usage = usage;
    into.push({ type: 'usage', usage });
  }

  #takeChoice(choice: unknown, into: StreamEvent[]): void {
    const failure = property(choice, 'error');
    if (failure !== undefined && failure !== null) {
      this.#failure = refused({ error: failure }, undefined, undefined, 'The answer broke off with an error.', this.#endpoint);
      return;
    }
    const delta = property(choice, 'delta') ?? property(choice, 'message');
    this.#reasoning.take(delta, into);
    this.#takeContent(property(delta, 'content'), into);
    this.#passOverImages(property(delta, 'images'), into);
    const refusal = nonEmptyString(property(delta, 'refusal'));
    if (refusal !== undefined) {
      this.#refused = true;
      this.#say(refusal, into);
    }
    // What calls were before there could be several of them.
    const only = property(delta, 'function_call') ?? undefined;
    const calls = property(delta, 'tool_calls') ?? (only && [{ function: only }]);
    if (Array.isArray(calls) && calls.length > 0) {
      this.#reasoning.pause(into);
      this.#tools.take(calls, into);
    }
    this.#raw ??= nonEmptyString(property(choice, 'finish_reason'));
  }

  #passOverImages(images: unknown, into: StreamEvent[]): void {
    if (this.#imagesTold || !Array.isArray(images) || images.length === 0) return;
    this.#imagesTold = true;
    into.push({ type: 'notice', code: 'content-ignored', message: 'The answer holds an image; only its text is shown.' });
  }

  #say(text: string, into: StreamEvent[]): void {
    if (text === '') return;
    this.#reasoning.pause(into);
    into.push({ type: 'text-delta', text });
  }

  /** A string, or a list of parts as some send it. */
  #takeContent(content: unknown, into: StreamEvent[]): void {
    if (typeof content === 'string') {
      const split = this.#tags?.take(content);
      if (split) this.#reasoning.think(split.thinking, into);
      this.#say(split ? split.text : content, into);
      return;
    }
    if (!Array.isArray(content)) return;
    for (const part of content as unknown[]) {
      const thinking = property(part, 'thinking');
      const pieces = Array.isArray(thinking) ? (thinking as unknown[]) : [];
      this.#reasoning.think(nonEmptyString(thinking) ?? pieces.map((piece) => nonEmptyString(property(piece, 'text')) ?? '').join(''), into);
      this.#say(nonEmptyString(property(part, 'text')) ?? '', into);
    }
  }

  /** The body is over, or broke with `failure`. Without the vendor's own end mark the answer is not whole. */
  end(failure: LlmError | undefined, into: StreamEvent[]): FinishEvent {
    const held = this.#tags?.flush();
    if (held) this.#reasoning.think(held.thinking, into);
    if (held) this.#say(held.text, into);
    const cost = costIn(this.#usage?.raw, this.#quirks.reportedCost);
    const facts = { raw: this.#raw, model: this.#reference, servedModel: this.#servedModel, responseId: this.#responseId, serviceTier: this.#serviceTier, ...(this.#usage && { usage: this.#usage }), ...(cost && { cost }) };
    const broken = this.#failure ?? (this.#raw === undefined ? (failure ?? this.#missingEnd()) : undefined);
    if (broken) return finishWithError(broken, facts);
    this.#reasoning.end(into);
    const reason = this.#refused ? 'refusal' : unifyFinish(this.#raw ?? '');
    if (reason === 'error') return finishWithError(this.#error('server', `The model stopped with "${this.#raw}".`), facts);
    if (reason !== 'stop' && reason !== 'tool-calls') return finish({ ...facts, reason });
    const unreadable = this.#tools.close(into);
    if (unreadable) return finishWithError(unreadable, facts);
    return finish({ ...facts, reason: this.#tools.any ? 'tool-calls' : reason });
  }

  #missingEnd(): LlmError {
    if (!this.#started) return emptyStream(this.#endpoint);
    return this.#error('interrupted', 'The stream ended before the answer did.');
  }

  #error(kind: LlmError['kind'], message: string): LlmError {
    return new LlmError({ kind, message, retryable: mayHeal(kind), provider: this.#endpoint.provider });
  }
}
