// Around one attempt and its meter, so that its cost is known: tells the call how the attempt went, for its record.

import type { Clock } from '../../base/clock.ts';
import type { Layer } from '../../model/handler.ts';
import { isVisible } from '../../model/streamEvent.ts';
import { outcomeOf } from '../../trace/outcome.ts';
import { follow } from '../follow.ts';

export function traceAttempt(clock: Clock): Layer {
  return (next) => (call) => {
    const { onDidAttempt } = call;
    if (!onDidAttempt) return next(call);
    const startedAt = clock.now();
    let connecting: number | undefined;
    let connect: number | undefined;
    let firstEvent: number | undefined;
    const onDidConnect = (state: 'connecting' | 'connected'): void => {
      if (state === 'connecting') connecting ??= clock.now();
      else connect ??= connecting === undefined ? 0 : clock.now() - connecting;
      call.onDidConnect?.(state);
    };
    return follow({
      begin: () => next({ ...call, onDidConnect }),
      see(event) {
        if (firstEvent === undefined && isVisible(event)) firstEvent = clock.now() - startedAt;
        if (event.type === 'finish') onDidAttempt({ ...outcomeOf(event, { startedAt, endedAt: clock.now(), firstEvent }), queue: 0, connect, maxOutputTokens: call.limits?.maxOutputTokens });
      },
    });
  };
}
