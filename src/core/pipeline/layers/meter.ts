// Innermost: counts every attempt, the failed ones too, and is the one place that puts a price on an answer.

import type { Clock } from '../../base/clock.ts';
import type { PriceBook } from '../../money/price.ts';
import { calculate } from '../../money/cost.ts';
import { serviceTierOf } from '../../money/serviceTier.ts';
import type { AttemptSink } from '../../money/attempt.ts';
import type { Layer } from '../../model/handler.ts';
import type { Call } from '../../model/call.ts';
import { free, type Money } from '../../model/money.ts';
import { type FinishEvent, isVisible } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { type CallCounter, guess } from '../../tokens/guess.ts';

export interface MeterPorts {
  readonly clock: Clock;
  readonly prices: PriceBook;
  readonly attempts: AttemptSink;
  /** Counts what arrives; guesses when left out. */
  readonly tokens?: CallCounter | undefined;
  /** True for models that never cost anything. */
  readonly isFree: (reference: string) => boolean;
}

/** Characters that are worth counting at once: a few words, so that nobody sees it and each delta costs less. */
const enough = 24;

export function meter(ports: MeterPorts): Layer {
  return (next) => async function* (call) {
    const startedAt = ports.clock.now();
    // Read while the answer is on its way; nothing waits for it but the end.
    const ready = ports.prices.ready();
    const attempt = ports.attempts.begin({ model: call.model, task: call.task, conversation: call.conversation, startedAt, free: ports.isFree(call.model), call });
    const { growing, learn } = ports.tokens ?? guess;
    const output = growing(call.model);
    let seen = 0;
    let said = true;
    let uncounted = 0;
    const countOutput = (): void => {
      const total = output.total();
      uncounted = 0;
      if (total > seen) attempt.grew(total - seen);
      seen = total;
      call.onDidCount?.(total);
    };
    let firstTokenAt: number | undefined;
    let ended = false;
    try {
      for await (const event of next(call)) {
        if (firstTokenAt === undefined && isVisible(event)) firstTokenAt = ports.clock.now();
        if (event.type === 'text-delta' || event.type === 'thinking-delta' || event.type === 'tool-call-delta') {
          // What is asked of tools comes in a form of its own, which the text here does not show.
          if (event.type === 'tool-call-delta') said = false;
          output.add(event.text);
          uncounted += event.text.length;
          if (uncounted >= enough) countOutput();
        }
        if (event.type !== 'finish') {
          yield event;
          continue;
        }
        if (uncounted > 0) countOutput();
        await ready;
        const priced = { ...event, cost: priceOf(event, call, seen, startedAt, ports) };
        ended = true;
        const { text, reasoning } = event.usage.output;
        if (said && !event.error && text !== undefined && !reasoning) learn(call.model, seen, text);
        attempt.ended({ finish: priced, estimatedOutput: seen, firstTokenAt, endedAt: ports.clock.now() });
        yield priced;
      }
    } finally {
      // Whoever listened went away in the middle.
      if (!ended) attempt.abandoned(ports.clock.now());
    }
  };
}

/** What the vendor told beats the table, which is kept beside it; a refused call costs nothing; what was not told is estimated and says so. */
function priceOf(event: FinishEvent, call: Call, seen: number, at: number, ports: MeterPorts): Money {
  const { cost, servedModel: served, serviceTier, usage } = event;
  if (cost.provenance !== 'unknown' && cost.provenance !== 'reported') return cost;
  const refused = ports.isFree(call.model) || (seen === 0 && event.error && wasRefused(event));
  if (refused) return cost.provenance === 'reported' ? cost : free;
  const entry = ports.prices.find({ asked: call.model, served });
  if (!entry) return cost;
  const tier = serviceTierOf(serviceTier, usage.raw);
  const whole = isWhole(usage);
  if (cost.provenance === 'reported') {
    const { money } = calculate(usage, entry, { at, tier });
    return whole && money.provenance === 'computed' ? { ...cost, table: money.amount, ...(money.entry !== undefined && { entry: money.entry }) } : cost;
  }
  return calculate(whole ? usage : completed(usage, call, seen, ports), entry, { at, tier, provenance: whole ? 'computed' : 'estimated' }).money;
}

/** Both sides were told. */
function isWhole({ input, output }: Usage): boolean {
  return input.fresh !== undefined && output.text !== undefined;
}

const chargedKinds = new Set(['cancelled', 'interrupted', 'timeout', 'bad-response']);

function wasRefused(event: FinishEvent): boolean {
  return event.error !== undefined && !chargedKinds.has(event.error.kind);
}

/** What was told stays; the side that was not is estimated. */
function completed({ input, output, raw }: Usage, call: Call, seen: number, ports: MeterPorts): Usage {
  const cached = (input.cacheRead ?? 0) + (input.cacheWrite5m ?? 0) + (input.cacheWrite1h ?? 0);
  return {
    input: { ...input, fresh: input.fresh ?? Math.max(0, (ports.tokens ?? guess).prompt(call).total - cached) },
    output: { ...output, text: output.text ?? Math.max(0, seen - (output.reasoning ?? 0)) },
    raw,
  };
}
