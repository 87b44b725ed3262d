// Ties the dashboard to the host: what people do becomes a request, and the newest answer is shown.

import { batch } from '@preact/signals';
import { createClientFor, type PostedRequest } from '../../shared/requestClient.ts';
import type { Breakdown, ComparedSource, ComparisonView, PlaceView, RangeName, RequestView, Section, Stacking, UsageHostMessage, UsageRequests } from '../../shared/usageProtocol.ts';
import type { DashboardState } from './state.ts';
import type { KeptView } from './vscodeApi.ts';

/** What people can do; none of these ever rejects. */
export interface DashboardActions {
  readonly showRange: (range: RangeName) => void;
  readonly stackBy: (by: Stacking) => void;
  readonly breakDownBy: (breakdown: Breakdown) => void;
  readonly refresh: () => void;
  readonly older: () => void;
  readonly newer: () => void;
  readonly toggleRequest: (request: RequestView) => void;
  readonly compare: (source: ComparedSource, choose: boolean) => void;
  readonly chooseModels: () => void;
  readonly reconcile: () => void;
  readonly export: () => void;
  readonly editBudgets: () => void;
  readonly openChat: () => void;
  readonly reportFailure: (message: string) => void;
}

export interface DashboardPorts {
  readonly post: (message: PostedRequest<UsageRequests>) => void;
  readonly keep: (view: KeptView) => void;
  /** Leads the keyboard and the eyes to a section. */
  readonly goTo: (section: Section) => void;
}

/** Starts listening and asks for the first figures. */
export function connectDashboard(state: DashboardState, { post, keep, goTo }: DashboardPorts): DashboardActions {
  const client = createClientFor<UsageRequests>(post);
  /** Answers to all but the newest question of a kind are too late. */
  const newest = { overview: 0, spend: 0, requests: 0, compare: 0 };

  /** What came of it, or undefined: then the sentence is shown. */
  async function attempt<T>(request: Promise<T>): Promise<T | undefined> {
    try {
      return await request;
    } catch (failure) {
      state.failure.value = failure instanceof Error ? failure.message : String(failure);
      return undefined;
    }
  }

  function kept(): void {
    keep({ range: state.range.value, by: state.by.value, breakdown: state.breakdown.value });
  }

  async function load(quietly: boolean): Promise<void> {
    const number = ++newest.overview;
    newest.spend += 1;
    if (!quietly) state.loading.value = true;
    const overview = await attempt(client.request('overview', { range: state.range.value, by: state.by.value }));
    if (number !== newest.overview) return;
    batch(() => {
      state.loading.value = false;
      if (!overview) return;
      state.failure.value = undefined;
      state.overview.value = overview;
      state.spend.value = overview.spend;
      // Whoever is reading an older page keeps it.
      if (quietly && state.trail.value.length > 0) return;
      newest.requests += 1;
      state.requests.value = overview.requests;
      state.trail.value = [];
      if (!quietly) {
        state.calculations.value = new Map();
        state.announcement.value = overview.spend.summary;
      }
    });
  }

  async function page(trail: readonly (PlaceView | undefined)[], before: PlaceView | undefined): Promise<void> {
    const number = ++newest.requests;
    // The first page has no place to begin before: it is everything until far ahead.
    const found = await attempt(client.request('requests', { range: state.range.value, before: before ?? { at: 8.64e15, id: 0 } }));
    if (!found || number !== newest.requests) return;
    batch(() => {
      state.requests.value = found;
      state.trail.value = trail;
      state.calculations.value = new Map();
    });
  }

  async function stack(by: Stacking): Promise<void> {
    state.by.value = by;
    kept();
    const number = ++newest.spend;
    const spend = await attempt(client.request('spend', { range: state.range.value, by }));
    if (spend && number === newest.spend) state.spend.value = spend;
  }

  async function toggle({ at, id }: RequestView): Promise<void> {
    const without = new Map(state.calculations.value);
    if (without.delete(id)) {
      state.calculations.value = without;
      return;
    }
    state.calculations.value = without.set(id, undefined);
    const calculation = await attempt(client.request('calculation', { at, id }));
    if (!state.calculations.value.has(id)) return;
    const found = new Map(state.calculations.value);
    if (calculation) found.set(id, calculation);
    else found.delete(id);
    state.calculations.value = found;
  }

  async function showComparison(asked: Promise<ComparisonView | null>, pricing: boolean): Promise<void> {
    const number = ++newest.compare;
    state.comparing.value = pricing;
    const comparison = await attempt(asked);
    if (number !== newest.compare) return;
    batch(() => {
      state.comparing.value = false;
      if (!comparison) return;
      state.comparison.value = comparison;
      state.source.value = comparison.source;
      state.announcement.value = comparison.summary;
    });
  }

  async function reconcile(choose: boolean): Promise<void> {
    const found = await attempt(client.request('reconcile', { choose }));
    if (found) state.reconciliation.value = found;
  }

  function compare(source: ComparedSource, choose: boolean): void {
    state.source.value = source;
    if (state.comparison.value?.source !== source) state.comparison.value = undefined;
    void showComparison(client.request('compare', { source, choose }), !choose);
  }

  async function arrive(): Promise<void> {
    const found = await attempt(client.request('destination', {}));
    if (!found?.section) return;
    if (found.section === 'compare') compare(state.source.value, false);
    else await reconcile(false);
    goTo(found.section);
  }

  addEventListener('message', (event: MessageEvent<UsageHostMessage>) => {
    const { data } = event;
    if (data.kind === 'response') client.settle(data);
    else if (data.kind === 'changed') void load(true);
    else if (data.kind === 'destination') void arrive();
  });
  void load(false).then(arrive);

  return {
    showRange(range) {
      state.range.value = range;
      kept();
      void load(false);
    },
    stackBy: (by) => void stack(by),
    breakDownBy(breakdown) {
      state.breakdown.value = breakdown;
      kept();
    },
    refresh: () => void load(false),
    older() {
      const { older } = state.requests.value;
      if (older) void page([...state.trail.value, older], older);
    },
    newer() {
      const trail = state.trail.value.slice(0, -1);
      void page(trail, trail.at(-1));
    },
    toggleRequest: (request) => void toggle(request),
    compare,
    chooseModels: () => void showComparison(client.request('chooseModels', { source: state.source.value }), false),
    reconcile: () => void reconcile(true),
    export: () => void attempt(client.request('export', { range: state.range.value })),
    editBudgets: () => void attempt(client.request('editBudgets', {})),
    openChat: () => void attempt(client.request('openChat', {})),
    // A report that fails has nobody left to be told.
    reportFailure: (message) => void client.request('reportFailure', { message }).catch(() => {}),
  };
}
