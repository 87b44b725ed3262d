// Around one attempt, inside every retry: each attempt has its own patience, and a silent server cannot hang the editor.

import { type Clock, ticksOf } from '../../base/clock.ts';
import { type Disposable } from '../../base/disposable.ts';
import type { Call } from '../../model/call.ts';
import type { Layer } from '../../model/handler.ts';
import { LlmError } from '../../model/llmError.ts';
import { isVisible } from '../../model/streamEvent.ts';

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
  return (next) => async function* (call) {
    const { connect = 0, firstEvent, firstEventThinking = firstEvent, betweenEvents, total = 0 } = patience();
    const control = new AbortController();
    const signal = AbortSignal.any([call.signal, control.signal]);
    const start = ticksOf(clock);
    let expired: string | undefined;
    let visible = false;
    let began = false;
    let lastEvent = start;
    const timers: { silence?: Disposable | undefined; connection?: Disposable | undefined; whole?: Disposable | undefined } = {};
    const giveUp = (why: string): void => {
      expired ??= why;
      control.abort();
    };
    // One timer looks at the time of the last event, so an event costs no timer of its own.
    const watch = (limit: number, waitingFor: string): void => {
      timers.silence?.dispose();
      if (limit <= 0) return;
      const left = lastEvent + limit - ticksOf(clock);
      if (left <= 0) giveUp(`Nothing came for ${seconds(limit)} while waiting for ${waitingFor}.`);
      // A timer may come a little early.
      else timers.silence = clock.after(Math.ceil(left), () => watch(limit, waitingFor));
    };
    const toBegin = 'the answer to begin';
    const thinksFirst = call.thinking !== undefined && call.thinking !== 'off';
    watch(thinksFirst ? firstEventThinking : firstEvent, toBegin);
    if (call.thinking === undefined && firstEventThinking !== firstEvent) {
      // Nothing waits for this: until it is known the usual limit holds.
      void thinks?.(call).then((does) => does && !began && expired === undefined && !signal.aborted && watch(firstEventThinking, toBegin), () => undefined);
    }
    if (total > 0) timers.whole = clock.after(total, () => giveUp(`The answer was not finished after ${seconds(total)}.`));
    const onDidConnect = (state: 'connecting' | 'connected'): void => {
      timers.connection?.dispose();
      if (state === 'connecting' && connect > 0 && !began && expired === undefined) timers.connection = clock.after(connect, () => giveUp(`There was no connection after ${seconds(connect)}.`));
      call.onDidConnect?.(state);
    };
    try {
      for await (const event of next({ ...call, signal, onDidConnect })) {
        lastEvent = ticksOf(clock);
        visible ||= isVisible(event);
        if (event.type === 'finish') began = true;
        if (event.type === 'finish' && expired !== undefined && !call.signal.aborted) {
          const kind = visible ? 'interrupted' : 'timeout';
          const error = new LlmError({ kind, message: expired, retryable: true, provider: event.error?.facts.provider });
          yield { ...event, reason: { unified: visible ? 'interrupted' : 'error', raw: event.reason.raw }, error };
        } else yield event;
        // A notice is ours, not the server's: the answer has not begun with it.
        if (!began && event.type !== 'notice') {
          began = true;
          timers.connection?.dispose();
          watch(betweenEvents, 'the answer to go on');
        }
      }
    } finally {
      began = true;
      for (const timer of Object.values(timers)) timer?.dispose();
    }
  };
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
