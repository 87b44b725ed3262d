// Inside of budget, which puts money aside for whoever answers, and outside of retry, so that each candidate has its own
// attempts. Tries the models of a route in turn, and goes on with an answer that broke in the middle, so that what was
// shown stays and nothing is shown twice. `routes/wayOut.ts` has which failures end a route, and why.

import type { Clock } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import type { Handler, Layer } from '../../model/handler.ts';
import type { FinishEvent, StreamEvent } from '../../model/streamEvent.ts';
import { Joiner } from '../joint/joiner.ts';
import { keepContract } from '../keepContract.ts';
import { continuation } from '../routes/continuation.ts';
import { planOf, type RoutePlan, type RoutesSettings } from '../routes/plan.ts';
import { strategies } from '../routes/strategies.ts';
import { sumEnds } from '../routes/sum.ts';
import { Part, type Told } from '../routes/told.ts';
import { createTraffic, type Traffic } from '../routes/traffic.ts';
import { brokeOff, wayOut } from '../routes/wayOut.ts';
import { changeNotice, triedError } from '../routes/wording.ts';
import { type Passing, relay } from '../relay.ts';
import { waitFor } from '../waitFor.ts';

export interface RoutePorts {
  readonly clock: Clock;
  readonly routes: () => RoutesSettings;
  /** How often one that broke off may be asked again itself. */
  readonly again: () => number;
  /** How often an answer that reached its length is gone on with unasked. */
  readonly autoContinue: () => number;
  /** Whether a model goes on with the beginning of an answer in place. */
  readonly goesOnInPlace: (reference: string) => boolean;
  /** What a call would cost with its model, in USD, where somebody knows. */
  readonly costOf: (call: Call) => number | undefined;
  /** Resolves when costs are known. */
  readonly pricesReady: () => Promise<void>;
  readonly random: () => number;
}

/** Changes of candidate, and answers gone on with, in one call. */
const mostHops = 5;
const firstPause = 500;

export function route(ports: RoutePorts): Layer {
  const traffic = createTraffic(ports.clock);
  const turns = new Map<string, number>();
  return (next) => (call) => {
    try {
      const plan = planOf(call.model, ports.routes());
      return relay(() => new Journey(call, plan, traffic, ports).run(next, () => {
        const turn = turns.get(call.model) ?? 0;
        turns.set(call.model, turn + 1);
        return order(plan, call, turn, traffic, ports);
      }));
    } catch (failure) {
      return keepContract(call, () => {
        throw failure;
      });
    }
  };
}

function order({ candidates, strategy }: RoutePlan, call: Call, turn: number, { running, latency }: Traffic, ports: RoutePorts): string[] {
  const facts = { turn, random: ports.random, running, latency, cost: (model: string) => ports.costOf({ ...call, model }) };
  return [...new Set(strategies[strategy](candidates, facts).map(({ model }) => model))];
}

/** One call on its way through the candidates. */
class Journey {
  readonly #call: Call;
  readonly #plan: RoutePlan;
  readonly #ports: RoutePorts;
  readonly #told: Told;
  readonly #ends: FinishEvent[] = [];
  readonly #tried = new Set<string>();
  /** The one whose stream broke after it had told some of the text. */
  #broken: FinishEvent | undefined;
  readonly #traffic: Traffic;
  #queue: string[] = [];
  #hops = 0;
  #again = 0;
  #lengthened = 0;
  #counted = 0;

  constructor(call: Call, plan: RoutePlan, traffic: Traffic, ports: RoutePorts) {
    this.#call = call;
    this.#plan = plan;
    this.#ports = ports;
    this.#traffic = traffic;
    this.#told = { text: call.continues ?? '', thought: false, called: false };
  }

  async *run(next: Handler, inOrder: () => string[]): AsyncGenerator<StreamEvent | Passing, void> {
    if (this.#plan.strategy === 'lowest-cost') await this.#ports.pricesReady();
    // From the choice to its beginning nothing is waited for: calls that come together see one another.
    this.#queue = inOrder();
    for (let model = this.#queue.shift() ?? this.#call.model; ; ) {
      this.#tried.add(model);
      const before = { text: this.#told.text.length, counted: this.#counted };
      const { asked, joiner } = this.#callOf(model, before.counted);
      const part = new Part(this.#told, this.#ends.map(({ usage }) => usage), joiner);
      const watch = this.#traffic.begin(model);
      try {
        yield {
          pass: next(asked),
          tell(event) {
            const wasSeen = part.seen;
            const told = part.take(event);
            if (!wasSeen && part.seen) watch.began();
            return told;
          },
        };
        if (part.end?.error && part.end.error.kind !== 'cancelled') watch.failed();
      } finally {
        watch.ended();
      }
      const { end, silent } = part;
      if (!end) return;
      this.#ends.push(end);
      const saidText = this.#told.text.length > before.text;
      if (!saidText) this.#counted = before.counted;
      if (saidText && brokeOff(end)) this.#broken ??= end;
      const to = this.#call.signal.aborted ? undefined : this.#next(model, end, saidText);
      if (to === undefined) {
        yield* silent;
        yield this.#finish(end);
        return;
      }
      const at = saidText ? 'text' : this.#told.thought && brokeOff(end) && isUnsaid(this.#told) ? 'thoughts' : 'nothing';
      yield changeNotice({ from: model, to, end, at });
      if (to === model && brokeOff(end)) await this.#pause(model);
      if (this.#call.signal.aborted) {
        yield this.#finish(finishWithError(cancelled(model.split('/')[0]), { model }));
        return;
      }
      model = to;
    }
  }

  #callOf(model: string, counted: number): { readonly asked: Call; readonly joiner: Joiner | undefined } {
    const { continues: _continues, ...call } = this.#call;
    const onDidCount = (tokens: number): void => {
      this.#counted = counted + tokens;
      call.onDidCount?.(this.#counted);
    };
    const asked: Call = { ...call, model, onDidCount, ...(this.#queue.length > 0 && { hasStandIn: true }) };
    if (isUnsaid(this.#told)) return { asked, joiner: undefined };
    const { messages, first } = continuation(call, this.#told.text, this.#ports.goesOnInPlace(model));
    return { asked: { ...asked, messages }, joiner: new Joiner(first) };
  }

  /** Who is asked now; undefined when this is the end. */
  #next(model: string, end: FinishEvent, saidText: boolean): string | undefined {
    const { called } = this.#told;
    // An object is of one piece, and after a tool call nothing may be repeated.
    if (called || (this.#call.output && saidText)) return undefined;
    if (saidText && end.reason.unified === 'length' && !end.error) {
      const mayGoOn = this.#call.limits?.maxOutputTokens === undefined && this.#lengthened < this.#ports.autoContinue();
      if (mayGoOn) this.#lengthened++;
      return mayGoOn ? model : undefined;
    }
    if (this.#hops++ >= mostHops) return undefined;
    if (saidText) return brokeOff(end) ? (this.#queue.shift() ?? this.#sameAgain(model)) : undefined;
    const way = wayOut(end);
    if (way === 'none') return undefined;
    if (way !== 'next') {
      const named = (way === 'longer' ? this.#plan.contextOverflow : this.#plan.contentFilter).filter((target) => !this.#tried.has(target));
      if (named.length > 0) this.#queue = named;
      else if (way === 'filtered') return undefined;
    }
    const brokeThinking = this.#told.thought && brokeOff(end) && end.error?.facts.unsent === undefined;
    return this.#queue.shift() ?? (brokeThinking ? this.#sameAgain(model) : undefined);
  }

  #sameAgain(model: string): string | undefined {
    return this.#again++ < this.#ports.again() ? model : undefined;
  }

  async #pause(model: string): Promise<void> {
    const { clock, random } = this.#ports;
    await waitFor(this.#call, clock, random() * firstPause * 2 ** this.#again, { reason: 'retry', message: `${model} broke off.` });
  }

  /** The end of all. When every one failed, the first failure says more than the last. */
  #finish(end: FinishEvent): FinishEvent {
    const sum = sumEnds(this.#ends, end);
    if (this.#ends.length < 2 || !end.error || end.error.kind === 'cancelled') return sum;
    const first = this.#broken ?? this.#ends.find(({ error }) => error) ?? end;
    const reason = this.#broken ? { unified: 'interrupted' as const, raw: first.reason.raw } : first.reason;
    return { ...first, usage: sum.usage, cost: sum.cost, ...(sum.parts !== undefined && { parts: sum.parts }), reason, error: triedError(first.error ?? end.error, this.#ends) };
  }
}

function isUnsaid({ text }: Told): boolean {
  return text.trim() === '';
}
