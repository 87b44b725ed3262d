// The call that goes on with an answer, and how its words are joined to those that are there.

import type { Call } from '../../model/call.ts';
import { type Message, textMessage } from '../../model/message.ts';
import { anchorOf, continuePrompt } from '../../prompts/continue.ts';
import type { FirstHalf } from '../joint/joiner.ts';
import { squeeze } from '../joint/overlap.ts';

/** A call that goes on, and what to join its answer to. */
export interface Continuation {
  readonly messages: readonly Message[];
  readonly first: FirstHalf;
}

/**
 * Thinking and vendors' state stay behind: they belong to the answer that broke. In place, the answer goes without the
 * white space at its end, which vendors refuse there; elsewhere the model is asked in words.
 */
export function continuation({ messages }: Call, shown: string, inPlace: boolean): Continuation {
  const answer = textMessage('assistant', shown.trimEnd());
  if (inPlace) return { messages: [...messages, answer], first: { text: shown } };
  const { words } = anchorOf(shown);
  return { messages: [...messages, answer, textMessage('user', continuePrompt(words))], first: { text: shown, anchor: squeeze(words) } };
}
