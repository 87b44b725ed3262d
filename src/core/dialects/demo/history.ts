// Where the walk is: read off the messages, so that the same conversation always gets the same answer.

import type { Message } from '../../model/message.ts';
import { asksForNext, stops, type Topic, topicOf } from './topics.ts';

/** The text of a message. Parts stand on lines of their own, so that a fenced block begins a line. */
export function textIn(message: Message): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** The topics that some messages led through, `next` included. */
export function topicsIn(messages: readonly Message[]): ReadonlySet<Topic> {
  const seen = new Set<Topic>();
  for (const message of messages) {
    if (message.role !== 'user') continue;
    const text = textIn(message);
    const topic = asksForNext(text) ? nextStop(seen) : topicOf(text);
    if (topic !== undefined) seen.add(topic);
  }
  return seen;
}

/** The first stop of the walk that was not seen. */
export function nextStop(seen: ReadonlySet<Topic>): Topic | undefined {
  return stops.find((stop) => !seen.has(stop));
}

/** True when a message carries something that is no text. */
export function hasAttachment(message: Message): boolean {
  return message.parts.some((part) => part.type === 'image' || part.type === 'file');
}
