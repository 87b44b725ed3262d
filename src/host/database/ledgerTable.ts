// The ledger as rows of a table: there and back. What does not fit a column is left unknown, so that no row is lost.

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Money } from '../../core/model/money.ts';
import type { TokenCount } from '../../core/model/usage.ts';
import type { LedgerRow } from '../../core/money/ledger.ts';
import type { RowPlace, StoredRow, TimeRange } from '../../core/money/usageQuery.ts';

const columns = [
  'at', 'source', 'workspace', 'conversation', 'task', 'model', 'served_model', 'service_tier', 'key_label', 'input_fresh', 'cache_read',
  'cache_write_5m', 'cache_write_1h', 'output_text', 'output_reasoning', 'cost', 'currency', 'provenance', 'price_entry', 'table_cost',
  'wasted', 'milliseconds', 'first_token_ms', 'finish', 'finish_raw', 'error', 'response_id',
] as const;

type Column = (typeof columns)[number];

/** A row as it is written. */
export type LedgerColumns = Readonly<Record<Column, string | number | null>>;

export const insertRow = `INSERT INTO ledger (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`;

/** No attempt costs more: what claims to is no price. The column of the sums knows the same limit. */
const mostCost = 10_000;
const mostTokens = 1e9;
const longestText = 500;

/** Answers are not to be trusted, and neither is what they say of themselves. */
export function columnsOf(row: LedgerRow): LedgerColumns {
  const { usage } = row;
  const cost = plausible(row.cost);
  return {
    at: whole(row.at, Number.MAX_SAFE_INTEGER) ?? 0,
    source: text(row.source) ?? '',
    workspace: text(row.workspace),
    conversation: text(row.conversation),
    task: text(row.task) ?? '',
    model: text(row.model) ?? '',
    served_model: text(row.servedModel),
    service_tier: text(row.serviceTier),
    key_label: text(row.keyLabel),
    input_fresh: tokens(usage.input.fresh),
    cache_read: tokens(usage.input.cacheRead),
    cache_write_5m: tokens(usage.input.cacheWrite5m),
    cache_write_1h: tokens(usage.input.cacheWrite1h),
    output_text: tokens(usage.output.text),
    output_reasoning: tokens(usage.output.reasoning),
    cost: cost.provenance === 'unknown' ? null : cost.amount,
    currency: cost.currency,
    provenance: cost.provenance,
    price_entry: text('entry' in cost ? cost.entry : undefined),
    table_cost: row.tableCost !== undefined && row.tableCost >= 0 && row.tableCost <= mostCost ? row.tableCost : null,
    wasted: row.wasted ? 1 : 0,
    milliseconds: whole(row.milliseconds, mostTokens) ?? 0,
    first_token_ms: whole(row.firstTokenMilliseconds, mostTokens),
    finish: text(row.finish) ?? '',
    finish_raw: text(row.finishRaw),
    error: text(row.error),
    response_id: text(row.responseId),
  };
}

function plausible(cost: Money): Money {
  return cost.provenance === 'unknown' || (cost.amount >= 0 && cost.amount <= mostCost) ? cost : { provenance: 'unknown', currency: cost.currency };
}

function tokens(count: TokenCount): number | null {
  return whole(count, mostTokens);
}

function whole(value: number | undefined, most: number): number | null {
  return value !== undefined && value >= 0 && value <= most ? Math.round(value) : null;
}

function text(value: string | undefined): string | null {
  return value === undefined ? null : value.slice(0, longestText).toWellFormed().replaceAll('\0', '');
}

const stored = `SELECT id, ${columns.join(', ')} FROM ledger`;
const mostRows = 1_000;

/** The rows before a place, the newest first. */
export function recentRows(database: DatabaseSync, before: RowPlace | undefined, limit: number): StoredRow[] {
  const place = before ?? { at: Number.MAX_SAFE_INTEGER, id: 0 };
  return database.prepare(`${stored} WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?`).all(place.at, place.id, bounded(limit)).map(rowOf);
}

/** The rows of a range after a place, the oldest first. */
export function followingRows(database: DatabaseSync, range: TimeRange, after: RowPlace | undefined, limit: number): StoredRow[] {
  const place = after ?? { at: range.from, id: -1 };
  return database.prepare(`${stored} WHERE (at, id) > (?, ?) AND at < ? ORDER BY at, id LIMIT ?`).all(place.at, place.id, range.to, bounded(limit)).map(rowOf);
}

function bounded(limit: number): number {
  return Math.min(mostRows, Math.max(1, Math.floor(limit) || 1));
}

function rowOf(row: Record<string, SQLOutputValue>): StoredRow {
  const number = (column: Column): number | undefined => (typeof row[column] === 'number' ? row[column] : undefined);
  const string = (column: Column): string | undefined => (typeof row[column] === 'string' ? row[column] : undefined);
  return {
    id: Number(row['id']),
    at: number('at') ?? 0,
    source: string('source') ?? '',
    workspace: string('workspace'),
    conversation: string('conversation'),
    task: string('task') ?? '',
    model: string('model') ?? '',
    servedModel: string('served_model'),
    serviceTier: string('service_tier'),
    keyLabel: string('key_label'),
    usage: {
      input: { fresh: number('input_fresh'), cacheRead: number('cache_read'), cacheWrite5m: number('cache_write_5m'), cacheWrite1h: number('cache_write_1h') },
      output: { text: number('output_text'), reasoning: number('output_reasoning') },
      raw: undefined,
    },
    cost: moneyOf(string('provenance'), number('cost'), string('price_entry')),
    tableCost: number('table_cost'),
    wasted: row['wasted'] === 1,
    milliseconds: number('milliseconds') ?? 0,
    firstTokenMilliseconds: number('first_token_ms'),
    finish: string('finish') ?? '',
    finishRaw: string('finish_raw'),
    error: string('error'),
    responseId: string('response_id'),
  };
}

function moneyOf(provenance: string | undefined, amount: number | undefined, entry: string | undefined): Money {
  if (provenance === 'free') return { provenance, amount: 0, currency: 'USD' };
  if (amount === undefined || (provenance !== 'reported' && provenance !== 'computed' && provenance !== 'estimated')) return { provenance: 'unknown', currency: 'USD' };
  return { provenance, amount, currency: 'USD', ...(entry !== undefined && { entry }) };
}
