// Every editor action, one row each. Command, menu entry and prompt follow from it.

import { type CodeToExplain, explainPrompt } from '../core/prompts/explain.ts';

/** One row. */
export interface ActionRow {
  /** The command's id, and the name of the task in `parley.tasks`. */
  readonly command: string;
  readonly task: string;
  readonly title: string;
  readonly icon: string;
  /** What people see as their question in the chat. */
  readonly question: (source: CodeToExplain) => string;
  /** What the model gets. */
  readonly prompt: (source: CodeToExplain) => string;
}

export const actions = [
  {
    command: 'parley.explain',
    task: 'explain',
    title: 'Explain',
    icon: 'comment-discussion',
    question: ({ path }) => `Explain this code from ${path}.`,
    prompt: explainPrompt,
  },
] as const satisfies readonly ActionRow[];
