// A prompt that somebody saved as a Markdown file: its words, what has to be known to send them, and what is wrong with it.

import { localize } from '../base/localize.ts';
import { parseModelRef } from '../model/modelRef.ts';
import { type Field, type FrontMatter, parseFrontMatter } from './frontMatter.ts';
import { type ExampleTurn, readSections } from './sections.ts';
import type { TextProblem } from './textProblem.ts';
import { type BuiltInVariable, builtInVariables, findPlaces, isBuiltIn, likelyMeant, type Place } from './variables.ts';

export interface SavedPrompt {
  /** What is typed after the slash. */
  readonly name: string;
  readonly description: string;
  /** The reference to ask, where it is not the conversation's. */
  readonly model?: string;
  readonly task: string;
  /** The words, with places for variables. */
  readonly question: string;
  readonly examples: readonly ExampleTurn[];
  /** What a person is asked for, in the order it is met. */
  readonly asks: readonly { readonly name: string; readonly question: string }[];
  readonly uses: ReadonlySet<BuiltInVariable>;
}

/** What a file turned out to be. No prompt where there is an error. */
export interface ReadPrompt {
  readonly prompt: SavedPrompt | undefined;
  readonly problems: readonly TextProblem[];
}

const known = ['name', 'description', 'model', 'task'] as const;
export const longestPromptFile = 200_000;
const longestDescription = 200;

export function readSavedPrompt(text: string, fileName: string): ReadPrompt {
  if (text.length > longestPromptFile) return { prompt: undefined, problems: [{ severity: 'error', sentence: localize('This file is longer than a saved prompt may be ({0} characters).', longestPromptFile.toLocaleString('en-US')), line: 0, from: 0, to: 0 }] };
  const front = parseFrontMatter(text);
  const sections = readSections(front.body, front.bodyLine);
  const places = findPlaces(front.body, front.bodyLine);
  const name = front.fields.get('name')?.value.trim() || nameFrom(fileName);
  const problems = [...front.problems, ...(front.problems.length > 0 ? [] : sections.problems), ...fieldProblems(front, places), ...placeProblems(places, front.fields), ...nameProblems(name, front.fields.get('name'))];
  if (problems.some(({ severity }) => severity === 'error')) return { prompt: undefined, problems };
  const model = front.fields.get('model')?.value;
  const names = [...new Set(places.filter(({ named }) => named).map((place) => place.name))];
  return {
    prompt: {
      name,
      description: (front.fields.get('description')?.value ?? firstLine(sections.question)).slice(0, longestDescription),
      ...(model && { model }),
      task: front.fields.get('task')?.value || 'chat',
      question: sections.question,
      examples: sections.examples,
      asks: names.filter((one) => !isBuiltIn(one)).map((one) => ({ name: one, question: front.fields.get(one)?.value || one })),
      uses: new Set(names.filter(isBuiltIn)),
    },
    problems,
  };
}

/** `Review this.md` is `/review-this`. */
export function nameFrom(fileName: string): string {
  return fileName.replace(/\.md$/i, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '').slice(0, 40);
}

/** True for what can stand after the slash. */
export function isPromptName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(name);
}

function nameProblems(name: string, field: Field | undefined): readonly TextProblem[] {
  if (isPromptName(name)) return [];
  const at = field ?? { line: 0, from: 0, to: 0 };
  return [{ severity: 'error', sentence: localize('A name is letters, digits and hyphens, at most 40 of them: it is what is typed after the slash.'), line: at.line, from: at.from, to: at.to }];
}

function fieldProblems({ fields }: FrontMatter, places: readonly Place[]): readonly TextProblem[] {
  return [...fields].flatMap(([key, { value, line, from, to }]): readonly TextProblem[] => {
    const at = { line, from, to };
    if (key === 'model' && value !== '' && !parseModelRef(value)) return [{ severity: 'error', sentence: localize('Write the model as provider/model, such as openai/gpt-6-sol.'), ...at }];
    if (key === 'task' && !/^[A-Za-z][\w-]{0,39}$|^$/.test(value)) return [{ severity: 'error', sentence: localize('A task is one word, such as chat or explain.'), ...at }];
    const isQuestion = places.some(({ name }) => name === key) && !isBuiltIn(key);
    if ((known as readonly string[]).includes(key) || isQuestion) return [];
    return [{ severity: 'warning', sentence: localize('"{0}" means nothing here. Known are {1}, and the names of variables of this prompt.', key, known.join(', ')), ...at }];
  });
}

function placeProblems(places: readonly Place[], fields: ReadonlyMap<string, Field>): readonly TextProblem[] {
  return places.flatMap(({ name, named, line, from, to }): readonly TextProblem[] => {
    if (!named) return [{ severity: 'warning', sentence: localize('This is not the name of a variable, so it is sent as it stands. Write \\{{ if that is meant.'), line, from, to }];
    if (isBuiltIn(name) || fields.has(name)) return [];
    const meant = likelyMeant(name);
    if (meant === undefined) return [];
    return [{ severity: 'error', sentence: localize('There is no variable "{0}". Did you mean "{1}"? Known are {2}; for one of your own, choose another name.', name, meant, builtInVariables.join(', ')), line, from, to }];
  });
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim();
}
