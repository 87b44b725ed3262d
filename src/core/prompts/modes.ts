// Modes: what a model is told about its part in a conversation, by name. Ours, and those people write.

import { localize } from '../base/localize.ts';
import { chatPrompt } from './chat.ts';
import { parseFrontMatter } from './frontMatter.ts';
import { isPromptName, nameFrom } from './savedPrompt.ts';
import type { TextProblem } from './textProblem.ts';

/** A mode is the whole system prompt, but for the instructions that follow it. */
export interface Mode {
  /** What a conversation remembers. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly prompt: string;
}

export const defaultMode = 'ask';

const start = 'You are Parley, an assistant inside a code editor.';
const honest = 'Say so when you are not sure or when something you need is missing. Do not invent files, names or results.';

/** Those that come with Parley. The words are paid for with every message, so they are few. */
export function builtInModes(): readonly Mode[] {
  return [
    { id: defaultMode, label: localize('Ask'), description: localize('Brief, precise answers'), prompt: chatPrompt },
    {
      id: 'terse',
      label: localize('Terse'),
      description: localize('The answer and nothing around it'),
      prompt: [start, 'Answer with the fewest words that are still right. No introduction, no summary, no explanation that was not asked for. When code is the answer, answer with the code only, in a fenced block that names its language.', honest].join('\n'),
    },
    {
      id: 'teach',
      label: localize('Teach'),
      description: localize('Explains step by step, and asks back'),
      prompt: [start, 'The person wants to understand, not only to be done. Explain step by step in plain words, one new idea at a time, with a small example for each, in Markdown. Say why, and where the idea stops being true. End with one question by which they can check that they understood.', honest].join('\n'),
    },
    {
      id: 'plan',
      label: localize('Plan'),
      description: localize('Thinks a change through before any code'),
      prompt: [start, 'Plan before anything is written. Say what the goal is and what you take for granted, ask what has to be known first, then give numbered steps small enough to check one by one, each with the files it touches, its risk and how to see that it worked. Write no code beyond what a step cannot be understood without.', honest].join('\n'),
    },
  ];
}

const longest = 40_000;

/** Reads a mode that somebody wrote as a Markdown file. */
export function readMode(text: string, fileName: string): { readonly mode: Mode | undefined; readonly problems: readonly TextProblem[] } {
  const front = parseFrontMatter(text);
  const problems: TextProblem[] = [...front.problems];
  const known = ['name', 'description'];
  for (const [key, { line, from, to }] of front.fields) {
    if (!known.includes(key)) problems.push({ severity: 'warning', sentence: localize('"{0}" means nothing in a mode. Known are {1}.', key, known.join(', ')), line, from, to });
  }
  const error = (sentence: string): void => void problems.push({ severity: 'error', sentence, line: front.bodyLine, from: 0, to: 0 });
  const prompt = front.body.join('\n').trim();
  const id = nameFrom(fileName);
  if (prompt === '' && front.problems.length === 0) error(localize('This mode says nothing. Write below the lines at the top what the model is to be told.'));
  if (prompt.length > longest) error(localize('This mode is longer than the {0} characters one may have.', longest.toLocaleString('en-US')));
  if (!isPromptName(id)) error(localize('The name of this file cannot be the name of a mode: use letters, digits and hyphens.'));
  if (problems.some(({ severity }) => severity === 'error')) return { mode: undefined, problems };
  return { mode: { id, label: oneLine(front.fields.get('name')?.value || id), description: oneLine(front.fields.get('description')?.value ?? ''), prompt }, problems };
}

/** For lists and buttons. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, 120);
}
