// Saved prompts as commands behind a slash: which there are, and the question that one becomes.

import { localize } from '../../core/base/localize.ts';
import type { Question } from '../../core/conversation/session.ts';
import { textMessage } from '../../core/model/message.ts';
import { fillPrompt } from '../../core/prompts/fillPrompt.ts';
import { oneLine } from '../../core/prompts/modes.ts';
import { gatherValues, type ValueSources } from './gatherValues.ts';
import { PromptFailed } from './promptFailed.ts';
import { pathIn } from './promptPlace.ts';
import type { PromptLibrary } from './promptLibrary.ts';
import type { KeptPrompt } from './readLibrary.ts';

/** A command as a list shows it. */
export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What may be written after it; undefined where nothing is asked for. */
  readonly argument: string | undefined;
  /** The file it is from. */
  readonly origin: string;
  /** True where the file has an error: to choose it tells which. */
  readonly broken: boolean;
}

export interface SavedPrompts {
  list(): Promise<readonly SlashCommand[]>;
  /** The question behind `/name rest`. Undefined: it is none, or the person thought better of it. Rejects with `PromptFailed`. */
  question(name: string, rest: string): Promise<Question | undefined>;
  /** Name and rest of a message that begins with one of these commands. */
  commandIn(text: string): Promise<{ readonly name: string; readonly rest: string } | undefined>;
}

export function createSavedPrompts(collection: Pick<PromptLibrary, 'read'>, values: ValueSources): SavedPrompts {
  const find = async (name: string): Promise<KeptPrompt | undefined> => (await collection.read()).prompts.find((one) => one.name === name);
  return {
    async list() {
      return (await collection.read()).prompts.map(slashCommand);
    },
    async question(name, rest) {
      const kept = await find(name);
      if (!kept) return undefined;
      const { prompt } = kept;
      if (!prompt) throw new PromptFailed(localize('/{0} cannot be used: its file {1} has an error. It is marked there.', name, fileOf(kept)));
      const gathered = await gatherValues(prompt, rest, values);
      if (!gathered) return undefined;
      const { text, examples } = fillPrompt(prompt, gathered.values);
      return {
        text: `/${name}${rest.trim() === '' ? '' : ` ${rest.trim()}`}`,
        parts: textMessage('user', text).parts,
        attachments: [{ label: fileOf(kept), detail: localize('saved prompt') }, ...gathered.attachments],
        ...(examples.length > 0 && { examples }),
        task: prompt.task,
        ...(prompt.model !== undefined && { model: prompt.model }),
      };
    },
    async commandIn(text) {
      const match = /^\/([\p{L}\p{N}][\p{L}\p{N}_-]{0,39})(?:\s+([\s\S]*))?$/u.exec(text.trim());
      const name = match?.[1];
      return name !== undefined && (await find(name)) ? { name, rest: match?.[2] ?? '' } : undefined;
    },
  };
}

function slashCommand(kept: KeptPrompt): SlashCommand {
  const { name, prompt } = kept;
  if (!prompt) return { name, description: localize('has an error'), argument: undefined, origin: fileOf(kept), broken: true };
  const description = [oneLine(prompt.description), prompt.model].filter((fact) => fact !== undefined && fact !== '').join(' \u00b7 ');
  return { name, description, argument: prompt.uses.has('input') ? localize('text') : undefined, origin: fileOf(kept), broken: false };
}

function fileOf({ place, path }: KeptPrompt): string {
  return oneLine(place.own ? path : pathIn(place, path));
}
