// The model of the next message with its price and window, for its button.

import type { ModelInfo } from '../../../core/model/modelInfo.ts';
import { priceWords, windowWords } from '../../../core/money/modelFacts.ts';
import type { PriceBook } from '../../../core/money/price.ts';
import type { ModelView } from '../../../shared/protocol.ts';

/** What is not known is left out. A model with a badge costs nothing, or is none. */
export function withFacts(model: ModelView, describe: (reference: string) => ModelInfo, prices: PriceBook, now: number): ModelView {
  const price = model.badge === undefined ? priceWords(prices.find({ asked: model.reference }), now) : undefined;
  const facts = [windowWords(describe(model.reference)), price].filter((fact) => fact !== undefined).join(' \u00b7 ');
  return facts === '' ? model : { ...model, facts };
}
