// Whether an overlap is a repetition or chance.
//
// Two texts that belong together often share a letter or a word at their joint without anything being repeated: "0, " and
// "0, 0". So an overlap must be long, or be made of whole words where the model was asked in words to go on. A text that
// repeats itself at its end ("ha ha ha") tells nothing: there nothing is taken for a repetition, unless the model was
// asked to begin with just these words, or began the whole text again.

import type { Overlap } from './overlap.ts';

/** What the judgement is about. */
export interface Occasion {
  readonly overlap: Overlap;
  /** The words the model was asked to begin with; undefined when it goes on in place. */
  readonly anchor: string | undefined;
  /** Whether white space ended the first text. */
  readonly endsInSpace: boolean;
  /** The second text as far as it came. */
  readonly second: string;
}

/** Long enough to be no chance. */
const sure = 16;
const shortestAnchor = 4;

/** How many characters of the second text are a repetition of the first one's end; 0 when none are. */
export function repeatedLength({ overlap, anchor, endsInSpace, second }: Occasion): number {
  const { first } = overlap;
  const count = overlap.end();
  if (anchor !== undefined && anchor.length >= shortestAnchor && overlap.beginsWith(anchor) && first.endsWith(anchor)) return overlap.rawLength(anchor.length);
  if (count === 0) return 0;
  const text = first.slice(-count);
  const before = first.slice(0, -count);
  const length = overlap.rawLength(count);
  // It began all over.
  if (before === '') return count >= shortestAnchor || anchor !== undefined ? length : 0;
  if (overlap.repeatsItself(count) || before.trimEnd().endsWith(text.trimEnd())) return 0;
  if (!/[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(text)) return 0;
  if (count >= sure) return length;
  if (anchor === undefined || !/\p{L}{2}/u.test(text)) return 0;
  const beginsWord = !isWord(before.at(-1)) || !isWord(text[0]);
  const goesOn = isWord(second[length]) && isWord(text.at(-1));
  // "the " and "theory" share three letters by chance; "func" and "function" are one word, begun twice.
  return beginsWord && !(goesOn && (endsInSpace || count < 3)) ? length : 0;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
