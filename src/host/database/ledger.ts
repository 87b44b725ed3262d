// The ledger on disk. Opened with the first row, so that starting costs nothing.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Log } from '../../core/base/log.ts';
import type { Ledger, LedgerRow } from '../../core/money/ledger.ts';
import { openDatabase } from './openDatabase.ts';

const columns = [
  'at', 'source', 'workspace', 'task', 'model', 'served_model', 'input_fresh', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'output_text',
  'output_reasoning', 'cost', 'currency', 'provenance', 'price_entry', 'wasted', 'milliseconds', 'finish', 'error', 'response_id',
] as const;

type Column = (typeof columns)[number];

export interface LedgerPorts {
  readonly path: string;
  readonly log: Log;
  /** Hears, in words, of trouble that a person should know of. */
  readonly onTrouble: (sentence: string) => void;
}

/** A ledger that also says when everything recorded so far is on disk. */
export interface StoredLedger extends Ledger {
  flushed(): Promise<void>;
}

export function createLedger({ path, log, onTrouble }: LedgerPorts): StoredLedger {
  let opened: Promise<{ database: DatabaseSync; insert: StatementSync } | undefined> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function open(): Promise<{ database: DatabaseSync; insert: StatementSync } | undefined> {
    try {
      const database = await openDatabase(path, (name) => onTrouble(`The ledger could not be read. It was kept as ${name}, and a new one was begun.`));
      const insert = database.prepare(`INSERT INTO ledger (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`);
      return { database, insert };
    } catch (failure) {
      log.error('The ledger could not be opened.', { reason: String(failure) });
      onTrouble(`The ledger cannot be written: ${failure instanceof Error ? failure.message : String(failure)}`);
      return undefined;
    }
  }

  async function write(row: LedgerRow): Promise<void> {
    opened ??= open();
    try {
      (await opened)?.insert.run(valuesOf(row));
    } catch (failure) {
      log.error('A row of the ledger could not be written.', { reason: String(failure) });
    }
  }

  return {
    record(row) {
      writing = writing.then(() => write(row));
    },
    flushed: () => writing,
    dispose() {
      void writing.then(async () => (await opened)?.database.close());
    },
  };
}

function valuesOf(row: LedgerRow): Record<Column, string | number | null> {
  const { usage, cost } = row;
  return {
    at: row.at,
    source: row.source,
    workspace: row.workspace ?? null,
    task: row.task,
    model: row.model,
    served_model: row.servedModel ?? null,
    input_fresh: usage.input.fresh ?? null,
    cache_read: usage.input.cacheRead ?? null,
    cache_write_5m: usage.input.cacheWrite5m ?? null,
    cache_write_1h: usage.input.cacheWrite1h ?? null,
    output_text: usage.output.text ?? null,
    output_reasoning: usage.output.reasoning ?? null,
    cost: cost.provenance === 'unknown' ? null : cost.amount,
    currency: cost.currency,
    provenance: cost.provenance,
    price_entry: 'entry' in cost ? (cost.entry ?? null) : null,
    wasted: row.wasted ? 1 : 0,
    milliseconds: Math.round(row.milliseconds),
    finish: row.finish,
    error: row.error ?? null,
    response_id: row.responseId ?? null,
  };
}
