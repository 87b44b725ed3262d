// Inside of retry, so that every attempt waits its turn, and outside of breaker and timeouts: waiting in line is nobody's
// failure. Keeps to the limits a person set and to those the server told, so that a 429 is the exception.

import type { Clock } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { cancelled, finishWithError } from '../../model/finish.ts';
import type { Layer } from '../../model/handler.ts';
import { sumTokens } from '../../model/usage.ts';
import { follow, only } from '../follow.ts';
import type { Admission, LineLimits } from '../heldFor.ts';
import { Line } from '../line.ts';

export interface LimitPorts {
  readonly clock: Clock;
  /** Who shares a line: a provider and a key. */
  readonly lineOf: (call: Call) => string;
  readonly limitsOf: (line: string) => LineLimits;
  /** About how many tokens a call takes, input and output. */
  readonly weigh: (call: Call) => number;
  /** Told limits are believed up to here, in milliseconds. */
  readonly longestWait: () => number;
  readonly nameOf: (call: Call) => string;
}

/** Shorter waits nobody needs to see. */
const worthTelling = 200;

export function limit(ports: LimitPorts): Layer {
  const { clock } = ports;
  const lines = new Map<string, { readonly line: Line; keyLabel: string | undefined }>();
  return (next) => (call) => {
    const name = ports.lineOf(call);
    const known = lines.get(name) ?? { line: new Line(clock, () => ports.limitsOf(name), ports.longestWait), keyLabel: undefined };
    lines.set(name, known);
    const { line } = known;
    let admission: Admission | undefined;

    async function enter(): Promise<Admission | undefined> {
      let told = false;
      const message = `Waiting for ${ports.nameOf(call)}'s limit.`;
      const onDidWait = (left: number | undefined): void => {
        if (left !== undefined && left < worthTelling && !told) return;
        told = true;
        call.onDidWait?.({ reason: 'limit', message, until: left === undefined ? undefined : clock.now() + left, retryNow: () => standing.skip() });
      };
      const standing = line.enter({ tokens: line.countsTokens ? ports.weigh(call) : 0, signal: call.signal, onDidWait });
      if (call.urgent) standing.skip();
      const turn = await standing.turn;
      if (told) call.onDidWait?.(undefined);
      return turn;
    }

    return follow({
      async begin() {
        admission = await enter();
        if (!admission) return only(finishWithError(cancelled(call.model.split('/')[0]), { model: call.model }));
        return next({ ...call, onDidTellLimits: (windows) => line.learn(windows) });
      },
      see(event) {
        if (event.type !== 'finish' || !admission) return;
        const used = (sumTokens(event.usage.input) ?? 0) + (sumTokens(event.usage.output) ?? 0);
        if (used > 0) admission.tokens = used;
        if (event.keyLabel === undefined) return;
        if (known.keyLabel !== undefined && known.keyLabel !== event.keyLabel) line.forget();
        known.keyLabel = event.keyLabel;
      },
      close() {
        if (admission) line.leave();
      },
    });
  };
}
