// Puts layers around a handler, the first one outermost.

import type { Handler, Layer } from '../model/handler.ts';

export function compose(layers: readonly Layer[], innermost: Handler): Handler {
  return layers.reduceRight<Handler>((next, layer) => layer(next), innermost);
}
