// What a screen reader hears: how an answer ended and what went wrong, never the words as they stream.

import type { TurnChanges, TurnState } from '../../shared/protocol.ts';
import { words } from '../words.ts';
import { isGrowing } from './turnModel.ts';

const endings: Partial<Record<TurnState, string>> = {
  done: words.answerFinished,
  stopped: words.answerStopped,
  interrupted: words.interrupted,
  length: words.cutOff,
};

/** The sentence to read out for a change of a turn, if any. */
export function announcementFor(before: TurnState, changes: TurnChanges): string | undefined {
  if (changes.problem) return changes.problem.sentence;
  // Once, not with every second.
  if (changes.wait) return words.waits(changes.wait.sentence, changes.wait.left === undefined ? undefined : Math.ceil(changes.wait.left / 1000));
  const ended = changes.state !== undefined && isGrowing(before) && !isGrowing(changes.state);
  return ended && changes.state ? endings[changes.state] : undefined;
}
