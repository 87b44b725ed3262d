// The contract between the extension host and the usage dashboard: sums in words and figures, nothing secret.
//
// The page asks, the host answers; the host tells only that something changed. Only sums and one page of rows travel,
// however many rows there are. Words come from the host; numbers are there to be drawn.

import type { Done, Failure, Nothing } from './protocol.ts';

export const rangeNames = ['today', '7days', '30days', 'month', 'lastMonth', '12months', 'all'] as const;
export type RangeName = (typeof rangeNames)[number];

/** What spending is stacked by. */
export const stackings = ['model', 'task', 'workspace'] as const;
export type Stacking = (typeof stackings)[number];

/** What tables of sums there are. */
export const breakdowns = ['model', 'task', 'workspace', 'conversation'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** Where requests to compare come from. */
export const comparedSources = ['conversation', 'month', 'prompts'] as const;
export type ComparedSource = (typeof comparedSources)[number];

/** Places on the page that a command can lead to. */
export const sections = ['compare', 'reconcile'] as const;
export type Section = (typeof sections)[number];

/** One headline figure. */
export interface FigureView {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
  readonly tone?: 'warning';
}

export interface BudgetView {
  readonly label: string;
  /** `$3.20 of $5.00, 64 %`. */
  readonly words: string;
  /** 0 .. 1, and more when it is overspent. */
  readonly share: number;
  readonly level: 'fine' | 'warning' | 'over';
}

/** A place on an axis and what stands there. */
export interface TickView {
  readonly value: number;
  readonly words: string;
}

/** One column of a plot: a value for each series. */
export interface ColumnView {
  readonly label: string;
  /** For the axis. */
  readonly short: string;
  readonly values: readonly number[];
  /** The values in words; what is not known says so. */
  readonly words: readonly string[];
  readonly total: string;
  /** Something in it is not known: what is drawn is the least it can be. */
  readonly incomplete: boolean;
}

/** Columns over time, stacked. */
export interface StackView {
  readonly title: string;
  readonly summary: string;
  readonly series: readonly string[];
  readonly columns: readonly ColumnView[];
  /** From the lowest to the highest. */
  readonly ticks: readonly TickView[];
  readonly note?: string;
}

/** How long one model takes, in milliseconds. */
export interface LatencyRow {
  readonly model: string;
  readonly p50: number;
  readonly p95: number;
  readonly first: number | null;
  /** The same three in words, and the attempts behind them. */
  readonly words: readonly [p50: string, p95: string, first: string, attempts: string];
}

export interface LatencyView {
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly LatencyRow[];
  readonly ticks: readonly TickView[];
}

/** A table in words. */
export interface TableView {
  readonly heads: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** A place between rows. */
export interface PlaceView {
  readonly at: number;
  readonly id: number;
}

/** One attempt. The cells are those of `requestHeads`. */
export interface RequestView extends PlaceView {
  readonly cells: readonly string[];
  readonly failed: boolean;
}

export interface RequestsPage {
  readonly rows: readonly RequestView[];
  /** Where the next, older page begins. */
  readonly older?: PlaceView;
}

/** The heads of the table of requests. */
export const requestHeads = ['Time', 'Model', 'Task', 'Tokens', 'Cost', 'Finish', 'Duration'] as const;

/** How the cost of one attempt came about. */
export interface CalculationView {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly table: TableView | null;
  readonly total: string;
  readonly notes: readonly string[];
}

/** Everything but what is asked for apart. */
export interface Overview {
  readonly range: RangeName;
  readonly rangeWords: string;
  /** Nothing was ever asked, or nothing in this range. */
  readonly empty: 'ever' | 'range' | null;
  readonly figures: readonly FigureView[];
  readonly budgets: readonly BudgetView[];
  readonly spend: StackView;
  readonly tokens: StackView;
  readonly savings: StackView;
  readonly wasted: StackView;
  readonly latency: LatencyView;
  readonly tables: Readonly<Record<Breakdown, TableView>>;
  readonly requests: RequestsPage;
}

export interface ComparisonView {
  readonly source: ComparedSource;
  readonly summary: string;
  readonly models: readonly string[];
  readonly table: TableView;
  readonly notes: readonly string[];
}

/** A provider's own figures beside ours. */
export interface ReconciliationView {
  readonly title: string;
  readonly summary: string;
  readonly table: TableView;
  readonly notes: readonly string[];
}

type Ranged = { readonly range: RangeName; readonly by: Stacking };

/** A request from the page, what it carries, and what comes back. */
export interface UsageRequests {
  readonly overview: { readonly parameters: Ranged; readonly result: Overview };
  readonly spend: { readonly parameters: Ranged; readonly result: StackView };
  readonly requests: { readonly parameters: { readonly range: RangeName; readonly before: PlaceView }; readonly result: RequestsPage };
  readonly calculation: { readonly parameters: PlaceView; readonly result: CalculationView };
  /** `choose` asks for another file of prompts, even where one is known. */
  readonly compare: { readonly parameters: { readonly source: ComparedSource; readonly choose: boolean }; readonly result: ComparisonView | null };
  /** Null when nothing was chosen. */
  readonly chooseModels: { readonly parameters: { readonly source: ComparedSource }; readonly result: ComparisonView | null };
  /** What was reconciled last; `choose` asks for a file first. */
  readonly reconcile: { readonly parameters: { readonly choose: boolean }; readonly result: ReconciliationView | null };
  readonly export: { readonly parameters: { readonly range: RangeName }; readonly result: Done };
  readonly editBudgets: { readonly parameters: Nothing; readonly result: Done };
  readonly openChat: { readonly parameters: Nothing; readonly result: Done };
  /** Where a command wants the page to go, once. */
  readonly destination: { readonly parameters: Nothing; readonly result: { readonly section: Section | null } };
  readonly reportFailure: { readonly parameters: { readonly message: string }; readonly result: Done };
}

export type UsageRequestName = keyof UsageRequests;

/** From the page to the host. */
export interface UsageRequestMessage<N extends UsageRequestName = UsageRequestName> {
  readonly kind: 'request';
  readonly id: number;
  readonly name: N;
  readonly parameters: UsageRequests[N]['parameters'];
}

/** From the host to the page. `changed`: the figures did. `destination`: there is one to be asked for. */
export type UsageHostMessage =
  | { readonly kind: 'response'; readonly id: number; readonly result: UsageRequests[UsageRequestName]['result'] }
  | { readonly kind: 'response'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'changed' }
  | { readonly kind: 'destination' };
