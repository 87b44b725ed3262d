// The calls of one answer. They come whole; on Vertex they may come in pieces.

import type { Json } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';
import { PartialArguments } from './partialArguments.ts';
import { keepState } from './partState.ts';

interface OpenCall {
  readonly id: string;
  /** The id the vendor gave, if it did. */
  readonly told: string | undefined;
  readonly name: string;
  readonly partial: PartialArguments;
  thoughtSignature: string | undefined;
}

/** Turns `functionCall` parts into events. */
export class FunctionCalls {
  readonly #provider: string;
  #count = 0;
  #open: OpenCall | undefined;

  constructor(provider: string) {
    this.#provider = provider;
  }

  get any(): boolean {
    return this.#count > 0;
  }

  /** Takes one part. The answer's id makes ids for calls that have none, so that they differ from turn to turn. */
  take(call: unknown, thoughtSignature: string | undefined, answerId: () => string, into: StreamEvent[]): LlmError | undefined {
    const name = nonEmptyString(property(call, 'name'));
    const told = nonEmptyString(property(call, 'id'));
    const continues = this.#open !== undefined && (name === undefined || (told !== undefined && told === this.#open.told));
    if (!continues) {
      this.#finish(into);
      if (name === undefined && !property(call, 'args') && !property(call, 'partialArgs')) return undefined;
      if (name === undefined) return this.#unreadable('The model called a tool without naming it.');
      this.#count += 1;
      this.#open = { id: told ?? `call_${answerId()}_${this.#count}`, told, name, partial: new PartialArguments(), thoughtSignature: undefined };
      into.push({ type: 'tool-call-start', id: this.#open.id, name });
    }
    const open = this.#open;
    if (!open) return undefined;
    open.thoughtSignature = thoughtSignature ?? open.thoughtSignature;
    if (!takeArguments(open.partial, call)) {
      this.#open = undefined;
      return this.#unreadable(`The arguments for the tool "${open.name}" cannot be read.`);
    }
    if (property(call, 'willContinue') !== true) this.#finish(into);
    return undefined;
  }

  /** The answer is over. An error when a call is not. */
  close(): LlmError | undefined {
    const open = this.#open;
    this.#open = undefined;
    return open && this.#unreadable(`The arguments for the tool "${open.name}" never ended.`);
  }

  #finish(into: StreamEvent[]): void {
    if (!this.#open) return;
    const { id, told, name, partial, thoughtSignature } = this.#open;
    this.#open = undefined;
    const opaque = keepState({ thoughtSignature, id: told });
    into.push({ type: 'tool-call-delta', id, text: JSON.stringify(partial.value) });
    into.push({ type: 'tool-call-end', id, name, arguments: partial.value, ...(opaque && { opaque }) });
  }

  #unreadable(message: string): LlmError {
    return new LlmError({ kind: 'bad-response', message, retryable: true, provider: this.#provider });
  }
}

/** False when they cannot be read. Some gateways send whole arguments as text. */
function takeArguments(into: PartialArguments, call: unknown): boolean {
  const told = property(call, 'args') ?? undefined;
  const whole = typeof told === 'string' ? parseJson(told) : told;
  if (whole !== undefined) {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false;
    into.merge(whole as { readonly [key: string]: Json });
  } else if (told !== undefined) return false;
  const pieces = property(call, 'partialArgs');
  return !Array.isArray(pieces) || (pieces as unknown[]).every((piece) => into.take(piece));
}
