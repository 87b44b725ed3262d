// Finds out everything that a saved prompt has places for: from the editor, the clipboard, and by asking.

import { localize } from '../../core/base/localize.ts';
import type { Attachment } from '../../core/conversation/turn.ts';
import type { PromptValues } from '../../core/prompts/fillPrompt.ts';
import type { CodeToExplain } from '../../core/prompts/explain.ts';
import type { SavedPrompt } from '../../core/prompts/savedPrompt.ts';
import type { BuiltInVariable } from '../../core/prompts/variables.ts';
import { PromptFailed } from './promptFailed.ts';

/** Where values come from. Code is undefined while no file is open. */
export interface ValueSources {
  /** The code a person means: what is selected, else what is around the cursor. */
  readonly selection: () => Promise<CodeToExplain | undefined>;
  readonly wholeFile: () => CodeToExplain | undefined;
  readonly clipboard: () => Promise<string>;
  /** Undefined when the person thought better of it. */
  readonly ask: (title: string, question: string) => Promise<string | undefined>;
}

export interface GatheredValues {
  readonly values: PromptValues;
  /** What goes along, for people to see. */
  readonly attachments: readonly Attachment[];
}

export const longestClipboard = 200_000;

/** Undefined when the person thought better of it. Throws `PromptFailed` where something is missing. */
export async function gatherValues({ name, uses, asks }: SavedPrompt, input: string, sources: ValueSources): Promise<GatheredValues | undefined> {
  const title = `/${name}`;
  const attachments: Attachment[] = [];
  const code = (found: CodeToExplain | undefined): CodeToExplain => {
    if (!found) throw new PromptFailed(localize('{0} is about a file: open one first.', title));
    if (found.code.trim() === '') throw new PromptFailed(localize('{0} is about code, and there is none here.', title));
    return found;
  };
  const needsCode = needs(uses, 'selection') || (needs(uses, 'file', 'language') && !uses.has('content'));
  const selection = needsCode ? code(await sources.selection()) : undefined;
  if (selection && uses.has('selection')) attachments.push({ label: `${selection.path}:${selection.firstLine}-${selection.lastLine}`, detail: localize('lines {0}\u2013{1}', selection.firstLine, selection.lastLine) });
  const content = uses.has('content') ? code(sources.wholeFile()) : undefined;
  if (content) attachments.push({ label: content.path, detail: localize('the whole file') });
  const clipboard = uses.has('clipboard') ? await sources.clipboard() : undefined;
  if (clipboard?.trim() === '') throw new PromptFailed(localize('{0} needs something in the clipboard: copy it first.', title));
  if (clipboard !== undefined) attachments.push({ label: localize('Clipboard'), detail: clipboard.length > longestClipboard ? localize('the first {0} characters', longestClipboard.toLocaleString('en-US')) : localize('{0} characters', clipboard.length.toLocaleString('en-US')) });
  let said = input;
  if (uses.has('input') && said.trim() === '') {
    const answer = await sources.ask(title, localize('What is it about?'));
    if (answer === undefined) return undefined;
    said = answer;
  }
  const asked = new Map<string, string>();
  for (const one of asks) {
    const answer = await sources.ask(title, one.question);
    if (answer === undefined) return undefined;
    asked.set(one.name, answer);
  }
  return { values: { input: said, asked, ...(selection && { selection }), ...(content && { content }), ...(clipboard !== undefined && { clipboard: clipboard.slice(0, longestClipboard) }) }, attachments };
}

function needs(uses: ReadonlySet<BuiltInVariable>, ...names: readonly BuiltInVariable[]): boolean {
  return names.some((name) => uses.has(name));
}
