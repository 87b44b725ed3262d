// Names from outside, as they can be shown: short, on one line, and nothing in them that turns the text around.

import type { UsageDimension } from '../../../core/money/usageQuery.ts';

/** What a conversation is called, where it is known. */
export type ConversationNames = (id: string) => string | undefined;

const longest = 120;

/** Control characters, and those that change the direction of what stands around them. */
const unseemly = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

export function plain(text: string): string {
  const line = text.slice(0, longest * 4).replace(unseemly, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}\u2026` : line;
}

/** What one value of a dimension is called. */
export function nameOf(dimension: UsageDimension, value: string, conversations: ConversationNames): string {
  if (dimension === 'workspace') return workspaceName(value);
  if (dimension === 'conversation') return plain(conversations(value) ?? `Conversation ${value.slice(0, 8)}`);
  return plain(value) || 'without a name';
}

/** The last part of the folder's address. */
function workspaceName(address: string): string {
  if (address === '') return 'No folder';
  const last = address.replace(/[/\\]+$/, '').split(/[/\\]/).at(-1) ?? '';
  try {
    return plain(decodeURIComponent(last)) || plain(address);
  } catch {
    return plain(last);
  }
}
