// The price book of a person: what they set themselves, else the catalogue.

import { parseModelRef } from '../model/modelRef.ts';
import type { ModelCatalog } from './catalog/catalog.ts';
import type { PriceBook, PriceEntry, Rates } from './price.ts';
import { namesToTry } from './priceNames.ts';

/** Prices a person set for a model, in USD per million tokens. */
export interface PriceOverride extends Omit<Rates, 'thousandRequests'> {
  /** Rates for the whole request once its input is longer than `tokens`. */
  readonly above?: { readonly tokens: number } & Omit<Rates, 'thousandRequests'> | undefined;
  /** The day they are of. */
  readonly asOf?: string | undefined;
}

export interface PricesPorts {
  readonly catalog: ModelCatalog;
  /** By reference, such as `openai/gpt-6-sol`. Read anew each time. */
  readonly overrides: () => Readonly<Record<string, PriceOverride>>;
}

/** What a person set wins, also over what was served; then the model that was served, then the one that was asked for. */
export function createPrices({ catalog, overrides }: PricesPorts): PriceBook {
  return {
    ready: () => catalog.ready(),
    find({ asked, served }) {
      const reference = parseModelRef(asked);
      if (!reference) return undefined;
      const models = served === undefined || served === '' ? [reference.model] : [served, reference.model];
      const placed = catalog.place(asked);
      for (const model of models) {
        const own = ownEntry(overrides(), reference.provider, placed?.provider ?? reference.provider, model);
        if (own) return own;
      }
      if (!placed) return undefined;
      for (const model of models) {
        const entry = catalog.price({ provider: placed.provider, model });
        if (entry) return entry;
      }
      return undefined;
    },
  };
}

function ownEntry(overrides: Readonly<Record<string, PriceOverride>>, provider: string, kind: string, model: string): PriceEntry | undefined {
  for (const name of namesToTry(kind, model)) {
    const key = `${provider}/${name}`;
    const own = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
    if (own) return entryOf(key, own);
  }
  return undefined;
}

function entryOf(model: string, { above, asOf, ...rates }: PriceOverride): PriceEntry {
  const long = above && { tokens: above.tokens, rates: withoutTokens(above) };
  return { model, periods: [{ rates, ...(long && { above: [long] }) }], source: 'your setting parley.prices', asOf: asOf ?? 'no date' };
}

function withoutTokens({ tokens: _tokens, ...rates }: { readonly tokens: number } & Rates): Rates {
  return rates;
}
