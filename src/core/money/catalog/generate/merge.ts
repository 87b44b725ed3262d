// Makes one catalogue of two sources, and keeps a list of where they differ.
//
// genai-prices knows dates, hours and cache lifetimes; pi-ai is newer, and knows limits and abilities. So where they
// agree on today's rates the richer entry is kept. Where they differ the newer one wins, except against prices that
// change with the hour, which it cannot tell.

import { providerIn } from '../../../model/modelRef.ts';
import type { PricePeriod, Rates } from '../../price.ts';
import { namesToTry } from '../../priceNames.ts';
import type { CatalogModel } from '../catalogFile.ts';
import type { SourceModel } from './sourceModel.ts';

/** The keys of the two sources in the file. */
export const genaiKey = 'genai-prices';
export const piKey = 'pi-ai';
export const rulesKey = 'vendors';

export interface Merged {
  readonly models: readonly CatalogModel[];
  readonly differences: readonly string[];
}

/** `today` is a day on which both claim to be right. */
export function mergeSources(genai: readonly SourceModel[], pi: readonly SourceModel[], today: string): Merged {
  const differences: string[] = [];
  const genaiByName = indexByName(genai);
  const piNames = new Set(pi.map(keyOf));
  const models = new Map<string, CatalogModel>();
  for (const model of genai) if (!piNames.has(keyOf(model))) models.set(keyOf(model), fromGenai(model));
  for (const model of pi) {
    const known = namesToTry(model.provider, model.name).map((name) => genaiByName.get(`${model.provider}/${name.toLowerCase()}`)).find((found) => found !== undefined);
    models.set(keyOf(model), mergeModel(known, model, today, differences));
  }
  return { models: withSafeNames(dropDated(models)).toSorted((a, b) => (a.id < b.id ? -1 : 1)), differences };
}

function keyOf({ provider, name }: SourceModel): string {
  return `${provider}/${name}`;
}

/** Ids first; other names only where one model has them. */
function indexByName(models: readonly SourceModel[]): ReadonlyMap<string, SourceModel> {
  const index = new Map<string, SourceModel>();
  for (const model of models) for (const name of model.aka) index.set(`${model.provider}/${name.toLowerCase()}`, model);
  for (const model of models) index.set(keyOf(model).toLowerCase(), model);
  return index;
}

function fromGenai(model: SourceModel): CatalogModel {
  return {
    id: keyOf(model),
    ...(model.aka.length > 0 && { aka: model.aka }),
    ...(model.prices.length > 0 && { prices: model.prices }),
    ...(model.contextWindow !== undefined && { contextWindow: model.contextWindow }),
    ...(model.deprecated && { lifecycle: 'deprecated' as const }),
    from: { ...(model.prices.length > 0 && { prices: genaiKey }), ...(model.contextWindow !== undefined && { window: genaiKey }) },
  };
}

function mergeModel(genai: SourceModel | undefined, pi: SourceModel, today: string, differences: string[]): CatalogModel {
  const id = keyOf(pi);
  const say = (what: string, theirs: unknown, ours: unknown, kept: string): void => void differences.push(`${id}: ${what}: ${genaiKey} ${JSON.stringify(theirs)}, ${piKey} ${JSON.stringify(ours)}; kept ${kept}`);
  const { prices, from, cache } = mergePrices(genai?.prices ?? [], pi.prices, today, say);
  const both = [genai?.contextWindow, pi.contextWindow];
  // The same model by name only: an alias may have a smaller window.
  const window = pi.contextWindow ?? (genai && keyOf(genai) === id ? genai.contextWindow : undefined);
  if (both[0] !== undefined && both[1] !== undefined && both[0] !== both[1]) say('window', both[0], both[1], piKey);
  return {
    id,
    ...(genai && keyOf(genai) === id && genai.aka.length > 0 && { aka: genai.aka }),
    ...(prices.length > 0 && { prices }),
    ...(window !== undefined && { contextWindow: window }),
    ...(pi.maxOutput !== undefined && { maxOutput: pi.maxOutput }),
    ...(pi.thinking !== undefined && { thinking: pi.thinking }),
    ...(pi.images !== undefined && { images: pi.images }),
    ...(pi.tools !== undefined && { tools: pi.tools }),
    ...(pi.efforts && { efforts: pi.efforts }),
    ...(genai?.deprecated && keyOf(genai) === id && { lifecycle: 'deprecated' as const }),
    from: { ...(from !== undefined && { prices: from }), ...(cache !== undefined && { cache }), ...(window !== undefined && { window: pi.contextWindow === undefined ? genaiKey : piKey }), abilities: piKey },
  };
}

type Say = (what: string, theirs: unknown, ours: unknown, kept: string) => void;

interface MergedPrices {
  readonly prices: readonly PricePeriod[];
  readonly from: string | undefined;
  /** Where cache rates were added from. */
  readonly cache?: string;
}

function mergePrices(theirs: readonly PricePeriod[], ours: readonly PricePeriod[], today: string, say: Say): MergedPrices {
  const [flat] = ours;
  if (!flat) return { prices: theirs, from: theirs.length > 0 ? genaiKey : undefined };
  if (theirs.length === 0) return { prices: ours, from: piKey };
  const started = theirs.filter(({ from }) => from === undefined || from <= today);
  const usual = started.findLast(({ hours }) => !hours);
  const inForce = started.slice(usual ? started.indexOf(usual) : 0);
  const hourly = inForce.some(({ hours }) => hours);
  const same = inForce.find((period) => agree(period, flat));
  const kept = same || hourly ? genaiKey : piKey;
  if (!same) say('price', inForce.map(shorten), shorten(flat), kept);
  if (kept === genaiKey) {
    const prices = theirs.map((period) => (period === same ? fill(period, flat) : period));
    return { prices, from: genaiKey, ...(JSON.stringify(prices) !== JSON.stringify(theirs) && { cache: piKey }) };
  }
  return { prices: ours, from: piKey };
}

/** Today's rates are the same: where both tell one, and whether long prompts are dearer. */
function agree(a: PricePeriod, b: PricePeriod): boolean {
  if (!sameRates(a.rates, b.rates)) return false;
  const [longA = [], longB = []] = [a.above, b.above];
  // What only one of them tells about long prompts does not make the short ones wrong.
  if (longA.length === 0 || longB.length === 0) return longB.length === 0;
  // A limit that is counted in differs by one from one that is not.
  return longA.length === longB.length && longA.every((tier, index) => Math.abs(tier.tokens - (longB[index]?.tokens ?? 0)) <= 1 && sameRates(tier.rates, longB[index]?.rates ?? tier.rates));
}

function sameRates(a: Rates, b: Rates): boolean {
  const same = (x: number | undefined, y: number | undefined): boolean => x === undefined || y === undefined || Math.abs(x - y) < 1e-9;
  return same(a.input, b.input) && same(a.output, b.output) && same(a.cacheRead, b.cacheRead) && same(a.cacheWrite5m, b.cacheWrite5m);
}

/** Cache rates that only the other one tells, given that all that both tell is the same. */
function fill(period: PricePeriod, other: PricePeriod): PricePeriod {
  const join = (a: Rates, b: Rates | undefined): Rates => ({ ...a, cacheRead: a.cacheRead ?? b?.cacheRead, cacheWrite5m: a.cacheWrite5m ?? b?.cacheWrite5m });
  return { ...period, rates: join(period.rates, other.rates), ...(period.above && { above: period.above.map((tier, index) => ({ ...tier, rates: join(tier.rates, other.above?.[index]?.rates) })) }) };
}

function shorten({ rates, above, hours }: PricePeriod): unknown {
  const list = ({ input, output, cacheRead, cacheWrite5m }: Rates): unknown[] => [input, output, cacheRead ?? null, cacheWrite5m ?? null];
  return { ...(hours && { hours }), is: list(rates), ...(above && { above: above.map((tier) => [tier.tokens, ...list(tier.rates)]) }) };
}

/** A dated name that costs what the undated one does is found without an entry of its own, and without hiding the richer one. */
function dropDated(models: ReadonlyMap<string, CatalogModel>): readonly CatalogModel[] {
  return [...models.values()].filter((model) => {
    const plain = models.get(model.id.replace(/-20\d{6}$|-20\d\d-\d\d-\d\d$/, ''));
    if (!plain || plain === model) return true;
    return JSON.stringify(plain.prices) !== JSON.stringify(model.prices);
  });
}

/** A name that two models claim, or that is another's own, says nothing. */
function withSafeNames(models: readonly CatalogModel[]): readonly CatalogModel[] {
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  const key = (model: CatalogModel, name: string): string => `${providerIn(model.id)}/${name}`.toLowerCase();
  for (const model of models) for (const name of model.aka ?? []) {
    if (owners.has(key(model, name))) shared.add(key(model, name));
    owners.set(key(model, name), model.id);
  }
  for (const { id } of models) shared.add(id.toLowerCase());
  return models.map(({ aka, ...model }) => {
    const left = aka?.filter((name) => !shared.has(key(model, name))) ?? [];
    return left.length > 0 ? { ...model, aka: left } : model;
  });
}
