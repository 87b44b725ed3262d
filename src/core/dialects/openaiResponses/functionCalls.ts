// Puts streamed function calls together again. Servers leave out their beginning, their pieces or their end.

import type { Json } from '../../model/message.ts';
import { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { mayHeal } from '../wire/httpError.ts';
import { nonEmptyString, parseJson, property } from '../wire/json.ts';

interface OpenCall {
  readonly item: string | undefined;
  readonly index: number | undefined;
  /** What ties call and result together. Not known before the item is. */
  id: string | undefined;
  name: string | undefined;
  text: string;
  /** The arguments as the server finally told them. */
  final: string | undefined;
  started: boolean;
  ended: boolean;
}

/** Where an event belongs: the item's own id, and its place in the output. Either may be missing or wrong. */
export interface Place {
  readonly item: unknown;
  readonly index: unknown;
}

/** Collects the calls of one answer. */
export class FunctionCalls {
  readonly #calls: OpenCall[] = [];
  readonly #provider: string;

  constructor(provider: string) {
    this.#provider = provider;
  }

  get any(): boolean {
    return this.#calls.length > 0;
  }

  /** An item that begins. */
  begin(item: unknown, index: unknown, into: StreamEvent[]): void {
    const call = this.#findItem(item, index) ?? this.#open({ item: property(item, 'id'), index });
    this.#name(call, item, into);
    this.#append(call, property(item, 'arguments'), into);
  }

  /** A piece of the arguments. */
  delta(place: Place, text: unknown, into: StreamEvent[]): void {
    if (typeof text !== 'string' || text === '') return;
    const call = this.#findOpen(place) ?? this.#open(place);
    call.text += text;
    if (call.started && call.id !== undefined) into.push({ type: 'tool-call-delta', id: call.id, text });
  }

  /** All of the arguments. */
  argumentsDone(place: Place, frame: unknown, into: StreamEvent[]): void {
    const call = this.#findOpen(place) ?? this.#calls.findLast(({ item, index }) => item === place.item || index === place.index) ?? this.#open(place);
    if (!call.ended) this.#append(call, property(frame, 'arguments'), into);
  }

  /** A whole item, in the stream or in the answer's summary; it may have been told before. */
  end(item: unknown, index: unknown, into: StreamEvent[]): void {
    const call = this.#findItem(item, index) ?? this.#open({ item: property(item, 'id'), index });
    if (call.ended) return;
    this.#name(call, item, into);
    this.#append(call, property(item, 'arguments'), into);
    if (property(item, 'status') !== 'incomplete') this.#finish(call, into);
  }

  /** Ends every call that has no end yet. The error says what is wrong with one. */
  close(into: StreamEvent[]): LlmError | undefined {
    for (const call of this.#calls) {
      if (call.ended) continue;
      if (call.name === undefined) return this.#error('The model called a tool without naming it.');
      if (!this.#finish(call, into)) return this.#error(`The arguments for the tool "${call.name}" are not valid JSON.`);
    }
    return undefined;
  }

  #open({ item, index }: Place): OpenCall {
    const call: OpenCall = {
      item: nonEmptyString(item),
      index: typeof index === 'number' ? index : undefined,
      id: undefined, name: undefined, text: '', final: undefined, started: false, ended: false,
    };
    this.#calls.push(call);
    return call;
  }

  /** By the id of the call, else by its place; a call without a place is the one that is open. */
  #findItem(item: unknown, index: unknown): OpenCall | undefined {
    const id = nonEmptyString(property(item, 'call_id'));
    const known = id === undefined ? undefined : this.#calls.find((call) => call.id === id);
    if (known) return known;
    const own = nonEmptyString(property(item, 'id'));
    const same = own === undefined ? undefined : this.#calls.find((call) => call.item === own);
    if (same) return id === undefined || !same.started ? same : undefined;
    const open = this.#findOpen({ item: own, index });
    return open && (id === undefined || !open.started) ? open : undefined;
  }

  #findOpen({ item, index }: Place): OpenCall | undefined {
    const told = item === undefined ? undefined : this.#calls.findLast((call) => !call.ended && call.item === item);
    if (told) return told;
    if (typeof index === 'number') return this.#calls.findLast((call) => !call.ended && call.index === index);
    return this.#calls.findLast((call) => !call.ended);
  }

  #name(call: OpenCall, item: unknown, into: StreamEvent[]): void {
    if (call.started) return;
    call.name = nonEmptyString(property(item, 'name'));
    if (call.name === undefined) return;
    call.id = nonEmptyString(property(item, 'call_id')) ?? nonEmptyString(property(item, 'id')) ?? `call_${this.#calls.indexOf(call) + 1}`;
    call.started = true;
    into.push({ type: 'tool-call-start', id: call.id, name: call.name });
    if (call.text !== '') into.push({ type: 'tool-call-delta', id: call.id, text: call.text });
  }

  /** What of the whole arguments was not told yet. */
  #append(call: OpenCall, whole: unknown, into: StreamEvent[]): void {
    if (whole === undefined || whole === null) return;
    const text = typeof whole === 'string' ? whole : JSON.stringify(whole);
    if (text === '') return;
    call.final = text;
    if (!text.startsWith(call.text) || text.length === call.text.length) return;
    const rest = text.slice(call.text.length);
    call.text = text;
    if (call.started && call.id !== undefined) into.push({ type: 'tool-call-delta', id: call.id, text: rest });
  }

  /** False when the arguments cannot be read; then nothing is told. */
  #finish(call: OpenCall, into: StreamEvent[]): boolean {
    if (call.id === undefined || call.name === undefined) return false;
    const given: Json | undefined = call.text.trim() === '' ? {} : (parseJson(call.final ?? call.text) ?? parseJson(call.text));
    if (given === undefined) return false;
    call.ended = true;
    into.push({ type: 'tool-call-end', id: call.id, name: call.name, arguments: given });
    return true;
  }

  #error(message: string): LlmError {
    const kind = 'bad-response';
    return new LlmError({ kind, message, retryable: mayHeal(kind), provider: this.#provider });
  }
}
