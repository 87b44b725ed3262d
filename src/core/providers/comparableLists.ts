// Puts the lists of comparable models together.

import { formatModelRef, parseModelRef } from '../model/modelRef.ts';
import type { LoadedCatalog } from '../money/catalog/catalog.ts';
import type { UsageQuery } from '../money/usageQuery.ts';
import type { Clock } from '../base/clock.ts';
import type { ProviderDirectory } from './directory.ts';

const recently = 30 * 86_400_000;
const favourites = 3;
const mostLikely = 8;

type Providers = Pick<ProviderDirectory, 'all' | 'find'>;

/** What providers are known for, then what the price list has for any of them. Models that are going away are left out. */
export async function allComparable({ providers, load }: { readonly providers: Providers; readonly load: () => Promise<LoadedCatalog> }): Promise<readonly string[]> {
  const wellKnown = providers.all().flatMap(({ id, models }) => models.map((model) => formatModelRef({ provider: id, model })));
  const { file } = await load();
  const listed = file.models.filter(({ prices, lifecycle }) => prices !== undefined && lifecycle !== 'deprecated').map(({ id }) => id);
  return [...new Set([...wellKnown, ...listed.filter((reference) => providers.find(parseModelRef(reference)?.provider ?? '') !== undefined)])];
}

interface LikelyPorts {
  readonly providers: Providers;
  readonly usage: Pick<UsageQuery, 'favourites'>;
  readonly model: () => string;
  readonly clock: Pick<Clock, 'now'>;
}

/** The favourites of the last 30 days, else the model in use, and their siblings. */
export async function likelyCompared({ providers, usage, model, clock }: LikelyPorts): Promise<readonly string[]> {
  const now = clock.now();
  const used = await usage.favourites({ from: now - recently, to: now }, favourites);
  const start = used.length > 0 ? used : [model()];
  const siblings = start.flatMap((reference) => {
    const { provider = '' } = parseModelRef(reference) ?? {};
    return providers.find(provider)?.models.map((name) => formatModelRef({ provider, model: name })) ?? [];
  });
  return [...new Set([...start, ...siblings])].slice(0, mostLikely);
}
