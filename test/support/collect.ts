// Reads a stream to its end and sums it up the way a person would see it.

import type { Json } from '../../src/core/model/message.ts';
import { type FinishEvent, shownText, type StreamEvent } from '../../src/core/model/streamEvent.ts';

/** What a whole stream said. */
export interface Collected {
  readonly events: readonly StreamEvent[];
  readonly text: string;
  readonly thinking: string;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: Json }[];
  readonly notices: readonly string[];
  readonly finish: FinishEvent;
}

/** Fails when the contract is broken: no finish, more than one, or one that is not last. */
export async function collect(stream: AsyncIterable<StreamEvent>): Promise<Collected> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  const finishes = events.filter((event) => event.type === 'finish');
  const finish = events.at(-1);
  if (finishes.length !== 1 || finish?.type !== 'finish') throw new Error(`A stream ended with ${events.at(-1)?.type} and ${finishes.length} finishes.`);
  return {
    events,
    text: events.map((event) => (event.type === 'text-delta' ? shownText(event) : '')).join(''),
    thinking: events.map((event) => (event.type === 'thinking-delta' ? shownText(event) : '')).join(''),
    toolCalls: events.filter((event) => event.type === 'tool-call-end').map(({ id, name, arguments: given }) => ({ id, name, arguments: given })),
    notices: events.filter((event) => event.type === 'notice').map((event) => event.message),
    finish,
  };
}
