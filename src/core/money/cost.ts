// What a usage costs by a price entry, line by line.
//
// The rules: a prompt is as long as all its buckets together, cached ones too, and past a limit of the entry the whole
// request moves to the higher rates. Cached input without a rate of its own is charged as fresh input, which is never
// too little for reads and what vendors without such a rate do for writes. Only a write for an hour, where one for
// minutes has its price, is not guessed at. Reasoning is charged as output unless it has its own rate. Time is UTC.

import type { Money } from '../model/money.ts';
import type { TokenCount, Usage } from '../model/usage.ts';
import { fromUnits, priceOf } from './exact.ts';
import { nameEntry, type PriceEntry, ratesAt, type Rates } from './price.ts';

/** One line of a calculation. */
export interface CostLine {
  readonly label: string;
  /** Tokens, or requests where a fee is charged for each. */
  readonly count: number;
  /** USD per million tokens, or per thousand requests. */
  readonly rate: number;
  readonly amount: number;
}

/** How a cost came about. */
export interface Calculation {
  readonly money: Money;
  readonly lines: readonly CostLine[];
  /** What the known part costs, where the whole is not known. Undefined when nothing is known. */
  readonly atLeast: number | undefined;
  readonly entry: PriceEntry;
  readonly source: string;
  readonly asOf: string;
  /** Which of the entry's rates were used, in words. */
  readonly tierUsed: string;
  /** Why the cost is not known. */
  readonly problem: string | undefined;
}

/** When and how a request was served. */
export interface Served {
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number;
  /** The service tier, where it was not the usual one. */
  readonly tier?: string | undefined;
  /** `estimated` when any of the counts is. */
  readonly provenance?: 'computed' | 'estimated';
}

interface Item {
  readonly label: string;
  readonly count: TokenCount;
  readonly rate: number | undefined;
  readonly per: bigint;
}

const million = 1_000_000n;

/** Prices a usage. Unknown when any part of it cannot be priced. */
export function calculate(usage: Usage, entry: PriceEntry, { at, tier, provenance = 'computed' }: Served): Calculation {
  const { input } = usage;
  const prompt = [input.fresh, input.cacheRead, input.cacheWrite5m, input.cacheWrite1h].reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const found = ratesAt(entry, at, prompt);
  const factor = tier === undefined ? 1 : factorOf(entry, tier);
  const base = { entry, source: entry.source, asOf: entry.asOf };
  if (!found || factor === undefined) {
    const problem = found ? `There is no price for the service tier "${tier}".` : 'There is no price for that day.';
    return { ...base, money: unknown(problem, undefined), lines: [], atLeast: undefined, tierUsed: 'none', problem };
  }
  const items = itemsOf(usage, found.rates).filter(({ count }) => count !== 0);
  const priced = items.flatMap(({ label, count, rate, per }) => {
    if (count === undefined || rate === undefined) return [];
    return [{ units: priceOf(count, rate, per, factor), line: { label, count, rate: fromUnits(priceOf(1, rate, 1n, factor)) } }];
  });
  const total = priced.reduce((sum, { units }) => sum + units, 0n);
  const missing = items.find(({ count, rate }) => count === undefined || rate === undefined);
  const problem = missing && (missing.count === undefined ? `How much ${missing.label} there was is not known.` : `There is no price for ${missing.label}.`);
  const fee = found.rates.thousandRequests !== undefined;
  const atLeast = problem === undefined || priced.length === 0 ? undefined : fromUnits(total);
  return {
    ...base,
    money: problem === undefined ? { provenance: fee ? 'estimated' : provenance, amount: fromUnits(total), currency: 'USD', entry: nameEntry(entry) } : unknown(problem, atLeast),
    lines: priced.map(({ units, line }) => ({ ...line, amount: fromUnits(units) })),
    atLeast,
    tierUsed: tierWords(found.above, found.period.from, found.period.hours, tier),
    problem,
  };
}

function unknown(problem: string, atLeast: number | undefined): Money {
  return { provenance: 'unknown', currency: 'USD', problem, ...(atLeast !== undefined && { atLeast }) };
}

/** `fresh` and `text` must be told; a special bucket that was not told was not used. */
function itemsOf({ input, output }: Usage, rates: Rates): readonly Item[] {
  const write5m = rates.cacheWrite5m ?? rates.input;
  const write1h = rates.cacheWrite1h ?? (rates.cacheWrite5m === undefined ? rates.input : undefined);
  return [
    { label: 'input', count: input.fresh, rate: rates.input, per: million },
    { label: 'input from the cache', count: input.cacheRead ?? 0, rate: rates.cacheRead ?? rates.input, per: million },
    { label: 'input written to the cache', count: input.cacheWrite5m ?? 0, rate: write5m, per: million },
    { label: 'input written to the cache for an hour', count: input.cacheWrite1h ?? 0, rate: write1h, per: million },
    { label: 'output', count: output.text, rate: rates.output, per: million },
    { label: 'reasoning', count: output.reasoning ?? 0, rate: rates.reasoning ?? rates.output, per: million },
    ...(rates.thousandRequests === undefined ? [] : [{ label: 'fee for the request', count: 1, rate: rates.thousandRequests, per: 1000n }]),
  ];
}

/** Several at once multiply: `batch us`. Undefined when one of them has no price. */
function factorOf(entry: PriceEntry, tier: string): number | undefined {
  const factors = tier.split(' ').map((name) => (entry.serviceTiers && Object.hasOwn(entry.serviceTiers, name) ? entry.serviceTiers[name] : undefined));
  return factors.reduce<number | undefined>((product, factor) => (product === undefined || factor === undefined ? undefined : Number((product * factor).toPrecision(12))), 1);
}

function tierWords(above: number | undefined, from: string | undefined, hours: readonly [string, string] | undefined, tier: string | undefined): string {
  return [
    tier ?? 'standard',
    above === undefined ? undefined : `more than ${above.toLocaleString('en-US')} input tokens`,
    from === undefined ? undefined : `from ${from}`,
    hours && `${hours[0]} to ${hours[1]} UTC`,
  ].filter((word) => word !== undefined).join(', ');
}
