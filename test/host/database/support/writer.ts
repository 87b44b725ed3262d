// A ledger and rows for it, for tests and for the processes they start.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../../../../src/core/base/log.ts';
import { unknownUsage } from '../../../../src/core/model/usage.ts';
import type { LedgerRow } from '../../../../src/core/money/ledger.ts';
import { createConnection } from '../../../../src/host/database/connection.ts';
import { createLedger, type StoredLedger } from '../../../../src/host/database/ledger.ts';
import { root } from '../../../house/sources.ts';

export function openLedger(path: string, onTrouble: (sentence: string) => void): StoredLedger {
  return createLedger(createConnection({ path, worker: pathToFileURL(join(root, 'src/host/database/worker.ts')), log: silentLog, onTrouble }));
}

export function row(more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    at: 0, source: 'test', workspace: undefined, conversation: undefined, task: 'chat', model: 'openai/m', servedModel: undefined, serviceTier: undefined,
    keyLabel: undefined, usage: unknownUsage, cost: { provenance: 'unknown', currency: 'USD' }, tableCost: undefined, wasted: false, milliseconds: 1,
    firstTokenMilliseconds: undefined, finish: 'stop', finishRaw: undefined, error: undefined, responseId: undefined, ...more,
  };
}

/** A cost as the price table makes it. */
export function dollars(amount: number): LedgerRow['cost'] {
  return { provenance: 'computed', amount, currency: 'USD' };
}
