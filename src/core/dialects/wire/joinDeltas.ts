// What arrived together is told together: fewer, longer events cost every layer less, and say the same.

import type { StreamEvent } from '../../model/streamEvent.ts';

/** The events with neighbouring pieces of one text, thought or tool call joined. Opaque state and paragraphs keep their place. */
export function joinDeltas(events: readonly StreamEvent[]): readonly StreamEvent[] {
  if (events.length < 2) return events;
  const joined: StreamEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const whole = last && join(last, event);
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(event);
  }
  return joined;
}

function join(last: StreamEvent, next: StreamEvent): StreamEvent | undefined {
  if (last.type === 'text-delta' || last.type === 'thinking-delta') {
    return next.type === last.type && !last.opaque && !next.opaque && !next.paragraph ? { ...last, text: last.text + next.text } : undefined;
  }
  if (last.type === 'tool-call-delta' && next.type === 'tool-call-delta' && last.id === next.id) return { ...last, text: last.text + next.text };
  return undefined;
}
