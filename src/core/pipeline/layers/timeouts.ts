// Around one attempt, inside every retry: each attempt has its own patience, and a silent server cannot hang the editor.

import { type Clock, ticksOf } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Call } from '../../model/call.ts';
import type { Layer } from '../../model/handler.ts';
import { LlmError } from '../../model/llmError.ts';
import { isVisible, type StreamEvent } from '../../model/streamEvent.ts';
import { follow } from '../follow.ts';

/** Milliseconds; 0 waits for ever, and so does what is left out. */
export interface Timeouts {
  /** Until there is a connection, where the transport tells of it. */
  readonly connect?: number;
  /** Until the first event of the answer. */
  readonly firstEvent: number;
  /** The same for models that think before they speak. */
  readonly firstEventThinking?: number;
  /** Between two events of it. */
  readonly betweenEvents: number;
  /** For the whole answer. */
  readonly total?: number;
}

/** Whether a model thinks, where somebody knows. */
export type Thinks = (call: Call) => Promise<boolean>;

export function timeouts(clock: Clock, patience: () => Timeouts, thinks?: Thinks): Layer {
  return (next) => (call) => {
    let watch: Watch | undefined;
    return follow({
      begin() {
        watch = new Watch(clock, patience(), call);
        if (thinks) watch.waitLongerIf(thinks);
        return next({ ...call, signal: watch.signal, onDidConnect: watch.onDidConnect });
      },
      as: (event) => watch?.take(event) ?? event,
      close: () => watch?.dispose(),
    });
  };
}

const toBegin = 'the answer to begin';

/** The patience with one attempt. */
class Watch implements Disposable {
  readonly signal: AbortSignal;
  readonly #clock: Clock;
  readonly #limits: Required<Timeouts>;
  readonly #call: Call;
  readonly #control = new AbortController();
  /** Why there was no more patience. */
  #expired: string | undefined;
  #visible = false;
  #began = false;
  #lastEvent: number;
  #silence: Disposable | undefined;
  #connection: Disposable | undefined;
  readonly #whole: Disposable | undefined;

  constructor(clock: Clock, { connect = 0, firstEvent, firstEventThinking = firstEvent, betweenEvents, total = 0 }: Timeouts, call: Call) {
    this.#clock = clock;
    this.#limits = { connect, firstEvent, firstEventThinking, betweenEvents, total };
    this.#call = call;
    this.signal = AbortSignal.any([call.signal, this.#control.signal]);
    this.#lastEvent = ticksOf(clock);
    const thinksFirst = call.thinking !== undefined && call.thinking !== 'off';
    this.#expect(thinksFirst ? firstEventThinking : firstEvent, toBegin);
    if (total > 0) this.#whole = clock.after(total, () => this.#giveUp(`The answer was not finished after ${seconds(total)}.`));
  }

  /** Nothing waits for this: until it is known the usual limit holds. */
  waitLongerIf(thinks: Thinks): void {
    const { firstEvent, firstEventThinking } = this.#limits;
    if (this.#call.thinking !== undefined || firstEventThinking === firstEvent) return;
    void thinks(this.#call).then((does) => does && !this.#began && this.#expired === undefined && !this.signal.aborted && this.#expect(firstEventThinking, toBegin), () => undefined);
  }

  readonly onDidConnect = (state: 'connecting' | 'connected'): void => {
    const { connect } = this.#limits;
    this.#connection?.dispose();
    if (state === 'connecting' && connect > 0 && !this.#began && this.#expired === undefined) this.#connection = this.#clock.after(connect, () => this.#giveUp(`There was no connection after ${seconds(connect)}.`));
    this.#call.onDidConnect?.(state);
  };

  take(event: StreamEvent): StreamEvent {
    this.#lastEvent = ticksOf(this.#clock);
    this.#visible ||= isVisible(event);
    // A notice is ours, not the server's: the answer has not begun with it.
    if (!this.#began && event.type !== 'notice') {
      this.#began = true;
      this.#connection?.dispose();
      if (event.type !== 'finish') this.#expect(this.#limits.betweenEvents, 'the answer to go on');
    }
    if (event.type !== 'finish' || this.#expired === undefined || this.#call.signal.aborted) return event;
    const error = new LlmError({ kind: this.#visible ? 'interrupted' : 'timeout', message: this.#expired, retryable: true, provider: event.error?.facts.provider });
    return { ...event, reason: { unified: this.#visible ? 'interrupted' : 'error', raw: event.reason.raw }, error };
  }

  dispose(): void {
    this.#began = true;
    for (const timer of [this.#silence, this.#connection, this.#whole]) timer?.dispose();
  }

  /** One timer looks at the time of the last event, so an event costs no timer of its own. */
  #expect(limit: number, what: string): void {
    this.#silence?.dispose();
    if (limit <= 0) return;
    const left = this.#lastEvent + limit - ticksOf(this.#clock);
    if (left <= 0) this.#giveUp(`Nothing came for ${seconds(limit)} while waiting for ${what}.`);
    // A timer may come a little early.
    else this.#silence = this.#clock.after(Math.ceil(left), () => this.#expect(limit, what));
  }

  #giveUp(why: string): void {
    this.#expired ??= why;
    this.#control.abort();
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
