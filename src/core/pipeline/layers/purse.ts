// Around one attempt and its meter: no attempt goes out without the money for it, and one that says more than there is money
// for is stopped. So retries, other models and continued answers together never take more than was put aside.

import type { Call } from '../../model/call.ts';
import { finishWithError } from '../../model/finish.ts';
import type { Handler, Layer } from '../../model/handler.ts';
import { LlmError } from '../../model/llmError.ts';
import { free, type Money, unknownMoney } from '../../model/money.ts';
import type { Purse } from '../../model/purse.ts';
import type { StreamEvent } from '../../model/streamEvent.ts';
import { shortAnswer } from '../../money/budget/gate.ts';
import { affordable, costAtMost, type Worst, type WorstCase } from '../../money/budget/worstCase.ts';
import { follow, only } from '../follow.ts';

/** `worstOf` says what an attempt may cost at most. */
export function purse(worstOf: (call: Call) => Promise<Worst>): Layer {
  return (next) => (call) => (call.purse ? paidFrom(call.purse, call, next, worstOf) : next(call));
}

function paidFrom(paying: Purse, call: Call, next: Handler, worstOf: (call: Call) => Promise<Worst>): AsyncIterable<StreamEvent> {
  return follow({
    async begin() {
      const worst = await worstOf(call);
      if (worst === 'free' || worst === 'unknown') return next(call);
      const most = costAtMost(worst);
      const tokens = affordable(worst, await paying.ensure(most));
      if (tokens < Math.min(shortAnswer, worst.largest)) return only(finishWithError(tooLittle(paying.words(), call), { model: call.model, cost: free }));
      const limited = tokens < worst.largest ? { ...call, limits: { ...call.limits, maxOutputTokens: tokens } } : call;
      return upTo(tokens, paying, limited, worst, next);
    },
  });
}

function upTo(tokens: number, paying: Purse, call: Call, worst: WorstCase, next: Handler): AsyncIterable<StreamEvent> {
  const control = new AbortController();
  const onDidCount = (count: number): void => {
    call.onDidCount?.(count);
    if (count > tokens) control.abort();
  };
  let cost: Money = unknownMoney;
  return follow({
    begin: () => next({ ...call, onDidCount, signal: AbortSignal.any([call.signal, control.signal]) }),
    as(event) {
      if (event.type !== 'finish') return event;
      ({ cost } = event);
      const stopped = control.signal.aborted && !call.signal.aborted && event.reason.unified === 'cancelled';
      return stopped ? { ...event, reason: { unified: 'error', raw: event.reason.raw }, error: usedUp(tokens, call) } : event;
    },
    close: () => paying.took(cost, worst.input + worst.perOutputToken * tokens),
  });
}

function usedUp(tokens: number, call: Call): LlmError {
  return new LlmError({ kind: 'budget', message: `The answer was stopped after ${tokens.toLocaleString('en-US')} tokens, all that was put aside for it. What came is kept.`, retryable: false, provider: call.model.split('/')[0] });
}

function tooLittle(words: string, call: Call): LlmError {
  return new LlmError({ kind: 'budget', message: `Nothing more is sent for this. ${words} Raise it with "Parley: Edit Budgets", or ask a cheaper model.`, retryable: false, unsent: true, provider: call.model.split('/')[0] });
}
