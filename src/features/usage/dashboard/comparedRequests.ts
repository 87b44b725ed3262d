// The requests to compare: of the open conversation, of the last days, or a list of prompts nobody sent yet.

import { type ComparedRequest, createComparing, type Candidate, type Comparison } from '../../../core/money/compare.ts';
import type { ListedPrompt } from '../../../core/money/promptList.ts';
import { serviceTierOf } from '../../../core/money/serviceTier.ts';
import type { RowPlace, StoredRow, TimeRange, UsageQuery, UsageSlice } from '../../../core/money/usageQuery.ts';

/** Some at a time, so that nothing is held up. `note` says what a reader must know of them. */
export interface ComparedRequests {
  readonly batches: AsyncIterable<readonly ComparedRequest[]>;
  readonly note: string | undefined;
}

/** Above this many, sums by day take the place of rows. */
export const mostRows = 5_000;
const atOnce = 500;

/** Every attempt of a range; of very many, their sums by model and day. */
export async function ledgerRequests(query: UsageQuery, range: TimeRange, days: readonly TimeRange[]): Promise<ComparedRequests> {
  const { attempts } = await query.totals(range);
  if (attempts <= mostRows) return { batches: rowsOf(query, range), note: undefined };
  return {
    batches: sumsOf(query, days),
    note: `${attempts.toLocaleString('en-US')} attempts are too many to price one by one: each counts as the average one of its model and day, so dearer rates for long prompts may be missed.`,
  };
}

async function* rowsOf(query: UsageQuery, range: TimeRange): AsyncIterable<readonly ComparedRequest[]> {
  let after: RowPlace | undefined;
  for (;;) {
    const rows: readonly StoredRow[] = await query.following(range, after, atOnce);
    yield rows.map(requestOf);
    after = rows.at(-1);
    if (rows.length < atOnce) return;
  }
}

function requestOf({ usage, at, model, servedModel, serviceTier, cost }: StoredRow): ComparedRequest {
  const known = cost.provenance !== 'unknown';
  return {
    usage, at, model, servedModel,
    tier: serviceTierOf(serviceTier, undefined),
    paid: { amount: known ? cost.amount : 0, complete: known, estimated: cost.provenance === 'estimated' },
  };
}

async function* sumsOf(query: UsageQuery, days: readonly TimeRange[]): AsyncIterable<readonly ComparedRequest[]> {
  for (const { day, slices } of await query.byDay('model', days)) yield slices.map((slice) => averageOf(slice, (day.from + day.to) / 2));
}

function averageOf({ value, sums: { input, output, attempts, cost } }: UsageSlice, at: number): ComparedRequest {
  return { usage: { input, output, raw: undefined }, at, model: value, paid: cost, requests: attempts, estimated: true };
}

export interface PromptPorts {
  /** Tokens of a text as the usual model counts them. */
  readonly count: (text: string) => number;
  readonly now: number;
  /** How long an answer is taken to be, where the file does not say. */
  readonly outputTokens: number;
}

/** Prompts of a file; what they cost is a guess by nature. */
export async function* promptRequests(prompts: Iterable<ListedPrompt>, { count, now, outputTokens }: PromptPorts): AsyncIterable<readonly ComparedRequest[]> {
  for (const { text, outputTokens: told } of prompts) {
    yield [{
      usage: { input: { fresh: Math.ceil(count(text)), cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined }, output: { text: told ?? outputTokens, reasoning: undefined }, raw: undefined },
      at: now, model: undefined, paid: undefined, estimated: true,
    }];
  }
}

/** A share of the event loop, in milliseconds. */
const slice = 8;

/** Prices everything with every candidate; others have their turn in between. */
export async function comparisonOf(candidates: readonly Candidate[], batches: AsyncIterable<readonly ComparedRequest[]>, now: number, breathe: () => Promise<void>): Promise<Comparison> {
  const comparing = createComparing(candidates, now);
  let since = performance.now();
  for await (const batch of batches) {
    for (const request of batch) {
      comparing.add(request);
      if (performance.now() - since < slice) continue;
      await breathe();
      since = performance.now();
    }
  }
  return comparing.result();
}
