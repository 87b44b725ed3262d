// Puts streamed tool calls together. A call ends only when the model went on or was done: one that was cut off is no call.

import type { Json } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';

interface OpenCall {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** What the block began with; some servers send the whole input there. */
  readonly given: Json | undefined;
  text: string;
  stopped: boolean;
}

/** Collects the calls of one answer. */
export class ToolCallCollector {
  readonly #provider: string;
  #open: OpenCall[] = [];
  #count = 0;
  #ended = 0;

  constructor(provider: string) {
    this.#provider = provider;
  }

  /** True when a call came to its end. */
  get any(): boolean {
    return this.#ended > 0;
  }

  start(index: number, block: unknown, into: StreamEvent[]): void {
    this.#count += 1;
    const call = {
      index,
      id: nonEmptyString(property(block, 'id')) ?? `call_${this.#count}`,
      name: nonEmptyString(property(block, 'name')) ?? '',
      given: property(block, 'input') as Json | undefined,
      text: '',
      stopped: false,
    };
    this.#open.push(call);
    into.push({ type: 'tool-call-start', id: call.id, name: call.name });
  }

  grow(index: number, text: string, into: StreamEvent[]): void {
    const call = this.#open.find((open) => open.index === index);
    if (!call || text === '') return;
    call.text += text;
    into.push({ type: 'tool-call-delta', id: call.id, text });
  }

  stop(index: number): void {
    const call = this.#open.find((open) => open.index === index);
    if (call) call.stopped = true;
  }

  /** Forgets the calls that have not ended. */
  abandon(): void {
    this.#open = [];
  }

  /** Ends the calls whose blocks are over, or all of them. The error says whose arguments are not JSON. */
  settle(which: 'stopped' | 'all', into: StreamEvent[]): LlmError | undefined {
    const ready = this.#open.filter(({ stopped }) => stopped || which === 'all');
    if (ready.length === 0) return undefined;
    this.#open = this.#open.filter((call) => !ready.includes(call));
    for (const { id, name, text, given } of ready) {
      const parsed = text.trim() === '' ? (given ?? {}) : parseJson(text);
      if (parsed === undefined) {
        return new LlmError({ kind: 'bad-response', message: `The arguments for the tool "${name}" are not valid JSON.`, retryable: true, provider: this.#provider });
      }
      this.#ended += 1;
      into.push({ type: 'tool-call-end', id, name, arguments: parsed });
    }
    return undefined;
  }
}
