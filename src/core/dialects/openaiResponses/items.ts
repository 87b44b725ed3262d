// The items of an answer: messages, reasoning, function calls; told piece by piece, at their end, and in the final summary.

import type { LlmError } from '../../model/llmError.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { nonEmptyString, property } from '../wire/json.ts';
import { FunctionCalls, type Place } from './functionCalls.ts';
import { type ItemText, Spoken } from './spoken.ts';
import { phaseState, reasoningState } from './state.ts';

/** Says of every item what was not said yet. */
export class Items {
  readonly #model: string;
  readonly #text = new Spoken('text-delta', 'item');
  readonly #thinking = new Spoken('thinking-delta', 'part');
  readonly #calls: FunctionCalls;
  #refused = false;
  #messagesEnded = 0;
  #reasoningEnded = 0;

  constructor(model: string, provider: string) {
    this.#model = model;
    this.#calls = new FunctionCalls(provider);
  }

  /** True when the answer calls functions. */
  get hasCalls(): boolean {
    return this.#calls.any;
  }

  /** True when the model said that it will not. */
  get refused(): boolean {
    return this.#refused;
  }

  begin(item: unknown, index: unknown, into: StreamEvent[]): void {
    if (property(item, 'type') === 'function_call') this.#calls.begin(item, index, into);
  }

  textDelta(frame: unknown, into: StreamEvent[]): void {
    this.#text.delta(itemOf(frame), property(frame, 'content_index'), property(frame, 'delta'), into);
  }

  textDone(frame: unknown, into: StreamEvent[]): void {
    this.#text.endPart(itemOf(frame), property(frame, 'content_index'), property(frame, 'text'), into);
  }

  refusalDelta(frame: unknown, into: StreamEvent[]): void {
    this.#refused = true;
    this.textDelta(frame, into);
  }

  refusalDone(frame: unknown, into: StreamEvent[]): void {
    this.#refused = true;
    this.#text.endPart(itemOf(frame), property(frame, 'content_index'), property(frame, 'refusal'), into);
  }

  thinkingDelta(frame: unknown, into: StreamEvent[]): void {
    this.#thinking.delta(itemOf(frame), thoughtOf(frame), property(frame, 'delta'), into);
  }

  thinkingDone(frame: unknown, into: StreamEvent[]): void {
    this.#thinking.endPart(itemOf(frame), thoughtOf(frame), property(frame, 'text'), into);
  }

  argumentsDelta(frame: unknown, into: StreamEvent[]): void {
    this.#calls.delta(placeOf(frame), property(frame, 'delta'), into);
  }

  argumentsDone(frame: unknown, into: StreamEvent[]): void {
    this.#calls.argumentsDone(placeOf(frame), frame, into);
  }

  /** An item that is whole now. */
  end(item: unknown, index: unknown, into: StreamEvent[]): void {
    const place = typeof index === 'number' ? index : property(item, 'id');
    switch (property(item, 'type')) {
      case 'message':
        this.#messagesEnded += 1;
        this.#text.endItem(place, this.#readMessage(item), into);
        this.#endMessage(item, into);
        break;
      case 'reasoning':
        this.#reasoningEnded += 1;
        this.#thinking.endItem(place, readReasoning(item), into);
        this.#endReasoning(item, into);
        break;
      case 'function_call':
        this.#calls.end(item, index, into);
        break;
    }
  }

  /** All items once more, as the end of the answer lists them. */
  endAll(output: unknown, into: StreamEvent[]): void {
    if (!Array.isArray(output)) return;
    const messages: ItemText[] = [];
    const thoughts: ItemText[] = [];
    for (const [index, item] of (output as unknown[]).entries()) {
      switch (property(item, 'type')) {
        case 'message':
          messages.push(this.#readMessage(item));
          this.#text.endAll(messages, into);
          if (messages.length > this.#messagesEnded) this.#endMessage(item, into);
          break;
        case 'reasoning':
          thoughts.push(readReasoning(item));
          this.#thinking.endAll(thoughts, into);
          // It has to stand before what it led to; when that was told already, it is too late.
          if (thoughts.length > this.#reasoningEnded && !this.#text.any && !this.#calls.any) this.#endReasoning(item, into);
          break;
        case 'function_call':
          this.#calls.end(item, index, into);
          break;
      }
    }
  }

  /** Ends the calls that nothing ended. The error says what is wrong with one. */
  close(into: StreamEvent[]): LlmError | undefined {
    return this.#calls.close(into);
  }

  #readMessage(item: unknown): ItemText {
    return listOf(property(item, 'content')).map((part) => {
      const refusal = nonEmptyString(property(part, 'refusal'));
      if (refusal !== undefined) this.#refused = true;
      return refusal ?? nonEmptyString(property(part, 'text')) ?? '';
    });
  }

  #endMessage(item: unknown, into: StreamEvent[]): void {
    const opaque = phaseState(item, this.#model);
    if (opaque) into.push({ type: 'text-delta', text: '', opaque });
  }

  #endReasoning(item: unknown, into: StreamEvent[]): void {
    const opaque = reasoningState(item, this.#model);
    if (opaque) into.push({ type: 'thinking-delta', text: '', opaque });
  }
}

/** Summary and full text say the same; the one that was streamed begins alike, and unstreamed the summary does. */
function readReasoning(item: unknown): ItemText {
  const textsOf = (name: string): ItemText => listOf(property(item, name)).map((part) => nonEmptyString(property(part, 'text')) ?? '');
  const summary = textsOf('summary');
  return summary.some((text) => text !== '') ? summary : textsOf('content');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What tells items apart: the place where it is told, as some servers give every event an id of its own. */
function itemOf(frame: unknown): unknown {
  return property(frame, 'output_index') ?? property(frame, 'item_id');
}

function placeOf(frame: unknown): Place {
  return { item: property(frame, 'item_id'), index: property(frame, 'output_index') };
}

/** Parts of the summary and of the full text have numbers of their own. */
function thoughtOf(frame: unknown): unknown {
  const summary = property(frame, 'summary_index');
  const content = property(frame, 'content_index');
  return summary === undefined && typeof content === 'number' ? -1 - content : summary;
}
