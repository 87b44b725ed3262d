// Prices as data: what a model costs per million tokens, and where the figure was taken from.

/** USD per million tokens. */
export interface Rates {
  readonly input: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly output: number;
}

/** One entry of the price list. */
export interface PriceEntry {
  /** The reference the entry is for. */
  readonly model: string;
  readonly rates: Rates;
  /** Rates for the whole request once its input is longer than `tokens`. */
  readonly above?: { readonly tokens: number; readonly rates: Rates };
  /** The day the figures were read. */
  readonly asOf: string;
}

/** Finds the entry for a model. Only an exact or date-suffixed name matches: a near miss would be a wrong bill. */
export interface PriceBook {
  find(model: { readonly asked: string; readonly served?: string }): PriceEntry | undefined;
}

export function createPriceBook(entries: readonly PriceEntry[]): PriceBook {
  const byModel = new Map(entries.map((entry) => [entry.model, entry]));
  const exactOrDated = (reference: string): PriceEntry | undefined =>
    byModel.get(reference) ?? byModel.get(reference.replace(/-(?:20\d\d-\d\d-\d\d|20\d{6})$/, ''));
  return {
    find({ asked, served }) {
      const provider = asked.slice(0, asked.indexOf('/'));
      return (served === undefined ? undefined : exactOrDated(`${provider}/${served}`)) ?? exactOrDated(asked);
    },
  };
}
