// The tooltip of the status bar: the story, with links to what can be done about it.

import { MarkdownString } from 'vscode';
import { localize } from '../../core/base/localize.ts';
import type { CommandId } from '../../tables/commands.ts';
import type { StoryLine } from './usageView.ts';

const links = (): readonly { readonly label: string; readonly command: CommandId }[] => [
  { label: localize('Open dashboard'), command: 'parley.usage.open' },
  { label: localize('Edit budgets'), command: 'parley.budget.edit' },
  { label: localize('Show log'), command: 'parley.log.open' },
];

/** Every sign that could mean something means itself. The editor's own way makes spaces that do not wrap. */
function asText(words: string): string {
  return words.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Words may hold what a server says, so they are text, never Markdown; only our own commands can be run from it. */
export function usageTooltip(story: readonly StoryLine[]): MarkdownString {
  const tooltip = new MarkdownString('');
  tooltip.isTrusted = { enabledCommands: links().map(({ command }) => command) };
  for (const { title, words, bar } of story) {
    tooltip.appendMarkdown(`**${title}** \u2002${bar === undefined ? '' : `${bar} \u2002`}`);
    tooltip.appendMarkdown(`${asText(words)}\n\n`);
  }
  tooltip.appendMarkdown(`---\n\n${links().map(({ label, command }) => `[${label}](command:${command})`).join(' \u2002|\u2002 ')}`);
  return tooltip;
}
