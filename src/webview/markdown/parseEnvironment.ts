// What the rules of the parser share while they read one text.

import type { Env } from 'markdown-it';

/** What one parse is told, and what it learns besides its tokens. */
export interface ParseEnvironment extends Env {
  references: Record<string, { title: string; href: string }>;
  /** Where link references are defined: the line of each. */
  definitions: { readonly label: string; readonly line: number }[];
  /** How many lines the source has. */
  readonly lines: number;
  /** False while more text may come: a fence that runs to the end is then still open. */
  readonly finished: boolean;
}
