// Conversations as they stand in a list: found by what they are, or by their words; page after page.

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Card, Found, Page, TitledBy, Wish } from '../../core/conversation/store.ts';
import { conversationSums } from './usageTables.ts';

export const cardColumns = ['id', 'title', 'titled_by', 'model', 'mode', 'workspace', 'created', 'changed', 'pinned', 'archived', 'deleted', 'turns'].map((name) => `conversation.${name}`).join(', ');

const titledBy: readonly TitledBy[] = ['question', 'model', 'person'];
const mostCards = 200;
/** How many messages are looked through for a page, where most do not fit the rest of the wish. */
const mostLooked = 5_000;
const mark = { from: '\u{E000}', to: '\u{E001}' } as const;

export function cardOf(database: DatabaseSync, row: Record<string, SQLOutputValue>): Card {
  const string = (name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined);
  const id = string('id') ?? '';
  return {
    id,
    title: string('title') ?? '',
    titledBy: titledBy.find((by) => by === row['titled_by']) ?? 'question',
    model: string('model'),
    mode: string('mode'),
    workspace: string('workspace'),
    created: Number(row['created']),
    changed: Number(row['changed']),
    pinned: row['pinned'] === 1,
    archived: row['archived'] === 1,
    deleted: typeof row['deleted'] === 'number' ? row['deleted'] : undefined,
    turns: Number(row['turns']),
    spend: conversationSums(database, id).cost,
  };
}

/** What a wish means in SQL, over the table `conversation`. */
function conditionsOf({ from, to, model, workspace, cost, pinned, archived = false, deleted = false }: Wish): { readonly sql: string; readonly values: Record<string, SQLInputValue> } {
  const all: (readonly [sql: string, name: string, value: SQLInputValue] | undefined)[] = [
    ['archived = :archived', 'archived', Number(archived)],
    from === undefined ? undefined : ['changed >= :from', 'from', from],
    to === undefined ? undefined : ['changed < :to', 'to', to],
    workspace === undefined ? undefined : ['workspace = :workspace', 'workspace', workspace],
    model === undefined ? undefined : ['EXISTS (SELECT 1 FROM turn INDEXED BY turn_by_model WHERE turn.conversation = conversation.row AND turn.model = :model)', 'model', model],
    pinned === undefined ? undefined : ['pinned = :pinned', 'pinned', Number(pinned)],
    cost === undefined ? undefined : ["(SELECT total(cost_pico) FROM usage_day INDEXED BY usage_by_conversation WHERE dimension = 'conversation' AND value = conversation.id) >= :cost", 'cost', cost * 1e12],
  ];
  const some = all.filter((one) => one !== undefined);
  return {
    sql: ['turns > 0', `deleted IS ${deleted ? 'NOT ' : ''}NULL`, ...some.map(([sql]) => sql)].join(' AND '),
    values: Object.fromEntries(some.map(([, name, value]) => [name, value])),
  };
}

export function listCards(database: DatabaseSync, wish: Wish, limit: number, after: string | undefined): Page {
  const most = Math.min(mostCards, Math.max(1, Math.floor(limit) || 1));
  return wish.words === undefined || wish.words.trim() === '' ? byChange(database, wish, most, after) : byWords(database, wish, wish.words, most, after);
}

function byChange(database: DatabaseSync, wish: Wish, most: number, after: string | undefined): Page {
  const { sql, values } = conditionsOf(wish);
  const [pinned = 2, changed = 0, row = 0] = placeOf(after, 3) ?? [];
  const rows = database
    .prepare(`SELECT row, ${cardColumns} FROM conversation WHERE ${sql} AND (pinned, changed, row) < (:lastPinned, :lastChanged, :lastRow) ORDER BY pinned DESC, changed DESC, row DESC LIMIT :most`)
    .all({ ...values, lastPinned: pinned, lastChanged: changed, lastRow: row, most });
  const last = rows.length === most ? rows.at(-1) : undefined;
  return { cards: rows.map((one) => cardOf(database, one)), next: last && [last['pinned'], last['changed'], last['row']].join(' ') };
}

/** First the titles, then the messages, the newest first. On a page a conversation stands once. */
function byWords(database: DatabaseSync, wish: Wish, words: string, most: number, after: string | undefined): Page {
  const match = matchOf(words);
  if (match === undefined) return { cards: [], next: undefined };
  const { sql, values } = conditionsOf(wish);
  const [before] = placeOf(after, 1) ?? [];
  const titles = database
    .prepare(`SELECT row, ${cardColumns} FROM conversation WHERE row IN (SELECT rowid FROM title_words WHERE title_words MATCH :match) AND ${sql} ORDER BY changed DESC LIMIT ${mostCards}`)
    .all({ ...values, match });
  // The conditions are looked at once for each conversation, not for each message.
  const found = database
    .prepare(`WITH hit AS MATERIALIZED (SELECT rowid AS row FROM turn_words WHERE turn_words MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT ${mostLooked}),
      newest AS MATERIALIZED (SELECT max(hit.row) AS hit, turn.conversation FROM hit CROSS JOIN turn ON turn.row = hit.row GROUP BY turn.conversation)
      SELECT newest.hit, conversation.row AS row, ${cardColumns}, (SELECT count(*) FROM hit) AS looked, (SELECT min(row) FROM hit) AS last
      FROM newest CROSS JOIN conversation ON conversation.row = newest.conversation WHERE ${sql} ORDER BY newest.hit DESC LIMIT :most`)
    .all({ ...values, match, before: before ?? Number.MAX_SAFE_INTEGER, most });
  const known = new Set(titles.map(({ row }) => row));
  const fresh = found.filter(({ row }) => !known.has(row ?? null));
  const snippets = foundIn(database, match, fresh.map(({ hit }) => Number(hit)));
  const cards = [...(before === undefined ? titles.slice(0, most).map((row) => cardOf(database, row)) : []), ...fresh.map((row) => ({ ...cardOf(database, row), ...snippets.get(Number(row['hit'])) }))];
  return { cards, next: nextOf(database, found, match, before, most) };
}

/** After a full page what is older than its last message; else after all that were looked through. */
function nextOf(database: DatabaseSync, found: readonly Record<string, SQLOutputValue>[], match: string, before: number | undefined, most: number): string | undefined {
  if (found.length === most) return String(found.at(-1)?.['hit']);
  const hits = found[0] ?? database
    .prepare(`SELECT count(*) AS looked, min(row) AS last FROM (SELECT rowid AS row FROM turn_words WHERE turn_words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${mostLooked})`)
    .get(match, before ?? Number.MAX_SAFE_INTEGER);
  return hits?.['looked'] === mostLooked ? String(hits['last']) : undefined;
}

/** The words in the messages where they were found, by row. */
function foundIn(database: DatabaseSync, match: string, rows: readonly number[]): ReadonlyMap<number, { readonly found: Found }> {
  if (rows.length === 0) return new Map();
  const pieces = database
    .prepare(`SELECT turn_words.rowid AS row, turn.id AS turn, snippet(turn_words, 0, :from, :to, '…', 24) AS piece FROM turn_words CROSS JOIN turn ON turn.row = turn_words.rowid
      WHERE turn_words MATCH :match AND turn_words.rowid BETWEEN :first AND :last AND +turn_words.rowid IN (SELECT value FROM json_each(:rows))`)
    .all({ ...mark, match, rows: JSON.stringify(rows), first: Math.min(...rows), last: Math.max(...rows) });
  return new Map(pieces.map(({ row, turn, piece }) => [Number(row), { found: marked(String(turn), String(piece)) }]));
}

function marked(turn: string, pieces: string): Found {
  let text = '';
  const matches: (readonly [number, number])[] = [];
  for (const [index, piece] of pieces.split(mark.from).entries()) {
    const [word, rest] = index === 0 ? ['', piece] : cut(piece);
    if (word !== '') matches.push([text.length, text.length + word.length]);
    text += word + rest;
  }
  return { turn, text, matches };
}

function cut(piece: string): readonly [string, string] {
  const end = piece.indexOf(mark.to);
  return end < 0 ? ['', piece] : [piece.slice(0, end), piece.slice(end + 1)];
}

const mostTerms = 16;

/** All words, each as the beginning of one. Undefined when there is no word in it. */
export function matchOf(words: string): string | undefined {
  const terms = words.slice(0, 1_000).normalize('NFC').split(/[^\p{L}\p{N}\p{M}\p{Co}]+/u).filter((term) => /[\p{L}\p{N}]/u.test(term)).slice(0, mostTerms);
  return terms.length === 0 ? undefined : terms.map((term) => `"${term}"*`).join(' ');
}

/** Where a page ended, as numbers. */
function placeOf(after: string | undefined, count: number): readonly number[] | undefined {
  const place = after?.split(' ').map(Number);
  return place?.length === count && place.every(Number.isFinite) ? place : undefined;
}
