// The ledger: one row per attempt, the failed ones too, so that the sum is what was really spent.

import type { Disposable } from '../base/disposable.ts';
import { free, type Money, unknownMoney } from '../model/money.ts';
import { isNaturalEnd } from '../model/streamEvent.ts';
import { type Usage, unknownUsage } from '../model/usage.ts';
import type { AttemptEnd, AttemptSink, AttemptStart } from './attempt.ts';
import { serviceTierOf } from './serviceTier.ts';

/** One attempt, for good. */
export interface LedgerRow {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** Which window or process it was. */
  readonly source: string;
  readonly workspace: string | undefined;
  readonly conversation: string | undefined;
  readonly task: string;
  /** The reference that was asked for. */
  readonly model: string;
  readonly servedModel: string | undefined;
  /** The tier it was served in, where that is not the usual one. */
  readonly serviceTier: string | undefined;
  /** Which key was used, in words. */
  readonly keyLabel: string | undefined;
  readonly usage: Usage;
  readonly cost: Money;
  /** What the price table says, where the vendor reported a cost of its own. */
  readonly tableCost: number | undefined;
  /** It cost something and gave no whole answer. */
  readonly wasted: boolean;
  readonly milliseconds: number;
  readonly firstTokenMilliseconds: number | undefined;
  readonly finish: string;
  /** The vendor's own word for the finish. */
  readonly finishRaw: string | undefined;
  readonly error: string | undefined;
  readonly responseId: string | undefined;
}

/** Append-only. Recording never throws and never waits: a ledger in trouble must not cost an answer. */
export interface Ledger extends Disposable {
  record(row: LedgerRow, attempt?: string): void;
  /** An attempt goes out, or has come so far: this is its row if nothing more is heard of it. `record` with its name ends it. */
  open?(attempt: string, row: LedgerRow): void;
}

/** What an attempt has come to before it ends; unknown where that cannot be told. */
export type CostSoFar = (start: AttemptStart, outputTokens: number) => { readonly usage: Usage; readonly cost: Money };

/** What every row of one window has in common. */
export interface LedgerOrigin {
  readonly source: string;
  readonly workspace: string | undefined;
}

/** How often it is put down how far an attempt has come. */
const putDownEvery = 5_000;

/** Books every attempt: those that ended, those nobody waited for, and by `open` those whose process is gone before. */
export function ledgerSink(ledger: Ledger, origin: LedgerOrigin, costSoFar?: CostSoFar): AttemptSink {
  return {
    begin(start) {
      const attempt = crypto.randomUUID();
      let output = 0;
      let putDownAt = -Infinity;
      ledger.open?.(attempt, brokenRow(start, start.startedAt, origin));
      return {
        grew(tokens) {
          output += tokens;
          const now = Date.now();
          if (!ledger.open || now - putDownAt < putDownEvery) return;
          putDownAt = now;
          ledger.open(attempt, { ...brokenRow(start, Math.max(now, start.startedAt), origin), ...(costSoFar && !start.free && costSoFar(start, output)) });
        },
        abandoned: (at) => ledger.record(abandonedRow(start, at, origin), attempt),
        ended: (end) => ledger.record(endedRow(start, end, origin), attempt),
      };
    },
  };
}

/** How it stands in the ledger when its process went away in the middle. */
function brokenRow(start: AttemptStart, at: number, origin: LedgerOrigin): LedgerRow {
  return { ...abandonedRow(start, at, origin), finish: 'interrupted', error: 'interrupted' };
}

function endedRow(start: AttemptStart, { finish, endedAt, firstTokenAt }: AttemptEnd, origin: LedgerOrigin): LedgerRow {
  const { unified, raw } = finish.reason;
  return {
    ...startOf(start, origin),
    servedModel: finish.servedModel,
    serviceTier: serviceTierOf(finish.serviceTier, finish.usage.raw),
    keyLabel: finish.keyLabel,
    usage: finish.usage,
    cost: finish.cost,
    tableCost: 'table' in finish.cost ? finish.cost.table : undefined,
    wasted: finish.cost.provenance !== 'free' && !isNaturalEnd(unified) && unified !== 'length',
    milliseconds: endedAt - start.startedAt,
    firstTokenMilliseconds: firstTokenAt === undefined ? undefined : firstTokenAt - start.startedAt,
    finish: unified,
    finishRaw: raw,
    error: finish.error?.kind,
    responseId: finish.responseId,
  };
}

/** What the vendor went on to bill for it will never be known here. */
function abandonedRow(start: AttemptStart, at: number, origin: LedgerOrigin): LedgerRow {
  return {
    ...startOf(start, origin),
    servedModel: undefined,
    serviceTier: undefined,
    keyLabel: undefined,
    usage: unknownUsage,
    cost: start.free ? free : unknownMoney,
    tableCost: undefined,
    wasted: !start.free,
    milliseconds: at - start.startedAt,
    firstTokenMilliseconds: undefined,
    finish: 'cancelled',
    finishRaw: undefined,
    error: 'cancelled',
    responseId: undefined,
  };
}

function startOf(start: AttemptStart, origin: LedgerOrigin) {
  return { ...origin, at: start.startedAt, conversation: start.conversation, task: start.task, model: start.model };
}

/** Tells every sink the same. */
export function joinSinks(sinks: readonly AttemptSink[]): AttemptSink {
  return {
    begin(start) {
      const running = sinks.map((sink) => sink.begin(start));
      return {
        grew: (tokens) => running.forEach((attempt) => attempt.grew(tokens)),
        ended: (end) => running.forEach((attempt) => attempt.ended(end)),
        abandoned: (at) => running.forEach((attempt) => attempt.abandoned(at)),
      };
    },
  };
}
