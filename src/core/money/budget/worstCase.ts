// The most a call can cost: what is counted of its input at the dearest rate it may be charged at, and the longest answer.

import type { Call } from '../../model/call.ts';
import type { ModelInfo } from '../../model/modelInfo.ts';
import { type PriceBook, type PriceEntry, ratesAt } from '../price.ts';

/** In USD and tokens. */
export interface WorstCase {
  readonly input: number;
  readonly perOutputToken: number;
  /** The longest answer. */
  readonly largest: number;
}

/** `unknown` may be anything: it is never taken for nothing. */
export type Worst = WorstCase | 'free' | 'unknown';

export interface WorstCasePorts {
  readonly prices: PriceBook;
  readonly count: (call: Call) => { readonly total: number; readonly exact?: boolean };
  /** Resolves when what counts is there; never rejects. */
  readonly ready?: ((model: string) => Promise<void>) | undefined;
  readonly describe: (reference: string) => Promise<ModelInfo>;
  readonly isFree: (reference: string) => boolean;
  /** The models that may answer the call; itself, unless it names a route. */
  readonly candidatesOf: (reference: string) => readonly string[];
  /** The service tier that is asked for. */
  readonly tierOf: (reference: string) => string | undefined;
  readonly now: () => number;
}

/** A count that is no vendor's own may be a little short. */
const margin = 1.1;
const few = 64;
/** For a model nothing is known of. Should it say more, the answer is stopped there. */
const usualLargest = 32_000;

/** Says what a call may cost at most, whichever of its models answers. */
export function createWorstCases(ports: WorstCasePorts): (call: Call) => Promise<Worst> {
  return async (call) => {
    const models = ports.candidatesOf(call.model);
    if (models.every(ports.isFree)) return 'free';
    await ports.prices.ready();
    const all = await Promise.all(models.filter((model) => !ports.isFree(model)).map((model) => worstOf({ ...call, model }, ports)));
    const known = all.filter((worst) => worst !== undefined);
    return known.length < all.length ? 'unknown' : known.reduce(dearer);
  };
}

async function worstOf(call: Call, { prices, count, ready, describe, tierOf, now }: WorstCasePorts): Promise<WorstCase | undefined> {
  const entry = prices.find({ asked: call.model });
  if (!entry) return undefined;
  const [info] = await Promise.all([describe(call.model), ready?.(call.model)]);
  const { total, exact } = count(call);
  return worstCase({ tokens: exact ? total : total * margin + few, largest: largestAnswer(call, info), entry, at: now(), tier: tierOf(call.model) });
}

/** Where the user and the vendor both set a limit, the lower one holds. */
export function largestAnswer({ limits }: Pick<Call, 'limits'>, { maxOutput, contextWindow }: ModelInfo): number {
  const most = maxOutput ?? contextWindow;
  return Math.min(limits?.maxOutputTokens ?? most ?? usualLargest, most ?? Infinity);
}

/** Undefined where any of it has no price. */
export function worstCase({ tokens, largest, entry, at, tier }: { readonly tokens: number; readonly largest: number; readonly entry: PriceEntry; readonly at: number; readonly tier?: string | undefined }): WorstCase | undefined {
  const found = ratesAt(entry, at, tokens);
  const factor = tier === undefined || tier === 'standard' ? 1 : Math.max(1, entry.serviceTiers?.[tier] ?? (tier === 'flex' ? 1 : NaN));
  if (!found || Number.isNaN(factor)) return undefined;
  const { input, output, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, reasoning = 0, thousandRequests = 0 } = found.rates;
  return {
    input: (Math.ceil(tokens) * Math.max(input, cacheRead, cacheWrite5m, cacheWrite1h) * factor) / 1_000_000 + thousandRequests / 1_000,
    perOutputToken: (Math.max(output, reasoning) * factor) / 1_000_000,
    largest,
  };
}

/** The most a whole answer costs. */
export function costAtMost({ input, perOutputToken, largest }: WorstCase): number {
  return input + perOutputToken * largest;
}

/** How long an answer may be for so much money. */
export function affordable({ input, perOutputToken, largest }: WorstCase, amount: number): number {
  if (amount + 1e-9 < input) return 0;
  return perOutputToken === 0 ? largest : Math.min(largest, Math.floor((amount + 1e-9 - input) / perOutputToken));
}

function dearer(one: WorstCase, other: WorstCase): WorstCase {
  return { input: Math.max(one.input, other.input), perOutputToken: Math.max(one.perOutputToken, other.perOutputToken), largest: Math.max(one.largest, other.largest) };
}
