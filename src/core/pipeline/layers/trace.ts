// Outermost: sees every call exactly as it was asked and ended, so one line of the log, and one record, tell the whole story.

import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { redact } from '../../base/redact.ts';
import type { Call } from '../../model/call.ts';
import type { Layer } from '../../model/handler.ts';
import { textOf } from '../../model/message.ts';
import { type FinishEvent, isVisible, type StreamEvent } from '../../model/streamEvent.ts';
import { sumTokens } from '../../model/usage.ts';
import { outcomeOf } from '../../trace/outcome.ts';
import { follow } from '../follow.ts';
import type { AttemptRecord, CallRecord, Decision } from '../../trace/record.ts';

/** Who keeps records. */
export interface TraceSink {
  /** Never throws, never waits. */
  readonly add: (record: CallRecord) => void;
  /** Whether records may hold what was said. */
  readonly withContent: () => boolean;
}

const mostKept = 200;
const longestContent = 100_000;

export function trace(log: Log, clock: Clock, sink?: TraceSink): Layer {
  let lastCall = 0;
  return (next) => (call) => {
    const id = ++lastCall;
    const started = clock.now();
    const withContent = sink?.withContent() === true;
    const decisions: Decision[] = [];
    const attempts: AttemptRecord[] = [];
    let said = '';
    let firstVisible: number | undefined;
    // An answer has seldom more than a few attempts; a bad day must not fill the memory.
    const onDidAttempt = (attempt: AttemptRecord): void => {
      const before = attempts.at(-1)?.endedAt ?? started;
      if (attempts.length < mostKept) attempts.push({ ...attempt, queue: Math.max(0, attempt.startedAt - before) });
      call.onDidAttempt?.(attempt);
    };
    const begin = () => {
      log.debug('call begins', { call: id, model: call.model, task: call.task, messages: call.messages.length });
      return next(sink ? { ...call, onDidAttempt } : call);
    };
    const see = (event: StreamEvent): void => {
      if (firstVisible === undefined && isVisible(event)) firstVisible = clock.now() - started;
      if (withContent && event.type === 'text-delta' && said.length < longestContent) said += event.text;
      if (event.type === 'notice') {
        log.info(event.message, { call: id, code: event.code });
        if (decisions.length < mostKept) decisions.push({ at: clock.now(), code: event.code, message: redact(event.message) });
      }
      if (event.type === 'finish') {
        tell(log, event, { call: id, task: call.task, model: call.model, attempts: sink ? attempts.length : undefined, firstMs: firstVisible, totalMs: clock.now() - started });
        sink?.add({
          ...outcomeOf(event, { startedAt: started, endedAt: clock.now(), firstEvent: firstVisible }),
          id: crypto.randomUUID(),
          task: call.task,
          conversation: call.conversation,
          decisions,
          attempts,
          ...(withContent && { content: contentOf(call, said) }),
        });
      }
    };
    return follow({ begin, see });
  };
}

function tell(log: Log, { error, reason, usage, cost }: FinishEvent, facts: Readonly<Record<string, string | number | undefined>>): void {
  const level = error && error.kind !== 'cancelled' ? 'warn' : 'info';
  log[level]('call ends', {
    ...facts,
    reason: reason.unified,
    error: error && `[${error.kind}] ${error.message}`,
    requestId: error?.facts.requestId,
    input: sumTokens(usage.input),
    output: sumTokens(usage.output),
    cost: cost.provenance === 'unknown' ? 'unknown' : cost.amount,
  });
}

function contentOf({ messages }: Call, said: string): NonNullable<CallRecord['content']> {
  const text = (whole: string): string => redact(whole.slice(0, longestContent));
  return { input: messages.map(({ role, parts }) => ({ role, text: text(textOf(parts)) })), output: text(said) };
}
