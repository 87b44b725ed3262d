// Innermost: counts every attempt, the failed ones too, and is the one place that puts a price on an answer.

import type { Clock } from '../../base/clock.ts';
import type { PriceBook } from '../../money/price.ts';
import { costOf } from '../../money/cost.ts';
import type { AttemptSink } from '../../money/attempt.ts';
import type { Layer } from '../../model/handler.ts';
import type { Call } from '../../model/call.ts';
import { free, type Money, unknownMoney } from '../../model/money.ts';
import { type FinishEvent, isVisible } from '../../model/streamEvent.ts';
import { type Usage, sumTokens } from '../../model/usage.ts';
import { estimateMessages, estimateTokens } from '../../tokens/estimate.ts';

export interface MeterPorts {
  readonly clock: Clock;
  readonly prices: PriceBook;
  readonly attempts: AttemptSink;
  /** True for models that never cost anything. */
  readonly isFree: (reference: string) => boolean;
}

export function meter(ports: MeterPorts): Layer {
  return (next) => async function* (call) {
    const startedAt = ports.clock.now();
    const attempt = ports.attempts.begin({ model: call.model, task: call.task, conversation: call.conversation, startedAt, free: ports.isFree(call.model) });
    let seen = 0;
    let firstTokenAt: number | undefined;
    let ended = false;
    try {
      for await (const event of next(call)) {
        if (firstTokenAt === undefined && isVisible(event)) firstTokenAt = ports.clock.now();
        if (event.type === 'text-delta' || event.type === 'thinking-delta' || event.type === 'tool-call-delta') {
          const grown = estimateTokens(event.text);
          seen += grown;
          attempt.grew(grown);
        }
        if (event.type !== 'finish') {
          yield event;
          continue;
        }
        const priced = { ...event, cost: priceOf(event, call, seen, ports) };
        ended = true;
        attempt.ended({ finish: priced, estimatedOutput: seen, firstTokenAt, endedAt: ports.clock.now() });
        yield priced;
      }
    } finally {
      // Whoever listened went away in the middle.
      if (!ended) attempt.abandoned();
    }
  };
}

/** What the vendor told beats the table; a refused call costs nothing; an untold usage is estimated and says so. */
function priceOf(event: FinishEvent, call: Call, seen: number, ports: MeterPorts): Money {
  if (event.cost.provenance !== 'unknown') return event.cost;
  if (ports.isFree(call.model) || (seen === 0 && event.error && wasRefused(event))) return free;
  const entry = ports.prices.find(event.servedModel ? { asked: call.model, served: event.servedModel } : { asked: call.model });
  if (!entry) return unknownMoney;
  const told = sumTokens(event.usage.output) !== undefined;
  return costOf(told ? event.usage : estimatedUsage(call, seen), entry, told ? 'computed' : 'estimated');
}

const chargedKinds = new Set(['cancelled', 'interrupted', 'timeout', 'bad-response']);

function wasRefused(event: FinishEvent): boolean {
  return event.error !== undefined && !chargedKinds.has(event.error.kind);
}

function estimatedUsage(call: Call, output: number): Usage {
  return {
    input: { fresh: estimateMessages(call.messages), cacheRead: undefined, cacheWrite5m: undefined, cacheWrite1h: undefined },
    output: { text: output, reasoning: undefined },
    raw: undefined,
  };
}
