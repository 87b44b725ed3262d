// The thinking in an answer, wherever a server puts it, and the state of it that the server wants to see again.

import type { Json, JsonObject, Opaque } from '../../model/message.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import type { OpenaiChatQuirks } from './quirks.ts';
import { wire } from './wire.ts';

/** State that only this wire, and only the same provider, reads again. */
export function ownOpaque(provider: string, fields: JsonObject): Opaque {
  return { vendor: wire, data: { provider, fields } };
}

/** Collects the thinking of one answer. */
export class Reasoning {
  readonly #provider: string;
  readonly #echo: OpenaiChatQuirks['echo'];
  readonly #details: Record<string, Json>[] = [];
  #open = false;

  constructor(provider: string, { echo }: OpenaiChatQuirks) {
    this.#provider = provider;
    this.#echo = echo;
  }

  /** Takes the delta of one chunk. */
  take(delta: unknown, into: StreamEvent[]): void {
    const told = nonEmptyString(property(delta, 'reasoning_content')) ?? nonEmptyString(property(delta, 'reasoning'));
    const details = property(delta, 'reasoning_details');
    const listed = Array.isArray(details) ? (details as unknown[]) : [];
    if (this.#echo === 'reasoning_details') for (const detail of listed) this.#collect(detail);
    const text = told ?? listed.map((detail) => nonEmptyString(property(detail, 'text')) ?? nonEmptyString(property(detail, 'summary')) ?? '').join('');
    this.think(text, into);
  }

  /** A piece of thinking. */
  think(text: string, into: StreamEvent[]): void {
    if (text === '') return;
    this.#open = true;
    into.push({ type: 'thinking-delta', text });
  }

  /** Something else comes now: a stretch of thinking is over. */
  pause(into: StreamEvent[]): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#echo !== undefined && this.#echo !== 'reasoning_details') into.push({ type: 'thinking-delta', text: '', opaque: ownOpaque(this.#provider, {}) });
  }

  /** The answer is whole. */
  end(into: StreamEvent[]): void {
    this.pause(into);
    if (this.#details.length > 0) into.push({ type: 'thinking-delta', text: '', opaque: ownOpaque(this.#provider, { reasoning_details: this.#details }) });
  }

  /** Pieces of one detail have its index and type; their texts follow each other, all else is said once. */
  #collect(detail: unknown): void {
    if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return;
    const piece = detail as Record<string, Json>;
    const { index } = piece;
    const open = index === undefined ? undefined : this.#details.findLast((known) => known['index'] === index && known['type'] === piece['type']);
    if (!open) {
      this.#details.push({ ...piece });
      return;
    }
    for (const [name, value] of Object.entries(piece)) {
      const before = open[name];
      const grows = (name === 'text' || name === 'summary' || name === 'data') && typeof before === 'string' && typeof value === 'string';
      if (grows) open[name] = before + value;
      else if (value !== null) open[name] = value;
    }
  }
}
