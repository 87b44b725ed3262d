// What of an answer was told so far, and one request's part of it: joined to what there is, silent until there is something to see.

import { shownText, isVisible, type FinishEvent, type StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import type { Joiner } from '../joint/joiner.ts';
import { sumUsage } from './sum.ts';

/** An answer that several requests may make. */
export interface Told {
  text: string;
  thought: boolean;
  /** A tool call was told, so nothing may be repeated. */
  called: boolean;
}

/** How a request ended, and what it told silently, for when that is the end of all. */
export interface Part {
  readonly end: FinishEvent | undefined;
  readonly silent: readonly StreamEvent[];
}

/** More silent events than this nobody sends before an answer. */
const mostHeld = 1_000;

/** Tells one request's part. `joiner` where it goes on with what was told; `before` is what earlier parts used. */
export async function* tellPart(events: AsyncIterable<StreamEvent>, told: Told, before: readonly Usage[], joiner?: Joiner): AsyncGenerator<StreamEvent, Part> {
  let silent: StreamEvent[] = [];
  let seen = false;
  // Thoughts that are begun again stand apart from those before.
  let apart = told.thought;
  let joining = joiner;
  for await (const event of events) {
    if (event.type === 'finish') {
      const rest = joining?.end({ broke: event.error !== undefined }) ?? '';
      if (rest !== '') {
        yield* silent;
        silent = [];
        told.text += rest;
        yield { type: 'text-delta', text: rest };
      }
      return { end: event, silent };
    }
    if (event.type === 'notice') {
      yield event;
      continue;
    }
    const shown = joining ? joined(event, joining) : event;
    if (!shown) continue;
    if (!seen) {
      if (!isVisible(shown) && silent.length < mostHeld) {
        silent.push(shown);
        continue;
      }
      seen = true;
      yield* silent;
      silent = [];
    }
    if (shown.type === 'text-delta') {
      told.text += shownText(shown);
      yield shown;
    } else if (shown.type === 'thinking-delta') {
      yield apart && shown.text !== '' ? { ...shown, paragraph: true } : shown;
      if (shown.text !== '') {
        told.thought = true;
        apart = false;
      }
    } else if (shown.type === 'usage') {
      yield before.length === 0 ? shown : { ...shown, usage: sumUsage([...before, shown.usage]) };
    } else {
      if (joining && shown.type === 'tool-call-start') {
        const rest = joining.end();
        if (rest !== '') yield { type: 'text-delta', text: rest };
        told.text += rest;
        joining = undefined;
      }
      if (shown.type !== 'message-start') told.called = true;
      yield shown;
    }
  }
  return { end: undefined, silent };
}

/** What is to be shown of an event that goes on. A vendor's state belongs to a text that is whole, so it stays behind. */
function joined(event: StreamEvent, joiner: Joiner): StreamEvent | undefined {
  if (event.type !== 'text-delta') return event;
  const text = joiner.add(shownText(event));
  return text === '' ? undefined : { type: 'text-delta', text };
}
