// The real catalogue and price book, for every provider of the registry.

import { createModelCatalog, loadBundledCatalog, type ModelCatalog } from '../../../../src/core/money/catalog/catalog.ts';
import type { PriceBook } from '../../../../src/core/money/price.ts';
import { createPrices, type PriceOverride } from '../../../../src/core/money/prices.ts';
import { createProviderDirectory } from '../../../../src/core/providers/directory.ts';
import { createPlacing } from '../../../../src/core/providers/placing.ts';
import type { ProviderSettings } from '../../../../src/core/providers/provider.ts';
import { registry } from '../../../../src/core/providers/registry.ts';

export interface RealPrices {
  readonly catalog: ModelCatalog;
  readonly prices: PriceBook;
}

/** Ready to be asked. */
export async function realPrices(overrides: Readonly<Record<string, PriceOverride>> = {}, settings: Readonly<Record<string, ProviderSettings>> = {}): Promise<RealPrices> {
  const place = createPlacing(createProviderDirectory(registry, () => settings));
  const catalog = createModelCatalog({ load: async () => [await loadBundledCatalog()], place });
  await catalog.ready();
  return { catalog, prices: createPrices({ catalog, overrides: () => overrides }) };
}
