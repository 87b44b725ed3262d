// What stands under `## User` and `## Assistant` in the body of a saved prompt, and the question among it.

import { localize } from '../base/localize.ts';
import type { TextProblem } from './textProblem.ts';

/** One turn of an example. */
export interface ExampleTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface Sections {
  readonly question: string;
  readonly examples: readonly ExampleTurn[];
  readonly problems: readonly TextProblem[];
}

interface Section {
  readonly role: 'user' | 'assistant' | undefined;
  readonly line: number;
  readonly lines: string[];
}

/** The question is what stands before the first heading, or a last `## User` that nobody answers. */
export function readSections(body: readonly string[], bodyLine: number): Sections {
  const [before, ...turns] = split(body, bodyLine);
  const opening = before ? textIn(before) : '';
  const problems: TextProblem[] = [];
  const problem = (line: number, sentence: string): void => void problems.push({ severity: 'error', sentence, line, from: 0, to: 100 });
  for (const [index, turn] of turns.entries()) {
    const expected = index % 2 === 0 ? 'user' : 'assistant';
    if (turn.role !== expected) problem(turn.line, expected === 'user' ? localize('A "## User" has to stand above this answer.') : localize('A "## Assistant" with the answer is missing above this question.'));
    else if (textIn(turn) === '') problem(turn.line, localize('There is nothing under this heading.'));
  }
  const last = turns.at(-1);
  const asked = last?.role === 'user' ? last : undefined;
  if (asked && opening !== '') problem(asked.line, localize('Nobody answers this question, and there is another one at the top. Write an "## Assistant" below, or leave one of them out.'));
  const question = asked ? textIn(asked) : opening;
  if (question === '' && problems.length === 0) problem(bodyLine, localize('There is no question in this file. Write it below the lines at the top.'));
  const examples = turns.filter((turn) => turn !== asked).flatMap((turn) => (turn.role === undefined ? [] : [{ role: turn.role, text: textIn(turn) }]));
  return { question, examples, problems };
}

/** Headings inside of code blocks are code. */
function split(body: readonly string[], bodyLine: number): readonly Section[] {
  const sections: Section[] = [{ role: undefined, line: bodyLine, lines: [] }];
  let fence: string | undefined;
  for (const [index, line] of body.entries()) {
    const run = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = run;
    else if (run?.startsWith(fence) && line.trim() === run) fence = undefined;
    const heading = fence === undefined ? /^##[ \t]+(user|assistant)[ \t]*$/i.exec(line)?.[1] : undefined;
    if (heading === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ role: heading.toLowerCase() === 'user' ? 'user' : 'assistant', line: bodyLine + index, lines: [] });
  }
  return sections;
}

function textIn({ lines }: Section): string {
  return lines.join('\n').trim();
}
