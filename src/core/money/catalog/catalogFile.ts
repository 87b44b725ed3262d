// The catalogue as a file: what is written at generation, bundled, and may be fetched anew.

import * as z from 'zod/mini';
import type { ModelInfo } from '../../model/modelInfo.ts';
import type { PricePeriod } from '../price.ts';
import { rateShape } from '../rateShape.ts';

/** Where figures came from, and how old they are. */
export interface CatalogSource {
  readonly name: string;
  readonly date: string;
}

/** What the sources tell of a model besides its prices. */
export type ModelFigures = Omit<ModelInfo, 'schema'>;

/** One model. `from` names the source of each group of figures, by its key in the file. */
export interface CatalogModel extends ModelFigures {
  /** `provider/model`, with the ids of our registry. */
  readonly id: string;
  /** Other exact names a source gives it, without the provider. */
  readonly aka?: readonly string[] | undefined;
  readonly prices?: readonly PricePeriod[] | undefined;
  readonly serviceTiers?: Readonly<Record<string, number>> | undefined;
  /** What a reader of the price must know. */
  readonly note?: string | undefined;
  readonly lifecycle?: 'deprecated' | undefined;
  readonly from: FigureSources;
}

/** `cache` and `rules` only where those figures are not of the source of the other prices. */
export interface FigureSources {
  readonly prices?: string | undefined;
  readonly cache?: string | undefined;
  readonly rules?: string | undefined;
  readonly window?: string | undefined;
  readonly abilities?: string | undefined;
}

export interface CatalogFile {
  readonly version: 1;
  readonly sources: Readonly<Record<string, CatalogSource>>;
  readonly models: readonly CatalogModel[];
}

/** Dearer than anything that is sold, so that a slip of the comma is seen. USD per million tokens. */
const rate = z.number().check(z.minimum(0), z.maximum(10_000));
const count = z.int().check(z.positive(), z.maximum(1_000_000_000));
const day = z.string().check(z.regex(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/));
const hour = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));
const words = z.string().check(z.minLength(1), z.maxLength(300));

/** What one kind of request costs. */
export const ratesSchema = z.strictObject({
  ...rateShape(),
  thousandRequests: z.optional(rate),
});

const period = z.strictObject({
  from: z.optional(day),
  hours: z.optional(z.tuple([hour, hour])),
  rates: ratesSchema,
  above: z.optional(z.array(z.strictObject({ tokens: count, rates: ratesSchema })).check(z.maxLength(10))),
});

/** One model of it. */
export const catalogModelSchema = z.strictObject({
  id: z.string().check(z.maxLength(300), z.regex(/^[a-z-]+\/\S+$/)),
  aka: z.optional(z.array(words).check(z.maxLength(50))),
  prices: z.optional(z.array(period).check(z.minLength(1), z.maxLength(50))),
  serviceTiers: z.optional(z.record(z.string().check(z.maxLength(50)), z.number().check(z.minimum(0.01), z.maximum(100)))),
  note: z.optional(words),
  contextWindow: z.optional(count),
  maxOutput: z.optional(count),
  thinking: z.optional(z.boolean()),
  images: z.optional(z.boolean()),
  tools: z.optional(z.boolean()),
  efforts: z.optional(z.array(words).check(z.maxLength(10))),
  lifecycle: z.optional(z.literal('deprecated')),
  from: z.strictObject({ prices: z.optional(words), cache: z.optional(words), rules: z.optional(words), window: z.optional(words), abilities: z.optional(words) }),
});

/** The whole file. Whatever comes from outside goes through this, before anything else looks at it. */
export const catalogSchema = z.strictObject({
  version: z.literal(1),
  sources: z.record(z.string().check(z.maxLength(50)), z.strictObject({ name: words, date: day })),
  models: z.array(catalogModelSchema).check(z.maxLength(20_000)),
});
