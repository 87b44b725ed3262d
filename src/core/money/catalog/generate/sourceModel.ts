// A model as one source tells it, in our own words.

import type { PricePeriod } from '../../price.ts';

export interface SourceModel {
  /** The id in our registry. */
  readonly provider: string;
  readonly name: string;
  readonly aka: readonly string[];
  /** Empty when the source does not know. */
  readonly prices: readonly PricePeriod[];
  readonly contextWindow?: number | undefined;
  readonly maxOutput?: number | undefined;
  readonly thinking?: boolean | undefined;
  readonly images?: boolean | undefined;
  readonly tools?: boolean | undefined;
  readonly efforts?: readonly string[] | undefined;
  readonly deprecated: boolean;
}
