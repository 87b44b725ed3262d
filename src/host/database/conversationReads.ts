// Reads conversations back, a bounded piece at a time, so that a long one holds up neither thread.

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import * as z from 'zod/mini';
import type { Card, Place } from '../../core/conversation/store.ts';
import type { TurnRecord } from '../../core/conversation/turnRecord.ts';
import { cardColumns, cardOf } from './conversationCards.ts';
import { textsOf } from './openTurns.ts';
import { readableTurn } from './setAside.ts';

/** A conversation without its turns. */
export interface ConversationFacts {
  readonly card: Card;
  readonly head: string | undefined;
  readonly ways: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly revision: number;
}

/** Some turns, in the order they came; `next` leads to those after them. */
export interface TurnPage {
  readonly turns: readonly (TurnRecord & { readonly elsewhere: boolean })[];
  readonly next: number | undefined;
}

const mostTurns = 400;
const mostCharacters = 200_000;

export function conversationFacts(database: DatabaseSync, id: string): ConversationFacts | undefined {
  const row = database.prepare(`SELECT ${cardColumns}, head, ways, draft, scroll_turn, scroll_offset, revision FROM conversation WHERE id = ?`).get(id);
  if (!row) return undefined;
  const { scroll_turn: turn, scroll_offset: offset } = row;
  return {
    card: cardOf(database, row),
    head: typeof row['head'] === 'string' ? row['head'] : undefined,
    ways: waysOf(row['ways']),
    place: { draft: String(row['draft']), scroll: typeof turn === 'string' && typeof offset === 'number' ? { turn, offset } : undefined },
    revision: Number(row['revision']),
  };
}

const waysSchema = z.record(z.string(), z.string());

/** Ways that cannot be read are only forgotten. */
function waysOf(ways: SQLOutputValue | undefined): Readonly<Record<string, string>> {
  try {
    return z.parse(waysSchema, JSON.parse(String(ways)));
  } catch {
    return {};
  }
}

export interface TurnsWish {
  readonly conversation: string;
  /** A page's `next`. */
  readonly after: number | undefined;
  /** Only what others wrote after this revision, and what they are writing. Left out: everything. */
  readonly since?: number;
}

export interface ReadPorts {
  readonly owner: string;
  readonly now: () => number;
  readonly onTrouble: (sentence: string) => void;
}

export function turnPage(database: DatabaseSync, { conversation, after, since }: TurnsWish, { owner, now, onTrouble }: ReadPorts): TurnPage {
  const news = since === undefined ? '' : 'AND writer <> :owner AND (revision > :since OR open = 1)';
  const rows = database
    .prepare(`SELECT row, id, parent, kind, model, open, hidden, body, text, thinking FROM turn
      WHERE conversation = (SELECT row FROM conversation WHERE id = :conversation) AND row > :after ${news} ORDER BY row LIMIT ${mostTurns}`)
    .iterate({ conversation, after: after ?? 0, ...(since !== undefined && { owner, since }) });
  const read: (readonly [row: number, turn: TurnRecord])[] = [];
  let characters = 0;
  let next: number | undefined;
  for (const one of rows) {
    const row = Number(one['row']);
    const turn = turnIn(database, row, one);
    read.push([row, turn]);
    characters += turn.text.length + turn.thinking.length + turn.body.length;
    next = row;
    if (characters > mostCharacters) break;
  }
  const turns = read.map(([row, turn]) => {
    const readable = readableTurn(database, conversation, row, turn, now(), onTrouble);
    return { ...readable, elsewhere: readable.open };
  });
  return { turns, next: characters > mostCharacters || read.length === mostTurns ? next : undefined };
}

/** An open one is what is there of it by now. */
function turnIn(database: DatabaseSync, row: number, one: Record<string, SQLOutputValue>): TurnRecord {
  const string = (name: string): string | undefined => (typeof one[name] === 'string' ? one[name] : undefined);
  const open = one['open'] === 1;
  const { text, thinking } = open ? textsOf(database, row) : { text: string('text') ?? '', thinking: string('thinking') ?? '' };
  const body = open ? database.prepare('SELECT body FROM open_turn WHERE turn = ?').get(row)?.['body'] : one['body'];
  return { id: string('id') ?? '', parent: string('parent'), kind: string('kind') === 'assistant' ? 'assistant' : string('kind') === 'user' ? 'user' : ('unknown' as 'user'), text, thinking, model: string('model'), body: typeof body === 'string' ? body : (string('body') ?? ''), open, hidden: one['hidden'] === 1 };
}
