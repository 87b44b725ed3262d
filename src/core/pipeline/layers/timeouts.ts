// Around one attempt, inside every retry: each attempt has its own patience, and a silent server cannot hang the editor.

import type { Clock } from '../../base/clock.ts';
import { type Disposable } from '../../base/disposable.ts';
import type { Layer } from '../../model/handler.ts';
import { LlmError } from '../../model/llmError.ts';
import { isVisible } from '../../model/streamEvent.ts';

/** Milliseconds; 0 waits for ever. */
export interface Timeouts {
  /** Until the first event of the answer. */
  readonly firstEvent: number;
  /** Between two events of it. */
  readonly betweenEvents: number;
}

export function timeouts(clock: Clock, patience: () => Timeouts): Layer {
  return (next) => async function* (call) {
    const { firstEvent, betweenEvents } = patience();
    const control = new AbortController();
    const signal = AbortSignal.any([call.signal, control.signal]);
    let expired: string | undefined;
    let visible = false;
    let lastEvent = clock.now();
    let timer: Disposable | undefined;
    // One timer looks at the time of the last event, so an event costs no timer of its own.
    const watch = (limit: number, waitingFor: string): void => {
      timer?.dispose();
      if (limit <= 0) return;
      const left = lastEvent + limit - clock.now();
      if (left <= 0) {
        expired = `Nothing came for ${Math.round(limit / 1000)} s while waiting for ${waitingFor}.`;
        control.abort();
      } else timer = clock.after(left, () => watch(limit, waitingFor));
    };
    watch(firstEvent, 'the answer to begin');
    let began = false;
    try {
      for await (const event of next({ ...call, signal })) {
        lastEvent = clock.now();
        visible ||= isVisible(event);
        if (event.type === 'finish' && expired !== undefined && !call.signal.aborted) {
          const kind = visible ? 'interrupted' : 'timeout';
          const error = new LlmError({ kind, message: expired, retryable: true, provider: event.error?.facts.provider });
          yield { ...event, reason: { unified: visible ? 'interrupted' : 'error', raw: event.reason.raw }, error };
        } else yield event;
        // A notice is ours, not the server's: the answer has not begun with it.
        if (!began && event.type !== 'notice') {
          began = true;
          watch(betweenEvents, 'the answer to go on');
        }
      }
    } finally {
      timer?.dispose();
    }
  };
}
