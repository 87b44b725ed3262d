// A model as one source tells it, in our own words.

import type { PricePeriod } from '../../price.ts';
import type { ModelFigures } from '../catalogFile.ts';

export interface SourceModel extends ModelFigures {
  /** The id in our registry. */
  readonly provider: string;
  readonly name: string;
  readonly aka: readonly string[];
  /** Empty when the source does not know. */
  readonly prices: readonly PricePeriod[];
  readonly deprecated: boolean;
}
