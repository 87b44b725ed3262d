// Conversations as they stand in a list: found by what they are, or by their words; page after page.

import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Card, Found, Page, TitledBy, Wish } from '../../core/conversation/store.ts';
import type { MoneySum } from '../../core/model/money.ts';
import { foundIn, matchOf } from './foundWords.ts';

export const cardColumns = ['id', 'title', 'titled_by', 'model', 'mode', 'workspace', 'created', 'changed', 'pinned', 'archived', 'deleted', 'turns'].map((name) => `conversation.${name}`).join(', ');

const titledBy: readonly TitledBy[] = ['question', 'model', 'person'];
const picoPerDollar = 1e12;
const mostCards = 200;
/** How many messages are looked through for a page, where most do not fit the rest of the wish. */
const mostLooked = 3_000;

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
    spend: spendOf(database, id),
  };
}

/** Asked for each line of a list, so it is prepared once. */
const spends = new WeakMap<DatabaseSync, StatementSync>();

function spendOf(database: DatabaseSync, id: string): MoneySum {
  const spend = spends.get(database) ?? database.prepare("SELECT total(cost_pico) AS cost, total(unpriced) AS unpriced, total(estimated) AS estimated FROM usage_day INDEXED BY usage_by_conversation WHERE dimension = 'conversation' AND value = ?");
  spends.set(database, spend);
  const { cost, unpriced, estimated } = spend.get(id) ?? {};
  return { amount: Number(cost) / picoPerDollar, complete: Number(unpriced) === 0, estimated: Number(estimated) > 0 };
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
    cost === undefined ? undefined : ["(SELECT total(cost_pico) FROM usage_day INDEXED BY usage_by_conversation WHERE dimension = 'conversation' AND value = conversation.id) >= :cost", 'cost', cost * picoPerDollar],
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
  const titles = before !== undefined ? [] : database
    .prepare(`SELECT row, ${cardColumns} FROM title_words CROSS JOIN conversation ON conversation.row = title_words.rowid WHERE title_words MATCH :match AND ${sql} ORDER BY title_words.rowid DESC LIMIT :most`)
    .all({ ...values, match, most });
  // The conditions are looked at once for each conversation, not for each message.
  const found = database
    .prepare(`WITH hit AS MATERIALIZED (SELECT rowid AS row FROM turn_words WHERE turn_words MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT ${mostLooked}),
      newest AS MATERIALIZED (SELECT max(hit.row) AS hit, turn.conversation FROM hit CROSS JOIN turn ON turn.row = hit.row GROUP BY turn.conversation)
      SELECT newest.hit, conversation.row AS row, ${cardColumns}, (SELECT count(*) FROM hit) AS looked, (SELECT min(row) FROM hit) AS last
      FROM newest CROSS JOIN conversation ON conversation.row = newest.conversation WHERE ${sql} ORDER BY newest.hit DESC LIMIT :most`)
    .all({ ...values, match, before: before ?? Number.MAX_SAFE_INTEGER, most });
  const known = new Set(titles.map(({ row }) => row));
  const fresh = found.filter(({ row }) => !known.has(row ?? null));
  const message = database.prepare('SELECT id, text FROM turn WHERE row = ?');
  const foundAt = (hit: SQLOutputValue | undefined): Found => {
    const turn = message.get(hit ?? null);
    return foundIn(String(turn?.['id']), String(turn?.['text']), words);
  };
  const cards = [...titles.map((row) => cardOf(database, row)), ...fresh.map((row) => ({ ...cardOf(database, row), found: foundAt(row['hit']) }))];
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

/** Where a page ended, as numbers. */
function placeOf(after: string | undefined, count: number): readonly number[] | undefined {
  const place = after?.split(' ').map(Number);
  return place?.length === count && place.every(Number.isFinite) ? place : undefined;
}
