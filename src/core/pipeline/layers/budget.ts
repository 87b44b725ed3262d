// Outside of route, so that money is put aside once for whoever answers, and inside of cache, since a replay is free. What was
// put aside is given back when the call ends, however it does; `purse.ts` next to the meter sees to it that no more is spent.

import { finishWithError } from '../../model/finish.ts';
import type { Layer } from '../../model/handler.ts';
import { free } from '../../model/money.ts';
import type { BudgetGate } from '../../money/budget/gate.ts';
import { asLlmError } from '../keepContract.ts';
import { relay } from '../relay.ts';

export function budget(gate: BudgetGate): Layer {
  return (next) => (call) => {
    if (!gate.applies()) return next(call);
    return relay(async function* () {
      const admission = await gate.admit(call).catch((failure: unknown) => ({ type: 'stop' as const, error: asLlmError(failure, call.signal), notices: [] }));
      for (const message of admission.notices) yield { type: 'notice' as const, code: 'budget-limits', message };
      if (admission.type === 'stop') {
        yield finishWithError(admission.error, { model: call.model, cost: free });
        return;
      }
      try {
        yield { pass: next(admission.call) };
      } finally {
        admission.giveBack();
      }
    });
  };
}
