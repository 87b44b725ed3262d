// Chat completion chunks as stream events. Chunks are read as unknown: third parties add and leave out what they like.

import type { Endpoint } from '../../model/dialect.ts';
import type { Json } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import type { ServerEvent } from '../wire/serverEvents.ts';
import type { AnswerDecoder } from '../openai/answer.ts';
import { refused } from '../openai/classify.ts';
import { unifyFinish } from './finishReason.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { ToolCallCollector } from './toolCalls.ts';
import { decodeUsage } from './usage.ts';

/** Turns the data of one stream's events into ours; `end` tells the truth about how it ended. */
export class ChatDecoder implements AnswerDecoder {
  readonly #endpoint: Endpoint;
  readonly #quirks: OpenaiChatQuirks;
  readonly #reference: string;
  readonly #tools: ToolCallCollector;
  #started = false;
  #responseId: string | undefined;
  #servedModel: string | undefined;
  #usage: Usage | undefined;
  #raw: string | undefined;
  #refused = false;
  #failure: LlmError | undefined;

  constructor(endpoint: Endpoint, quirks: OpenaiChatQuirks) {
    this.#endpoint = endpoint;
    this.#quirks = quirks;
    this.#reference = `${endpoint.provider}/${endpoint.model}`;
    this.#tools = new ToolCallCollector(endpoint.provider);
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
    if (property(chunk, 'error') !== undefined && property(chunk, 'error') !== null) {
      this.#failure = refused(chunk, undefined, undefined, 'The stream broke off with an error.', this.#endpoint);
      return;
    }
    if (!this.#started) {
      this.#started = true;
      into.push({ type: 'message-start', model: this.#reference });
    }
    this.#responseId ??= nonEmptyString(property(chunk, 'id'));
    this.#servedModel ??= nonEmptyString(property(chunk, 'model'));
    this.#takeUsage(property(chunk, 'usage') as Json | undefined, into);
    const choices = property(chunk, 'choices');
    if (Array.isArray(choices) && choices.length > 0) this.#takeChoice(choices[0], into);
  }

  #takeUsage(raw: Json | undefined, into: StreamEvent[]): void {
    const usage = raw === undefined || raw === null ? undefined : decodeUsage(raw, this.#quirks);
    if (!usage) return;
    this.#usage = usage;
    into.push({ type: 'usage', usage });
  }

  #takeChoice(choice: unknown, into: StreamEvent[]): void {
    const delta = property(choice, 'delta') ?? property(choice, 'message');
    const thinking = property(delta, 'reasoning_content') ?? property(delta, 'reasoning');
    if (typeof thinking === 'string' && thinking !== '') into.push({ type: 'thinking-delta', text: thinking });
    this.#takeContent(property(delta, 'content'), into);
    const refusal = nonEmptyString(property(delta, 'refusal'));
    if (refusal !== undefined) {
      this.#refused = true;
      into.push({ type: 'text-delta', text: refusal });
    }
    this.#tools.take(property(delta, 'tool_calls'), into);
    this.#raw ??= nonEmptyString(property(choice, 'finish_reason'));
  }

  /** A string, or a list of parts as some send it. */
  #takeContent(content: unknown, into: StreamEvent[]): void {
    if (typeof content === 'string') {
      if (content !== '') into.push({ type: 'text-delta', text: content });
      return;
    }
    if (!Array.isArray(content)) return;
    for (const part of content as unknown[]) {
      const text = nonEmptyString(property(part, 'text'));
      if (text !== undefined) into.push({ type: 'text-delta', text });
      const thinking = property(part, 'thinking');
      if (Array.isArray(thinking)) {
        for (const piece of thinking as unknown[]) {
          const thought = nonEmptyString(property(piece, 'text'));
          if (thought !== undefined) into.push({ type: 'thinking-delta', text: thought });
        }
      } else if (typeof thinking === 'string' && thinking !== '') into.push({ type: 'thinking-delta', text: thinking });
    }
  }

  /** The body is over, or broke with `failure`. Without the vendor's own end mark the answer is not whole. */
  end(failure: LlmError | undefined, into: StreamEvent[]): FinishEvent {
    const facts = { raw: this.#raw, model: this.#reference, servedModel: this.#servedModel, responseId: this.#responseId, ...(this.#usage && { usage: this.#usage }) };
    const broken = this.#failure ?? (this.#raw === undefined ? (failure ?? this.#missingEnd()) : undefined);
    if (broken) return finishWithError(broken, facts);
    const reason = this.#refused ? 'refusal' : unifyFinish(this.#raw ?? '');
    if (reason === 'error') return finishWithError(this.#error('server', `The model stopped with "${this.#raw}".`), facts);
    if (reason !== 'stop' && reason !== 'tool-calls') return finish({ ...facts, reason });
    const unreadable = this.#tools.close(into);
    if (unreadable) return finishWithError(unreadable, facts);
    return finish({ ...facts, reason: this.#tools.any ? 'tool-calls' : reason });
  }

  #missingEnd(): LlmError {
    if (!this.#started) return this.#error('bad-response', `${this.#endpoint.baseUrl} sent an empty stream.`);
    return this.#error('interrupted', 'The stream ended before the answer did.');
  }

  #error(kind: LlmError['kind'], message: string): LlmError {
    return new LlmError({ kind, message, retryable: mayHeal(kind), provider: this.#endpoint.provider });
  }
}
