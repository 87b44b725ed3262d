// The models whose costs can be compared: what providers are known for, and what the price list knows of them.

import type { Clock } from '../base/clock.ts';
import { formatModelRef, parseModelRef } from '../model/modelRef.ts';
import type { LoadedCatalog } from '../money/catalog/catalog.ts';
import type { UsageQuery } from '../money/usageQuery.ts';
import type { ProviderDirectory } from './directory.ts';

export interface ComparablePorts {
  readonly providers: ProviderDirectory;
  readonly load: () => Promise<LoadedCatalog>;
  readonly usage: Pick<UsageQuery, 'favourites'>;
  /** The model in use. */
  readonly model: () => string;
  readonly clock: Clock;
}

export interface ComparableModels {
  /** The well-known ones first. */
  readonly all: () => Promise<readonly string[]>;
  /** Those a person uses most, and what their vendors offer besides. */
  readonly likely: () => Promise<readonly string[]>;
}

const recently = 30 * 86_400_000;
const favourites = 3;
const mostLikely = 8;

export function createComparableModels({ providers, load, usage, model, clock }: ComparablePorts): ComparableModels {
  return {
    async all() {
      const wellKnown = providers.all().flatMap(({ id, models }) => models.map((name) => formatModelRef({ provider: id, model: name })));
      const { file } = await load();
      const listed = file.models.filter(({ prices, lifecycle }) => prices !== undefined && lifecycle !== 'deprecated').map(({ id }) => id);
      return [...new Set([...wellKnown, ...listed.filter((reference) => providers.find(parseModelRef(reference)?.provider ?? '') !== undefined)])];
    },
    async likely() {
      const now = clock.now();
      const used = await usage.favourites({ from: now - recently, to: now }, favourites);
      const start = used.length > 0 ? used : [model()];
      const siblings = start.flatMap((reference) => {
        const { provider = '' } = parseModelRef(reference) ?? {};
        return providers.find(provider)?.models.map((name) => formatModelRef({ provider, model: name })) ?? [];
      });
      return [...new Set([...start, ...siblings])].slice(0, mostLikely);
    },
  };
}
