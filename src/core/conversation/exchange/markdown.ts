// A conversation as Markdown, for people to read: the path that is shown, with who answered and what it cost. Nothing in a
// message reaches into the next one: what it left open is closed.

import MarkdownIt from 'markdown-it';
import { formatMoney, formatTokens } from '../../money/format.ts';
import { sumTokens } from '../../model/usage.ts';
import type { Conversation } from '../conversation.ts';
import { visiblePath } from '../conversation.ts';
import type { Card } from '../store.ts';
import type { AssistantTurn, Turn, UserTurn } from '../turn.ts';

/** The whole text. */
export function conversationMarkdown({ title }: Pick<Card, 'title'>, conversation: Conversation): string {
  const path = visiblePath(conversation);
  const elsewhere = [...conversation.turns.values()].filter(({ deleted }) => deleted === undefined).length - path.length;
  const left = elsewhere > 0 ? [`*${elsewhere === 1 ? 'One more message stands' : `${elsewhere} more messages stand`} in other branches; an export as JSON has them all.*`] : [];
  return `${[`# ${inLine(title)}`, ...left, ...path.map(turnMarkdown)].join('\n\n')}\n`;
}

function turnMarkdown(turn: Turn): string {
  return turn.kind === 'user' ? question(turn) : answer(turn);
}

function question({ text, attachments }: UserTurn): string {
  const along = attachments.map(({ label, detail }) => `- ${inLine(label)}${detail === '' ? '' : `, ${inLine(detail)}`}`).join('\n');
  return ['## You', ...(along === '' ? [] : [`Attached:\n\n${along}`]), sealed(text)].join('\n\n');
}

function answer({ model, text, thinking, startedAt, end }: AssistantTurn): string {
  const output = end && sumTokens(end.usage.output);
  const facts = [model, dayOf(startedAt), output === undefined ? undefined : `${formatTokens(output)} tokens`, end && formatMoney(end.cost), end && end.reason !== 'stop' ? end.reason : undefined];
  const line = `*${facts.filter((fact) => fact !== undefined).map(inLine).join(' · ')}*`;
  const thoughts = thinking.trim() === '' ? [] : [fenced('thinking', thinking)];
  return ['## Assistant', line, ...thoughts, sealed(text)].join('\n\n');
}

/** A file of somebody else's may hold any number. */
function dayOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 16).replace('T', ' ');
}

function inLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
}

function fenced(language: string, text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

const blocks = new MarkdownIt('commonmark');
blocks.core.ruler.enableOnly(['normalize', 'block']);
/** What is longer is not read through for this. */
const longestRead = 200_000;

/** The text, such that what stands below it is no part of it: a fence that was left open is closed. Where that is not enough it becomes a quotation. */
export function sealed(text: string): string {
  const plain = text.replaceAll(/\r\n?/g, '\n').trimEnd();
  const open = [...plain.matchAll(/^[ \t>]*(`{3,}|~{3,})/gm)].at(-1)?.[0];
  const ways = plain.length > longestRead ? [] : [plain, ...(open === undefined ? [] : [`${plain}\n${open}`])];
  return ways.find(endsAtItsEnd) ?? plain.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
}

function endsAtItsEnd(text: string): boolean {
  const [heading, words] = blocks.parse(`${text}\n\n## next`, {}).slice(-3);
  return heading?.type === 'heading_open' && heading.level === 0 && words?.content === 'next';
}
