// Prices as data: what a model costs per million tokens, when, and where the figures were taken from.

import { parseModelRef } from '../model/modelRef.ts';
import { namesToTry } from './priceNames.ts';

/** USD per million tokens. */
export interface Rates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number | undefined;
  readonly cacheWrite5m?: number | undefined;
  readonly cacheWrite1h?: number | undefined;
  /** Only where thinking is charged apart from the rest of the output. */
  readonly reasoning?: number | undefined;
  /** A fee on top, in USD for a thousand requests. */
  readonly thousandRequests?: number | undefined;
}

/** Rates for the whole request once its input is longer than `tokens`. */
export interface LongRates {
  readonly tokens: number;
  readonly rates: Rates;
}

/** What holds from a day on, or in certain hours, in UTC. Without either it holds always. */
export interface PricePeriod {
  /** The first day, such as `2027-01-01`. */
  readonly from?: string | undefined;
  /** From the first until before the second, such as `['01:00', '04:00']`; may run over midnight. */
  readonly hours?: readonly [string, string] | undefined;
  readonly rates: Rates;
  readonly above?: readonly LongRates[] | undefined;
}

/** All that is known about what one model costs. */
export interface PriceEntry {
  /** The name the entry has in its source. */
  readonly model: string;
  /** The last one that holds at a moment wins. */
  readonly periods: readonly PricePeriod[];
  /** What the rates are multiplied with when a request was served in this tier. */
  readonly serviceTiers?: Readonly<Record<string, number>> | undefined;
  readonly source: string;
  /** The day the figures are of. */
  readonly asOf: string;
  /** What a reader of the price must know. */
  readonly note?: string | undefined;
}

/** A model as it was asked for, and as the server says it answered. */
export interface PricedModel {
  readonly asked: string;
  readonly served?: string | undefined;
}

/** Finds the entry for a model. Only an exact or date-suffixed name matches: a near miss would be a wrong bill. */
export interface PriceBook {
  /** Done once prices can be found; never rejects. */
  readonly ready: () => Promise<void>;
  readonly find: (model: PricedModel) => PriceEntry | undefined;
}

/** `openai/gpt-6-sol, genai-prices 0.1.8, 2026-09-23`. */
export function nameEntry({ model, source, asOf }: PriceEntry): string {
  return `${model}, ${source}, ${asOf}`;
}

/** The rates that hold, and how the entry says so. */
export interface FoundRates {
  readonly rates: Rates;
  /** The input above which they hold. */
  readonly above: number | undefined;
  readonly period: PricePeriod;
}

/** The rates for a request of so many input tokens, cached ones included, sent at this moment. */
export function ratesAt(entry: PriceEntry, at: number, inputTokens: number): FoundRates | undefined {
  const period = entry.periods.findLast((each) => holds(each, at));
  if (!period) return undefined;
  const long = (period.above ?? []).filter(({ tokens }) => inputTokens > tokens).toSorted((a, b) => b.tokens - a.tokens)[0];
  return { rates: long?.rates ?? period.rates, above: long?.tokens, period };
}

function holds({ from, hours }: PricePeriod, at: number): boolean {
  const moment = new Date(at).toISOString();
  if (from !== undefined && moment.slice(0, 10) < from) return false;
  if (!hours) return true;
  const time = moment.slice(11, 16);
  const [start, end] = hours;
  return start <= end ? time >= start && time < end : time >= start || time < end;
}

/** A book of a fixed list of entries. */
export function createPriceBook(entries: readonly PriceEntry[]): PriceBook {
  const byModel = new Map(entries.map((entry) => [entry.model, entry]));
  const find = (provider: string, model: string): PriceEntry | undefined => namesToTry(provider, model).map((name) => byModel.get(`${provider}/${name}`)).find((entry) => entry !== undefined);
  return {
    ready: () => Promise.resolve(),
    find({ asked, served }) {
      const { provider, model } = parseModelRef(asked) ?? { provider: '', model: asked };
      return (served === undefined ? undefined : find(provider, served)) ?? find(provider, model);
    },
  };
}
