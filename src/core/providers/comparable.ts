// The models whose costs can be compared: what providers are known for, and what the price list knows of them.

import type { Clock } from '../base/clock.ts';
import type { LoadedCatalog } from '../money/catalog/catalog.ts';
import type { UsageQuery } from '../money/usageQuery.ts';
import type { ProviderDirectory } from './directory.ts';

export interface ComparablePorts {
  readonly providers: Pick<ProviderDirectory, 'all' | 'find'>;
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

/** Nobody compares at once, so what it takes is loaded then. */
export function createComparableModels(ports: ComparablePorts): ComparableModels {
  return {
    all: async () => (await import('./comparableLists.ts')).allComparable(ports),
    likely: async () => (await import('./comparableLists.ts')).likelyCompared(ports),
  };
}
