// Puts streamed tool calls together again. Some servers leave out the index, send whole calls at once, or reuse index 0.

import type { Json, JsonObject } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import { ownOpaque } from './reasoning.ts';

interface OpenCall {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  text: string;
  /** What the server wants to see again with the call, such as a thought's signature. */
  state: Json | undefined;
}

/** Collects the calls of one answer. */
export class ToolCallCollector {
  readonly #calls: OpenCall[] = [];
  readonly #provider: string;

  constructor(provider: string) {
    this.#provider = provider;
  }

  get any(): boolean {
    return this.#calls.length > 0;
  }

  /** Takes `delta.tool_calls` of one chunk. */
  take(deltas: unknown, into: StreamEvent[]): void {
    if (!Array.isArray(deltas)) return;
    for (const [position, delta] of (deltas as unknown[]).entries()) this.#takeOne(delta, position, into);
  }

  #takeOne(delta: unknown, position: number, into: StreamEvent[]): void {
    const told = property(delta, 'index');
    const id = nonEmptyString(property(delta, 'id'));
    const part = property(delta, 'function');
    const name = nonEmptyString(property(part, 'name'));
    const index = typeof told === 'number' ? told : position;
    let call = this.#calls.findLast((open) => (id !== undefined ? open.id === id : open.index === index));
    if (!call && id === undefined && name === undefined) call = this.#calls.at(-1);
    if (!call) {
      call = { index, id: id ?? `call_${this.#calls.length + 1}`, name: name ?? '', text: '', state: undefined };
      this.#calls.push(call);
      into.push({ type: 'tool-call-start', id: call.id, name: call.name });
    }
    const state = property(delta, 'extra_content');
    if (typeof state === 'object' && state !== null) call.state = state as JsonObject;
    const piece = property(part, 'arguments');
    const text = typeof piece === 'string' ? piece : piece === undefined || piece === null ? '' : JSON.stringify(piece);
    if (text === '') return;
    call.text += text;
    into.push({ type: 'tool-call-delta', id: call.id, text });
  }

  /** Ends every call. The error says which one's arguments are not JSON. */
  close(into: StreamEvent[]): LlmError | undefined {
    for (const { id, name, text, state } of this.#calls) {
      const parsed: Json | undefined = text.trim() === '' ? {} : parseJson(text);
      if (parsed === undefined) {
        return new LlmError({ kind: 'bad-response', message: `The arguments for the tool "${name}" are not valid JSON.`, retryable: true, provider: this.#provider });
      }
      const opaque = state === undefined ? undefined : ownOpaque(this.#provider, { extra_content: state });
      into.push({ type: 'tool-call-end', id, name, arguments: parsed, ...(opaque && { opaque }) });
    }
    return undefined;
  }
}
