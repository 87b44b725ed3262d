// What the same requests would have cost with other models.
//
// Every token stays in its bucket and is priced at the other model's rates; what has no cache rates there counts as
// fresh input. Another model would count other tokens and answer at another length, so its figures are estimates.

import type { Money, MoneySum } from '../model/money.ts';
import type { TokenCount, Usage } from '../model/usage.ts';
import { calculate } from './cost.ts';
import { fromUnits, toUnits } from './exact.ts';
import { nameEntry, type PriceEntry, ratesAt } from './price.ts';
import { type Quality, qualityOf } from './quality.ts';

/** A request as it was, or several of one model where only their sum is known. */
export interface ComparedRequest {
  readonly usage: Usage;
  readonly at: number;
  /** Who was asked. Undefined for what was never sent. */
  readonly model: string | undefined;
  readonly servedModel?: string | undefined;
  /** The service tier, where it was not the usual one. */
  readonly tier?: string | undefined;
  /** What it did cost. Undefined for what was never sent. */
  readonly paid: MoneySum | undefined;
  readonly requests?: number;
  /** The token counts are our own guess. */
  readonly estimated?: boolean;
}

/** A model to compare with. */
export interface Candidate {
  readonly reference: string;
  readonly entry: PriceEntry | undefined;
  readonly contextWindow?: number | undefined;
}

/** One line of a comparison. */
export interface ComparisonRow {
  readonly model: string;
  readonly entry: string | undefined;
  readonly quality: Quality | undefined;
  /** Undefined when nothing could be priced. */
  readonly cost: MoneySum | undefined;
  /** How much more it is than was paid, over the requests for which both are known. */
  readonly difference: number | undefined;
  /** How many requests that is. */
  readonly compared: number;
  readonly priced: number;
  readonly unpriced: number;
  /** Requests that would not fit into the model's window. */
  readonly tooLong: number;
  readonly contextWindow: number | undefined;
}

export interface Comparison {
  readonly requests: number;
  readonly paid: MoneySum;
  /** In the order of the candidates. */
  readonly rows: readonly ComparisonRow[];
}

/** Takes requests one by one, so that whoever has many can pause in between. */
export interface Comparing {
  add(request: ComparedRequest): void;
  result(): Comparison;
}

/** `now` is the moment whose prices hold where there were none when a request was made. */
export function createComparing(candidates: readonly Candidate[], now: number): Comparing {
  const tallies = candidates.map((candidate) => ({ candidate, cost: 0n, estimated: false, both: 0n, compared: 0, priced: 0, unpriced: 0, tooLong: 0 }));
  let requests = 0;
  let paid = 0n;
  let complete = true;
  let estimated = false;
  return {
    add(request) {
      const count = request.requests ?? 1;
      requests += count;
      if (request.paid) {
        paid += toUnits(request.paid.amount);
        complete &&= request.paid.complete;
        estimated ||= request.paid.estimated;
      }
      for (const tally of tallies) {
        const money = costWith(request, tally.candidate, now);
        if (!fits(request, tally.candidate)) tally.tooLong += count;
        if (money.provenance === 'unknown') {
          tally.unpriced += count;
          continue;
        }
        const units = toUnits(money.amount) * BigInt(count);
        tally.cost += units;
        tally.priced += count;
        tally.estimated ||= money.provenance === 'estimated';
        if (!request.paid?.complete) continue;
        tally.both += units - toUnits(request.paid.amount);
        tally.compared += count;
      }
    },
    result: () => ({
      requests,
      paid: { amount: fromUnits(paid), complete, estimated },
      rows: tallies.map(({ candidate, cost, both, estimated: guessed, ...counts }) => ({
        ...counts,
        model: candidate.reference,
        entry: candidate.entry && nameEntry(candidate.entry),
        quality: qualityNow(candidate.entry, now),
        cost: counts.priced === 0 ? undefined : { amount: fromUnits(cost), complete: counts.unpriced === 0, estimated: guessed },
        difference: counts.compared === 0 ? undefined : fromUnits(both),
        contextWindow: candidate.contextWindow,
      })),
    }),
  };
}

/** What one request would have cost; of several, one of average length. */
export function costWith(request: ComparedRequest, { reference, entry }: Candidate, now: number): Money {
  if (!entry) return { provenance: 'unknown', currency: 'USD' };
  const same = request.model === reference;
  const count = request.requests ?? 1;
  const usage = count === 1 ? request.usage : shared(request.usage, count);
  const folded = same ? undefined : withoutHours(usage, entry, request.at);
  return calculate(folded ?? usage, entry, {
    at: ratesAt(entry, request.at, 0) ? request.at : now,
    ...(same && request.tier !== undefined && { tier: request.tier }),
    provenance: same && count === 1 && !request.estimated ? 'computed' : 'estimated',
  }).money;
}

/** A vendor that keeps a cache for minutes only would have been asked for those. */
function withoutHours(usage: Usage, entry: PriceEntry, at: number): Usage | undefined {
  const { cacheWrite1h, cacheWrite5m } = usage.input;
  const rates = ratesAt(entry, at, 0)?.rates;
  if (!cacheWrite1h || rates?.cacheWrite5m === undefined || rates.cacheWrite1h !== undefined) return undefined;
  return { ...usage, input: { ...usage.input, cacheWrite5m: (cacheWrite5m ?? 0) + cacheWrite1h, cacheWrite1h: undefined } };
}

/** Price lists do not know every window; what is not known is no obstacle. */
function fits({ usage, requests = 1 }: ComparedRequest, { contextWindow }: Candidate): boolean {
  if (contextWindow === undefined) return true;
  const all = [...Object.values(usage.input), ...Object.values(usage.output)].reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return all / requests <= contextWindow;
}

function shared({ input, output, raw }: Usage, count: number): Usage {
  const part = (tokens: TokenCount): TokenCount => (tokens === undefined ? undefined : tokens / count);
  return {
    input: { fresh: part(input.fresh), cacheRead: part(input.cacheRead), cacheWrite5m: part(input.cacheWrite5m), cacheWrite1h: part(input.cacheWrite1h) },
    output: { text: part(output.text), reasoning: part(output.reasoning) },
    raw,
  };
}

function qualityNow(entry: PriceEntry | undefined, now: number): Quality | undefined {
  const rates = entry && ratesAt(entry, now, 0)?.rates;
  return rates && qualityOf(rates);
}
