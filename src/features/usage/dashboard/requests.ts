// What the page can ask for, and what the host does about it. Effects come in as ports, so it runs without an editor.

import { localize } from '../../../core/base/localize.ts';
import { type Log } from '../../../core/base/log.ts';
import type { HandlersOf } from '../../../shared/answer.ts';
import type { Done } from '../../../shared/protocol.ts';
import { RequestFailed } from '../../../shared/requestFailed.ts';
import type { ComparedSource, RangeName, ReconciliationView, Section, UsageRequests } from '../../../shared/usageProtocol.ts';
import type { Comparer } from './comparison.ts';
import { type OverviewPorts, overviewOf, spendOf } from './overview.ts';
import { rangeOf } from './ranges.ts';
import { calculationOf, requestsPage } from './requestRows.ts';

export interface DashboardEffects extends OverviewPorts {
  readonly comparer: Comparer;
  /** Asks a person for the models to compare with; false when they would rather not. */
  readonly chooseModels: () => Promise<boolean>;
  /** Asks for a provider's file and compares; undefined when none was chosen. */
  readonly reconcile: () => Promise<ReconciliationView | undefined>;
  /** What was reconciled last. */
  readonly reconciled: () => ReconciliationView | undefined;
  readonly export: (range: RangeName) => Promise<void>;
  readonly editBudgets: () => void;
  readonly openChat: () => void;
  /** Where a command wants the page to go; asked once. */
  readonly destination: () => Section | undefined;
  readonly log: Log;
}

const done: Done = {};

export function createUsageHandlers(effects: DashboardEffects): HandlersOf<UsageRequests> {
  const { query, prices, now, log } = effects;

  /** The ledger's own sentence is for the log; people hear what it means. */
  async function fromLedger<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (failure) {
      if (failure instanceof RequestFailed) throw failure;
      log.error('The ledger could not be read.', { reason: String(failure) });
      throw new RequestFailed({ code: 'failed', sentence: localize('The ledger could not be read. The log has the details; nothing in it is lost.') });
    }
  }
  const compare = (source: ComparedSource, choose: boolean) => fromLedger(effects.comparer.compare(source, choose));

  return {
    overview: ({ range, by }) => fromLedger(overviewOf(effects, range, by)),
    spend: ({ range, by }) => fromLedger(spendOf(effects, range, by)),
    requests: ({ range, before }) => fromLedger(requestsPage(query, rangeOf(range, now()).range, before)),
    calculation: (place) => fromLedger(calculationOf(query, prices, place)),
    compare: ({ source, choose }) => compare(source, choose),
    chooseModels: async ({ source }) => ((await effects.chooseModels()) ? compare(source, false) : null),
    reconcile: async ({ choose }) => (choose ? await effects.reconcile() : effects.reconciled()) ?? null,
    export: async ({ range }) => {
      await effects.export(range);
      return done;
    },
    editBudgets: () => {
      effects.editBudgets();
      return done;
    },
    openChat: () => {
      effects.openChat();
      return done;
    },
    destination: () => ({ section: effects.destination() ?? null }),
    reportFailure: ({ message }) => {
      log.error('The dashboard reported a failure.', { message });
      return done;
    },
  };
}
