// The events of a message as ours. Frames are read as unknown: blocks and deltas of kinds not known here are passed over.

import type { Endpoint } from '../../model/dialect.ts';
import { finish, finishWithError } from '../../model/finish.ts';
import { LlmError } from '../../model/llmError.ts';
import type { Json } from '../../model/message.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { emptyStream } from '../wire/emptyStream.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import type { ServerEvent } from '../wire/serverEvents.ts';
import { tidy } from '../wire/tidy.ts';
import { refused } from './classify.ts';
import { isCutOff, unifyFinish } from './finishReason.ts';
import { ToolCallCollector } from './toolCalls.ts';
import { UsageReader } from './usage.ts';
import { wireName } from './wireName.ts';

/** Turns one stream's events into ours; `end` tells the truth about how it ended. */
export class MessagesDecoder {
  readonly #endpoint: Endpoint;
  readonly #reference: string;
  readonly #tools: ToolCallCollector;
  readonly #reader = new UsageReader();
  /** Signatures of thinking blocks that are still open, by index. */
  readonly #signatures = new Map<number, string>();
  #started = false;
  #ended = false;
  #responseId: string | undefined;
  #servedModel: string | undefined;
  #usage: Usage | undefined;
  #raw: string | undefined;
  #failure: LlmError | undefined;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#reference = `${endpoint.provider}/${endpoint.model}`;
    this.#tools = new ToolCallCollector(endpoint.provider);
  }

  /** True once nothing more can change the answer. */
  get done(): boolean {
    return this.#ended || this.#failure !== undefined;
  }

  /** True once the vendor began to answer. */
  get started(): boolean {
    return this.#started;
  }

  /** Takes one server-sent event. */
  take({ name, data }: ServerEvent, into: StreamEvent[]): void {
    if (this.done || name === 'ping' || data === '') return;
    const frame = parseJson(data);
    const type = property(frame, 'type') ?? name;
    switch (type) {
      case 'content_block_delta':
        return this.#takeDelta(property(frame, 'index'), property(frame, 'delta'), into);
      case 'content_block_start':
        return this.#takeBlock(indexOf(frame), property(frame, 'content_block'), into);
      case 'content_block_stop':
        return this.#endBlock(indexOf(frame), into);
      case 'message_start':
        return this.#takeStart(property(frame, 'message'), into);
      case 'message_delta':
        return this.#takeEnd(frame, into);
      case 'message_stop':
        this.#failure ??= this.#tools.settle('all', into);
        this.#ended = true;
        return;
      case 'ping':
        return;
      default:
        if (frame === undefined) this.#failure = this.#error('bad-response', `A frame of the stream is not JSON: ${data.slice(0, 80)}`);
        else if (type === 'error' || isSaid(property(frame, 'error'))) this.#failure = refused(frame, undefined, undefined, 'The stream broke off with an error.', this.#endpoint);
    }
  }

  #begin(into: StreamEvent[]): void {
    if (this.#started) return;
    this.#started = true;
    into.push({ type: 'message-start', model: this.#reference });
  }

  /** A relay that lost its server begins again in the middle: what was open then never ends. */
  #takeStart(message: unknown, into: StreamEvent[]): void {
    this.#begin(into);
    this.#tools.abandon();
    this.#signatures.clear();
    this.#responseId = nonEmptyString(property(message, 'id')) ?? this.#responseId;
    this.#servedModel = nonEmptyString(property(message, 'model')) ?? this.#servedModel;
    this.#tell(this.#reader.takeStart(property(message, 'usage')), into);
    // Whole at once after a tool of the server's, or where a server only plays at streaming.
    const content = property(message, 'content');
    for (const [index, block] of Array.isArray(content) ? (content as unknown[]).entries() : []) {
      this.#takeBlock(index, block, into);
      this.#endBlock(index, into);
    }
    this.#raw = nonEmptyString(property(message, 'stop_reason')) ?? this.#raw;
  }

  #takeBlock(index: number, block: unknown, into: StreamEvent[]): void {
    this.#begin(into);
    this.#failure ??= this.#tools.settle('stopped', into);
    switch (property(block, 'type')) {
      case 'text':
        return this.#say('text-delta', property(block, 'text'), into);
      case 'thinking':
        this.#sign(index, property(block, 'signature'));
        return this.#say('thinking-delta', property(block, 'thinking'), into);
      case 'redacted_thinking':
        return keep({ redacted: property(block, 'data') as Json }, into);
      case 'tool_use':
        return this.#tools.start(index, block, into);
    }
  }

  #takeDelta(index: unknown, delta: unknown, into: StreamEvent[]): void {
    this.#begin(into);
    switch (property(delta, 'type')) {
      case 'text_delta':
        return this.#say('text-delta', property(delta, 'text'), into);
      case 'thinking_delta':
        return this.#say('thinking-delta', property(delta, 'thinking'), into);
      case 'input_json_delta':
        return this.#tools.grow(Number(index), nonEmptyString(property(delta, 'partial_json')) ?? '', into);
      case 'signature_delta':
        return this.#sign(Number(index), property(delta, 'signature'));
    }
  }

  #say(type: 'text-delta' | 'thinking-delta', text: unknown, into: StreamEvent[]): void {
    if (typeof text === 'string' && text !== '') into.push({ type, text });
  }

  #sign(index: number, signature: unknown): void {
    if (typeof signature === 'string' && signature !== '') this.#signatures.set(index, signature);
  }

  #endBlock(index: number, into: StreamEvent[]): void {
    this.#tools.stop(index);
    const signature = this.#signatures.get(index);
    if (signature === undefined) return;
    this.#signatures.delete(index);
    keep({ signature }, into);
  }

  /** The reason why the model stopped, and the final figures. */
  #takeEnd(frame: unknown, into: StreamEvent[]): void {
    this.#begin(into);
    this.#tell(this.#reader.takeDelta(property(frame, 'usage')), into);
    const delta = property(frame, 'delta');
    this.#raw = nonEmptyString(property(delta, 'stop_reason')) ?? this.#raw;
    if (this.#raw === undefined) return;
    const explanation = nonEmptyString(property(property(delta, 'stop_details'), 'explanation'));
    if (explanation !== undefined) into.push({ type: 'notice', code: 'refusal', message: tidy(explanation, this.#endpoint) });
    // What was cut off leaves its last tool call open for good.
    if (isCutOff(unifyFinish(this.#raw))) this.#tools.abandon();
    else this.#failure ??= this.#tools.settle('all', into);
  }

  #tell(usage: Usage | undefined, into: StreamEvent[]): void {
    if (!usage) return;
    this.#usage = usage;
    into.push({ type: 'usage', usage });
  }

  /** The body is over, or broke with `failure`. Without the vendor's own end mark the answer is not whole. */
  end(failure: LlmError | undefined): FinishEvent {
    const facts = { raw: this.#raw, model: this.#reference, servedModel: this.#servedModel, responseId: this.#responseId, serviceTier: nonEmptyString(property(this.#usage?.raw, 'service_tier')), ...(this.#usage && { usage: this.#usage }) };
    const broken = this.#failure ?? (this.#ended ? undefined : (failure ?? this.#missingEnd()));
    if (broken) return finishWithError(broken, facts);
    const reason = unifyFinish(this.#raw ?? '');
    return finish({ ...facts, reason: reason === 'stop' && this.#tools.any ? 'tool-calls' : reason });
  }

  #missingEnd(): LlmError {
    if (!this.#started) return emptyStream(this.#endpoint);
    return this.#error('interrupted', 'The stream ended before the answer did.');
  }

  #error(kind: LlmError['kind'], message: string): LlmError {
    return new LlmError({ kind, message: tidy(message, this.#endpoint), retryable: mayHeal(kind), provider: this.#endpoint.provider });
  }
}

/** State of the vendor ends the thinking it belongs to. */
function keep(data: Json, into: StreamEvent[]): void {
  into.push({ type: 'thinking-delta', text: '', opaque: { vendor: wireName, data } });
}

function indexOf(frame: unknown): number {
  return Number(property(frame, 'index'));
}

function isSaid(error: unknown): boolean {
  return error !== undefined && error !== null;
}
