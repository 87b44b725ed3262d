// Innermost: counts every attempt, the failed ones too, and is the one place that puts a price on an answer.

import { type Clock, ticksOf } from '../../base/clock.ts';
import type { PriceBook } from '../../money/price.ts';
import { calculate } from '../../money/cost.ts';
import { serviceTierOf } from '../../money/serviceTier.ts';
import type { AttemptSink, RunningAttempt } from '../../money/attempt.ts';
import type { Layer } from '../../model/handler.ts';
import type { Call } from '../../model/call.ts';
import { free, type Money } from '../../model/money.ts';
import { type FinishEvent, isVisible, type StreamEvent } from '../../model/streamEvent.ts';
import type { Usage } from '../../model/usage.ts';
import { type CallCounter, guess } from '../../tokens/guess.ts';
import { follow } from '../follow.ts';

export interface MeterPorts {
  readonly clock: Clock;
  readonly prices: PriceBook;
  readonly attempts: AttemptSink;
  /** Counts what arrives; guesses when left out. */
  readonly tokens?: CallCounter | undefined;
  /** True for models that never cost anything. */
  readonly isFree: (reference: string) => boolean;
}

/** Counting a few characters costs as much as counting many, so it waits for as many as these, and for the next frame. */
const enough = 24;
const frame = 16;
/** More than this is counted at once: a budget may end the answer here. */
const plenty = 256;

export function meter(ports: MeterPorts): Layer {
  return (next) => (call) => {
    let metering: Metering | undefined;
    return follow({
      begin() {
        metering = new Metering(call, ports);
        return next(call);
      },
      as: (event) => metering?.take(event) ?? event,
      close: () => metering?.leave(),
    });
  };
}

/** One attempt as it is counted and priced. */
class Metering {
  readonly #call: Call;
  readonly #ports: MeterPorts;
  readonly #startedAt: number;
  /** Read while the answer is on its way; nothing waits for it but the end. */
  readonly #prices: Promise<void>;
  readonly #attempt: RunningAttempt;
  readonly #output: ReturnType<CallCounter['growing']>;
  #seen = 0;
  #uncounted = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  /** False once tools were asked for: that comes in a form of its own, which the text here does not show. */
  #said = true;
  #firstTokenAt: number | undefined;
  #ended = false;

  constructor(call: Call, ports: MeterPorts) {
    this.#call = call;
    this.#ports = ports;
    this.#startedAt = ports.clock.now();
    this.#prices = ports.prices.ready();
    this.#attempt = ports.attempts.begin({ model: call.model, task: call.task, conversation: call.conversation, startedAt: this.#startedAt, free: ports.isFree(call.model), call });
    this.#output = (ports.tokens ?? guess).growing(call.model);
  }

  take(event: StreamEvent): StreamEvent | Promise<StreamEvent> {
    if (this.#firstTokenAt === undefined && isVisible(event)) this.#firstTokenAt = this.#ports.clock.now();
    switch (event.type) {
      case 'finish':
        return this.#finish(event);
      case 'tool-call-delta':
        this.#said = false;
        this.#count(event.text);
        return event;
      case 'text-delta':
      case 'thinking-delta':
        this.#count(event.text);
        return event;
      default:
        return event;
    }
  }

  /** Whoever listened may have gone away in the middle. */
  leave(): void {
    if (!this.#ended) this.#attempt.abandoned(this.#ports.clock.now());
  }

  #count(text: string): void {
    this.#output.add(text);
    this.#uncounted += text.length;
    if (this.#uncounted < enough) return;
    const now = ticksOf(this.#ports.clock);
    if (this.#uncounted < plenty && now - this.#toldAt < frame) return;
    this.#toldAt = now;
    this.#tell();
  }

  #tell(): void {
    const total = this.#output.total();
    this.#uncounted = 0;
    if (total > this.#seen) this.#attempt.grew(total - this.#seen);
    this.#seen = total;
    this.#call.onDidCount?.(total);
  }

  async #finish(event: FinishEvent): Promise<FinishEvent> {
    if (this.#uncounted > 0) this.#tell();
    await this.#prices;
    const priced = { ...event, cost: priceOf(event, this.#call, this.#seen, this.#startedAt, this.#ports) };
    this.#ended = true;
    const { text, reasoning } = event.usage.output;
    if (this.#said && !event.error && text !== undefined && !reasoning) (this.#ports.tokens ?? guess).learn(this.#call.model, this.#seen, text);
    this.#attempt.ended({ finish: priced, estimatedOutput: this.#seen, firstTokenAt: this.#firstTokenAt, endedAt: this.#ports.clock.now() });
    return priced;
  }
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
