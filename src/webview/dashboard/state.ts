// Everything the dashboard shows, as signals. The host has the truth and the words.

import { signal, type Signal } from '@preact/signals';
import type { Breakdown, CalculationView, ComparedSource, ComparisonView, Overview, PlaceView, RangeName, ReconciliationView, RequestsPage, StackView, Stacking } from '../../shared/usageProtocol.ts';
import type { KeptView } from './vscodeApi.ts';

/** The page's picture of the ledger. */
export interface DashboardState {
  readonly range: Signal<RangeName>;
  readonly by: Signal<Stacking>;
  readonly breakdown: Signal<Breakdown>;
  /** Undefined until the first one has come. */
  readonly overview: Signal<Overview | undefined>;
  readonly spend: Signal<StackView | undefined>;
  readonly loading: Signal<boolean>;
  /** What went wrong last, in words. */
  readonly failure: Signal<string | undefined>;
  readonly requests: Signal<RequestsPage>;
  /** Where the pages before this one began; the first began at the start. */
  readonly trail: Signal<readonly (PlaceView | undefined)[]>;
  /** Opened requests by their id; undefined while one is on its way. */
  readonly calculations: Signal<ReadonlyMap<number, CalculationView | undefined>>;
  readonly source: Signal<ComparedSource>;
  readonly comparison: Signal<ComparisonView | undefined>;
  readonly comparing: Signal<boolean>;
  readonly reconciliation: Signal<ReconciliationView | undefined>;
  /** Read out politely. */
  readonly announcement: Signal<string>;
}

export function createDashboardState({ range, by, breakdown }: KeptView): DashboardState {
  return {
    range: signal(range),
    by: signal(by),
    breakdown: signal(breakdown),
    overview: signal(undefined),
    spend: signal(undefined),
    loading: signal(false),
    failure: signal(undefined),
    requests: signal({ rows: [] }),
    trail: signal([]),
    calculations: signal(new Map()),
    source: signal('month'),
    comparison: signal(undefined),
    comparing: signal(false),
    reconciliation: signal(undefined),
    announcement: signal(''),
  };
}
