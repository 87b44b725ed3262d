// The shape of the database, step by step. A step that was released is never edited; the next one is added below it.

import { conversationsStep } from './conversationTables.ts';
import { openWorkStep } from './openWork.ts';
import { responseCacheStep } from './responseCache.ts';
import { sumsStep } from './sums.ts';

export const migrations: readonly string[] = [
  `CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    workspace TEXT,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    served_model TEXT,
    input_fresh INTEGER,
    cache_read INTEGER,
    cache_write_5m INTEGER,
    cache_write_1h INTEGER,
    output_text INTEGER,
    output_reasoning INTEGER,
    cost REAL,
    currency TEXT NOT NULL,
    provenance TEXT NOT NULL,
    price_entry TEXT,
    wasted INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    finish TEXT NOT NULL,
    error TEXT,
    response_id TEXT
  ) STRICT;
  CREATE INDEX ledger_by_time ON ledger (at);`,
  sumsStep,
  openWorkStep,
  responseCacheStep,
  conversationsStep,
];
