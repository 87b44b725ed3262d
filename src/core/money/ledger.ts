// The ledger: one row per attempt, the failed ones too, so that the sum is what was really spent.

import type { Disposable } from '../base/disposable.ts';
import { isNaturalEnd } from '../model/streamEvent.ts';
import type { Money } from '../model/money.ts';
import type { Usage } from '../model/usage.ts';
import type { AttemptEnd, AttemptSink, AttemptStart } from './attempt.ts';

/** One attempt, for good. */
export interface LedgerRow {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** Which window or process it was. */
  readonly source: string;
  readonly workspace: string | undefined;
  readonly task: string;
  /** The reference that was asked for. */
  readonly model: string;
  readonly servedModel: string | undefined;
  readonly usage: Usage;
  readonly cost: Money;
  /** It cost something and gave no whole answer. */
  readonly wasted: boolean;
  readonly milliseconds: number;
  readonly finish: string;
  readonly error: string | undefined;
  readonly responseId: string | undefined;
}

/** Append-only. Recording never throws and never waits: a ledger in trouble must not cost an answer. */
export interface Ledger extends Disposable {
  record(row: LedgerRow): void;
}

/** What every row of one window has in common. */
export interface LedgerOrigin {
  readonly source: string;
  readonly workspace: string | undefined;
}

/** Books every attempt that ended. */
export function ledgerSink(ledger: Ledger, origin: LedgerOrigin): AttemptSink {
  return {
    begin: (start) => ({
      grew() {},
      abandoned() {},
      ended: (end) => ledger.record(rowOf(start, end, origin)),
    }),
  };
}

function rowOf(start: AttemptStart, { finish, endedAt }: AttemptEnd, origin: LedgerOrigin): LedgerRow {
  return {
    ...origin,
    at: start.startedAt,
    task: start.task,
    model: start.model,
    servedModel: finish.servedModel,
    usage: finish.usage,
    cost: finish.cost,
    wasted: finish.cost.provenance !== 'free' && !isNaturalEnd(finish.reason.unified) && finish.reason.unified !== 'length',
    milliseconds: endedAt - start.startedAt,
    finish: finish.reason.unified,
    error: finish.error?.kind,
    responseId: finish.responseId,
  };
}

/** Tells every sink the same. */
export function joinSinks(sinks: readonly AttemptSink[]): AttemptSink {
  return {
    begin(start) {
      const running = sinks.map((sink) => sink.begin(start));
      return {
        grew: (tokens) => running.forEach((attempt) => attempt.grew(tokens)),
        ended: (end) => running.forEach((attempt) => attempt.ended(end)),
        abandoned: () => running.forEach((attempt) => attempt.abandoned()),
      };
    },
  };
}
