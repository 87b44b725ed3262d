// Reads everything that people keep for models: instructions, modes, saved prompts, and what is wrong with them.

import { localize } from '../../core/base/localize.ts';
import { type InstructionFile, type InstructionKind, instructionKinds, type SentInstructions, sendInstructions } from '../../core/prompts/instructions.ts';
import { type Mode, oneLine, readMode } from '../../core/prompts/modes.ts';
import { nameFrom, readSavedPrompt, type SavedPrompt } from '../../core/prompts/savedPrompt.ts';
import type { TextProblem } from '../../core/prompts/textProblem.ts';
import { folderOf, ownInstructions, pathIn, type PromptPlace, type PromptSources, workspaceInstructions } from './promptPlace.ts';

/** A file with a saved prompt in it, as far as it can be read. */
export interface KeptPrompt {
  readonly name: string;
  readonly place: PromptPlace;
  readonly path: string;
  /** Undefined where the file has an error. */
  readonly prompt: SavedPrompt | undefined;
}

/** What is wrong with one file. */
export interface FileProblems {
  readonly place: PromptPlace;
  readonly path: string;
  readonly problems: readonly TextProblem[];
}

/** All of it, at one moment. */
export interface Library {
  readonly instructions: readonly SentInstructions[];
  readonly modes: readonly Mode[];
  readonly prompts: readonly KeptPrompt[];
  readonly problems: readonly FileProblems[];
  /** What people should know, in sentences: what is left out or cut. */
  readonly notes: readonly string[];
}

export const emptyLibrary: Library = { instructions: [], modes: [], prompts: [], problems: [], notes: [] };

/** More files than this in one folder are not looked at. */
const mostFiles = 200;

/** Of two prompts or modes with one name the person's own counts, else the first folder's: a project cannot take a name over. */
export async function readLibrary(sources: PromptSources, isWanted: (kind: InstructionKind) => boolean): Promise<Library> {
  const places = sources.places();
  const own = places.filter((place) => place.own);
  const ordered = [...own, ...places.filter((place) => !place.own)];
  const notes: string[] = [];
  const [instructions, prompts, modes, isHolding] = await Promise.all([
    readInstructions(sources, places, isWanted, notes),
    readFiles(sources, ordered, 'prompts', notes),
    readFiles(sources, ordered, 'modes', notes),
    sources.isHolding(),
  ]);
  if (isHolding) notes.unshift(localize('This workspace is not trusted, so its instructions, modes and saved prompts are left out.'));
  const sent = sendInstructions(instructions);
  const readPrompts = withoutTwins(prompts.map((file) => {
    const { prompt, problems } = readSavedPrompt(file.text, nameOf(file.path));
    return { ...file, prompt, problems, key: prompt?.name ?? nameFrom(nameOf(file.path)) };
  }));
  const readModes = withoutTwins(modes.map((file) => {
    const { mode, problems } = readMode(file.text, nameOf(file.path));
    return { ...file, mode, problems, key: mode?.id ?? nameFrom(nameOf(file.path)) };
  }));
  return {
    instructions: sent,
    modes: readModes.flatMap(({ mode }) => (mode ? [mode] : [])),
    prompts: readPrompts.filter(({ isTwin }) => !isTwin).map(({ key, place, path, prompt }) => ({ name: key, place, path, prompt })),
    problems: [...readPrompts, ...readModes].filter(({ problems }) => problems.length > 0).map(({ place, path, problems }) => ({ place, path, problems })),
    notes: [...notes, ...sent.flatMap(({ cut }) => (cut === undefined ? [] : [cut]))],
  };
}

async function readInstructions(sources: PromptSources, places: readonly PromptPlace[], isWanted: (kind: InstructionKind) => boolean, notes: string[]): Promise<readonly InstructionFile[]> {
  const wishes = places.flatMap((place) => (place.own ? [{ kind: 'mine' as const, path: ownInstructions }] : workspaceInstructions).map((one) => ({ ...one, place })));
  const found = await Promise.all(wishes.filter(({ kind }) => isWanted(kind)).map(async ({ kind, path, place }): Promise<readonly InstructionFile[]> => {
    const read = await sources.read(place, path);
    const label = oneLine(pathIn(place, path));
    if (read === undefined) return [];
    if ('text' in read) return [{ kind, label, text: read.text }];
    notes.push(read.leftOut);
    return [];
  }));
  return found.flat().toSorted((a, b) => Number(a.kind === 'mine') - Number(b.kind === 'mine'));
}

interface ReadFile {
  readonly place: PromptPlace;
  readonly path: string;
  readonly text: string;
}

async function readFiles(sources: PromptSources, places: readonly PromptPlace[], what: 'prompts' | 'modes', notes: string[]): Promise<readonly ReadFile[]> {
  const all = await Promise.all(places.map(async (place) => {
    const folder = folderOf(place, what);
    const names = await sources.list(place, folder);
    if (names.length > mostFiles) notes.push(localize('{0} has {1} files; the first {2} are read.', oneLine(pathIn(place, folder)), names.length, mostFiles));
    return await Promise.all(names.slice(0, mostFiles).map(async (name): Promise<readonly ReadFile[]> => {
      const path = `${folder}/${name}`;
      const read = await sources.read(place, path);
      if (read === undefined) return [];
      if ('text' in read) return [{ place, path, text: read.text }];
      notes.push(read.leftOut);
      return [];
    }));
  }));
  return all.flat(2);
}

/** Of several with one key the first counts; the others are told so, in their files. */
function withoutTwins<T extends { readonly key: string; readonly problems: readonly TextProblem[] }>(files: readonly T[]): readonly (T & { readonly isTwin: boolean })[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const isTwin = taken.has(file.key);
    taken.add(file.key);
    const twin: TextProblem = { severity: 'warning', sentence: localize('There is another file for "{0}", and that one is used.', file.key), line: 0, from: 0, to: 100 };
    return isTwin ? { ...file, isTwin, problems: [...file.problems, twin] } : { ...file, isTwin };
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Every kind of instructions, for a setting that leaves some out. */
export function wantedKinds(switches: Readonly<Partial<Record<InstructionKind, boolean>>>): (kind: InstructionKind) => boolean {
  const off = new Set(instructionKinds.filter((kind) => switches[kind] === false));
  return (kind) => !off.has(kind);
}
