// A saved prompt with everything in its places: the question, and the turns before it.

import { type AssistantMessage, textMessage, type UserMessage } from '../model/message.ts';
import { type CodeSource, fencedCode } from './codeBlock.ts';
import type { SavedPrompt } from './savedPrompt.ts';
import { fillPlaces } from './variables.ts';

/** What goes into the places. Code comes with its language and file. */
export interface PromptValues {
  readonly selection?: CodeSource;
  readonly content?: CodeSource;
  readonly clipboard?: string;
  /** The rest of the line after the command. */
  readonly input: string;
  readonly asked: ReadonlyMap<string, string>;
}

export interface FilledPrompt {
  readonly text: string;
  readonly examples: readonly (UserMessage | AssistantMessage)[];
}

/** What was typed after the command and has no place of its own is said at the end. */
export function fillPrompt(prompt: SavedPrompt, values: PromptValues): FilledPrompt {
  const fill = (text: string): string => fillText(text, values);
  const text = fill(prompt.question);
  const rest = values.input.trim();
  return {
    text: rest === '' || prompt.uses.has('input') ? text : `${text}\n\n${rest}`,
    examples: prompt.examples.map(({ role, text: words }) => textMessage(role, fill(words))),
  };
}

/** Code alone in its line becomes a block that nothing in it can close, unless it stands in a block already. */
function fillText(text: string, values: PromptValues): string {
  const source = values.selection ?? values.content;
  const known: Readonly<Record<string, string>> = { clipboard: values.clipboard ?? '', input: values.input.trim(), file: source?.path ?? '', language: source?.language ?? '' };
  return text.split(/^( {0,3}(?:```|~~~)[^\n]*)$/m).map((piece, index) => {
    // Every other piece is a fence; those between the first and the second are inside of a block.
    const inBlock = index % 4 === 2;
    return fillPlaces(piece, (name, alone) => {
      const code = name === 'selection' ? values.selection : name === 'content' ? values.content : undefined;
      if (code) return alone && !inBlock ? fencedCode(code) : code.code;
      return Object.hasOwn(known, name) ? (known[name] ?? '') : (values.asked.get(name) ?? '');
    });
  }).join('');
}
