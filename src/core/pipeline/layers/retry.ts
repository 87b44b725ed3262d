// Outside of limit and breaker, so that every attempt waits its turn; inside of route, which has other ways out when this
// one's are used up. The one owner of trying again: nothing below does, and nothing that was told is ever told twice.

import { type Clock, ticksOf } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import type { Layer } from '../../model/handler.ts';
import type { ErrorKind, LlmError } from '../../model/llmError.ts';
import { type FinishEvent, isVisible, type StreamEvent } from '../../model/streamEvent.ts';
import { createAllowance } from '../allowance.ts';
import { happened } from '../happened.ts';
import { nothing, relay } from '../relay.ts';
import { waitFor } from '../waitFor.ts';

/** Milliseconds where not said otherwise. */
export interface RetryPolicy {
  /** How often to try again; 0 is never. */
  readonly attempts: number;
  /** The longest wait; a server that asks for more is not asked again. */
  readonly maxDelay: number;
  /** Nothing is tried again this long after the call began. */
  readonly deadline: number;
  /** How many new attempts a conversation has in store; one comes back each half minute. */
  readonly perConversation: number;
}

export interface RetryPorts {
  readonly clock: Clock;
  readonly policy: () => RetryPolicy;
  /** Between 0 and 1, 1 excluded. */
  readonly random: () => number;
  /** The provider's name as people know it. */
  readonly nameOf: (call: Call) => string;
}

const firstDelay = 500;
/** Whoever was told the same moment is not to come back at the same moment. */
const spread = 250;
/** What is not worth waiting for where somebody else can answer. */
const shortWait = 2_000;
/** More silent events than this nobody sends before an answer. */
const mostHeld = 1_000;
const never = new Set<ErrorKind>(['auth', 'permission', 'quota', 'budget', 'bad-request', 'context-overflow', 'content-filter', 'not-found', 'cancelled']);

export function retry({ clock, policy, random, nameOf }: RetryPorts): Layer {
  const allowance = createAllowance(clock);
  return (next) => (call) => relay(async function* () {
    const { attempts, maxDelay, deadline, perConversation } = policy();
    const started = ticksOf(clock);
    const noticed = new Set<string>();
    let asked: Call = call;
    for (let attempt = 0, round = 0; ; round++) {
      const heard = new Heard(noticed);
      yield { pass: next(asked), tell: (event) => heard.take(event) };
      const { end, told, held } = heard;
      const error = end?.error;
      const delay = error && !told && !call.signal.aborted ? delayFor(error, round, maxDelay, random) : undefined;
      const unsent = error?.facts.unsent === true;
      const gone = ticksOf(clock) - started;
      const mayWait = delay !== undefined && (delay <= shortWait || !call.hasStandIn) && gone + delay <= deadline;
      // What was held back by ourselves cost nobody anything.
      if (!error || !mayWait || attempts === 0 || !(unsent || (attempt < attempts && allowance.take(call.conversation ?? call.task, perConversation)))) {
        yield* held;
        if (end) yield end;
        return;
      }
      if (!unsent) attempt++;
      const what = error.kind === 'interrupted' ? 'broke off before it began to answer' : (happened[error.kind] ?? 'failed');
      const why = `${nameOf(call)} ${what}.`;
      const count = { attempt: attempt + 1, of: attempts + 1 };
      if (!unsent) yield { type: 'notice', code: 'retry-wait', message: `${why} Trying again in ${Math.max(0.1, delay / 1000).toFixed(1)} s (attempt ${count.attempt} of ${count.of}).` };
      const early = await waitFor(call, clock, delay, { reason: 'retry', message: why, ...(!unsent && count) });
      asked = early ? { ...call, urgent: true } : call;
      if (call.signal.aborted) {
        yield finishWithError(cancelled(error.facts.provider), { model: call.model });
        return;
      }
    }
  });
}

/** What came of one attempt. Until something can be seen nothing is final, so the silent events of a failed one never get out. */
class Heard {
  readonly #noticed: Set<string>;
  end: FinishEvent | undefined;
  told = false;
  held: StreamEvent[] = [];

  constructor(noticed: Set<string>) {
    this.#noticed = noticed;
  }

  /** What to tell, now that this came. */
  take(event: StreamEvent): StreamEvent | readonly StreamEvent[] {
    if (event.type === 'finish') {
      this.end = event;
      return nothing;
    }
    if (this.told) return event;
    if (event.type === 'notice') {
      const known = this.#noticed.has(event.message);
      this.#noticed.add(event.message);
      return known ? nothing : event;
    }
    this.held.push(event);
    if (!isVisible(event) && this.held.length < mostHeld) return nothing;
    this.told = true;
    return this.held.splice(0);
  }
}

/** How long to wait before the next attempt, undefined when there is to be none. */
function delayFor({ kind, facts: { retryable, retryAfterMs, status } }: LlmError, round: number, maxDelay: number, random: () => number): number | undefined {
  if (!retryable || never.has(kind) || (status !== undefined && status >= 400 && status <= 404)) return undefined;
  if (retryAfterMs !== undefined) return retryAfterMs <= maxDelay ? Math.min(maxDelay, retryAfterMs + random() * spread) : undefined;
  // Full jitter: anything up to a bound that doubles.
  return random() * Math.min(maxDelay, firstDelay * 2 ** Math.min(round, 16));
}
