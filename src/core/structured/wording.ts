// The words that go to the model when an object is wanted.

import type { Problem } from './problem.ts';
import { writeProblems } from './problem.ts';
import type { Shape } from './shape.ts';

export const toolDescription = 'Gives the answer. Call it exactly once, with the whole answer as its arguments.';

/** Puts the schema into the question. */
export function askInWords(shape: Shape): string {
  return `\n\nAnswer with one JSON object and nothing else: no prose, no code fence. It must satisfy this JSON Schema:\n${JSON.stringify(shape.schema)}`;
}

/** Sends the answer back. */
export function askAgain(problems: readonly Problem[]): string {
  return `That answer does not fit the schema:\n${writeProblems(problems)}\n\nGive the whole answer again, corrected, in the same form.`;
}

/** The same when the answer itself is not shown again. */
export function askAfresh(problems: readonly Problem[]): string {
  return `\n\nAn earlier answer did not fit the schema:\n${writeProblems(problems)}\n\nAvoid this.`;
}
