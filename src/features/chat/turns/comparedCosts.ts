// What the same question may cost elsewhere. Loaded with the first comparison.

import { localize } from '../../../core/base/localize.ts';
import type { Call } from '../../../core/model/call.ts';
import { costWords } from '../estimateView.ts';
import { forecastFor, type PlanPorts } from '../plan.ts';

export type CostPorts = Omit<PlanPorts, 'preview' | 'favourites'>;

/** Words for a model's cost of a call, counted once for all of them; undefined where there is no price. */
export async function comparedCosts(call: Call, ports: CostPorts): Promise<(model: string) => string | undefined> {
  await Promise.all([ports.prices.ready(), ports.tokens.ready(call.model)]);
  const count = ports.tokens.prompt(call);
  return (model) => {
    const cost = costWords(forecastFor(call, model, count, ports), ports.isFree(model));
    return cost === undefined ? localize('Its cost is not known.') : cost === 'free' ? localize('Free') : localize('This question: {0}', cost);
  };
}
