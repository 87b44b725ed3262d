// Conversations as a file, whole: every branch, every figure. What comes back out of one is checked as if a stranger wrote it.

import * as z from 'zod/mini';
import { localize } from '../../base/localize.ts';
import { type Conversation, emptyConversation, soundTree } from '../conversation.ts';
import type { Card, TitledBy } from '../store.ts';
import type { Turn } from '../turn.ts';
import { interruptedBody, problemOf } from '../turnChecks.ts';
import { recordOf, turnOf } from '../turnRecord.ts';

/** What a person decided about it goes along; where it was, and what it cost in the ledger, does not. */
export type CardFacts = Pick<Card, 'title' | 'titledBy' | 'pinned' | 'archived'>;

/** A conversation out of a file. */
export interface Imported {
  readonly card: CardFacts;
  readonly conversation: Conversation;
}

export type ReadFile = { readonly ok: true; readonly conversations: readonly Imported[] } | { readonly ok: false; readonly problem: string };

const format = 'parley-conversations';
const version = 1;

/** Writes them down. */
export function writeFile(conversations: readonly { readonly card: CardFacts; readonly conversation: Conversation }[]): string {
  return `${JSON.stringify({ format, version, conversations: conversations.map(({ card, conversation }) => written(card, conversation)) }, null, 1)}\n`;
}

function written({ title, titledBy, pinned, archived }: CardFacts, { turns, head, ways, mode }: Conversation): unknown {
  return {
    title, titledBy, pinned, archived, mode, head,
    ways: Object.fromEntries(ways ?? []),
    turns: [...turns.values()].map((turn) => {
      const { body, ...record } = recordOf(turn);
      return { ...record, facts: JSON.parse(body) as unknown };
    }),
  };
}

const id = z.string().check(z.minLength(1), z.maxLength(200));
const outer = z.object({ format: z.literal(format), version: z.number(), conversations: z.array(z.unknown()) });
const one = z.object({
  title: z.string(),
  titledBy: z.enum(['question', 'model', 'person'] satisfies TitledBy[]),
  pinned: z.boolean(),
  archived: z.boolean(),
  mode: z.optional(z.string().check(z.maxLength(200))),
  head: z.optional(id),
  ways: z.record(z.string(), id),
  turns: z.array(z.object({ id, parent: z.optional(id), kind: z.enum(['user', 'assistant']), text: z.string(), thinking: z.string(), model: z.optional(z.string()), open: z.boolean(), hidden: z.boolean(), facts: z.json() })).check(z.minLength(1)),
});

/** Reads such a file; `newId` names the copies. What is wrong is told in a sentence, and then nothing is taken. */
export function readFile(content: string, newId: () => string, now: number): ReadFile {
  const parsed = parse(content);
  if (parsed === undefined) return problem(localize('This file is not JSON. Choose one that Parley exported as JSON.'));
  const file = outer.safeParse(parsed);
  if (!file.success) return problem(localize('These are no conversations of Parley. Choose a file that Parley exported as JSON.'));
  if (file.data.version !== version) return problem(localize('This file is of version {0}, and this Parley reads version {1}. A newer Parley may read it.', file.data.version, version));
  const conversations: Imported[] = [];
  for (const [index, raw] of file.data.conversations.entries()) {
    const read = readOne(raw, newId, now);
    if (typeof read === 'string') return problem(localize('Conversation {0} of this file cannot be read: {1} Nothing was imported.', index + 1, read));
    conversations.push(read);
  }
  return conversations.length === 0 ? problem(localize('There is no conversation in this file.')) : { ok: true, conversations };
}

const problem = (sentence: string): ReadFile => ({ ok: false, problem: sentence });

function parse(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

function readOne(raw: unknown, newId: () => string, now: number): Imported | string {
  const read = one.safeParse(raw);
  if (!read.success) return localize('"{0}" is not as expected.', read.error.issues[0]?.path.map(String).join('.') ?? '');
  const { title, titledBy, pinned, archived, mode, head, ways, turns: records } = read.data;
  const turns = new Map<string, Turn>();
  for (const { facts, parent, model, ...record } of records) {
    if (turns.has(record.id)) return localize('Two of its messages are called "{0}".', record.id);
    const kept = { ...record, parent, model, body: JSON.stringify(facts) };
    const wrong = problemOf(kept);
    if (wrong !== undefined) return localize('Message "{0}": {1}', record.id, wrong);
    turns.set(record.id, ended(kept, now));
  }
  const conversation = soundTree({ ...emptyConversation(newId()), turns, head, ...(mode !== undefined && { mode }), ways: new Map(Object.entries(ways)) });
  return { card: { title, titledBy, pinned, archived }, conversation };
}

/** What was on its way when it was exported comes to no end here. */
function ended(record: Parameters<typeof turnOf>[0], now: number): Turn {
  const turn = turnOf(record);
  if (turn.kind === 'user') return turn;
  const { elsewhere: _elsewhere, wait: _wait, ...own } = turn;
  return own.end === undefined ? turnOf({ ...record, body: interruptedBody(record.body, now) ?? record.body }) : own;
}
