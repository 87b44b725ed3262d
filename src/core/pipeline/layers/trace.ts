// Outermost: sees every call exactly as it was asked and ended, so one line of the log tells the whole story.

import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Layer } from '../../model/handler.ts';
import { isVisible } from '../../model/streamEvent.ts';
import { sumTokens } from '../../model/usage.ts';

export function trace(log: Log, clock: Clock): Layer {
  let lastCall = 0;
  return (next) => async function* (call) {
    const id = ++lastCall;
    const started = clock.now();
    let firstVisible: number | undefined;
    log.debug('call begins', { call: id, model: call.model, task: call.task, messages: call.messages.length });
    for await (const event of next(call)) {
      if (firstVisible === undefined && isVisible(event)) firstVisible = clock.now() - started;
      if (event.type === 'notice') log.info(event.message, { call: id, code: event.code });
      if (event.type === 'finish') {
        const { error, reason, usage, cost } = event;
        const level = error && error.kind !== 'cancelled' ? 'warn' : 'info';
        log[level]('call ends', {
          call: id,
          model: call.model,
          task: call.task,
          reason: reason.unified,
          error: error && `[${error.kind}] ${error.message}`,
          requestId: error?.facts.requestId,
          firstMs: firstVisible,
          totalMs: clock.now() - started,
          input: sumTokens(usage.input),
          output: sumTokens(usage.output),
          cost: cost.provenance === 'unknown' ? 'unknown' : cost.amount,
        });
      }
      yield event;
    }
  };
}
