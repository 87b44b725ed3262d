// Where people keep what a model is told: a folder of the workspace, or their own place.

import type { InstructionKind } from '../../core/prompts/instructions.ts';

/** A place to look in. All paths are relative to it. */
export interface PromptPlace {
  /** Told apart from others by it. */
  readonly id: string;
  readonly own: boolean;
  /** Before the paths of this place, as people see them; empty where there is only one folder. */
  readonly name: string;
}

/** The text of a file, or why it is left out. */
export type FoundText = { readonly text: string } | { readonly leftOut: string };

/** The doors to the files. Nothing of it throws for a file that is not there. */
export interface PromptSources {
  /** The folders of the workspace in their order, then the person's own. None of a workspace that is not trusted. */
  places(): readonly PromptPlace[];
  /** Undefined when there is no such file. */
  read(place: PromptPlace, path: string): Promise<FoundText | undefined>;
  /** The names of the Markdown files in a folder, in order. */
  list(place: PromptPlace, folder: string): Promise<readonly string[]>;
  /** True when a workspace without trust has files that are left out for it. */
  isHolding(): Promise<boolean>;
  /** Begins to watch; called once, before the first look. */
  watch(changed: () => void): void;
}

/** Where instructions are kept in a workspace, in the order they are sent. */
export const workspaceInstructions: readonly { readonly kind: InstructionKind; readonly path: string }[] = [
  { kind: 'workspace', path: '.parley/instructions.md' },
  { kind: 'agents', path: 'AGENTS.md' },
  { kind: 'copilot', path: '.github/copilot-instructions.md' },
];

/** Where a person's own are. */
export const ownInstructions = 'instructions.md';

export function folderOf(place: PromptPlace, what: 'prompts' | 'modes'): string {
  return place.own ? what : `.parley/${what}`;
}

/** A path as people see it. */
export function pathIn(place: PromptPlace, path: string): string {
  return place.name === '' ? path : `${place.name}/${path}`;
}
