// Inside of retry, which waits where this refuses, and inside of limit, so that a refusal takes nobody's turn for long;
// outside of timeouts and meter, because what it refuses is no attempt. Gives a server that fails time to get well.

import { type Clock, ticksOf } from '../../base/clock.ts';
import type { Call } from '../../model/call.ts';
import { finishWithError } from '../../model/finish.ts';
import type { Layer } from '../../model/handler.ts';
import { type ErrorKind, LlmError } from '../../model/llmError.ts';
import type { FinishEvent } from '../../model/streamEvent.ts';
import { follow, only } from '../follow.ts';

export interface BreakerPorts {
  readonly clock: Clock;
  /** What fails together: a provider, a key, a model. */
  readonly deploymentOf: (call: Call) => string;
  readonly nameOf: (call: Call) => string;
}

/** Milliseconds that outcomes count for. */
const span = 60_000;
const fewest = 5;
const share = 0.5;
const firstRest = 5_000;
const longestRest = 60_000;
/** A server's own word is believed up to here. */
const longestWord = 60_000;
/** When to look again while somebody else tries. */
const probeTakes = 500;
const mostKept = 200;
const itsFault = new Set<ErrorKind>(['rate-limit', 'overloaded', 'server', 'timeout', 'network', 'interrupted', 'bad-response']);

interface Deployment {
  readonly outcomes: { readonly at: number; readonly failed: boolean }[];
  /** How often it failed again right after a rest. */
  trips: number;
  open: { readonly until: number; readonly reason: 'failures' | 'asked' } | undefined;
  probing: boolean;
}

export function breaker({ clock, deploymentOf, nameOf }: BreakerPorts): Layer {
  const deployments = new Map<string, Deployment>();
  return (next) => (call) => {
    const name = deploymentOf(call);
    let deployment: Deployment | undefined;
    let probe = false;
    return follow({
      begin() {
        const known = deployments.get(name) ?? { outcomes: [], trips: 0, open: undefined, probing: false };
        deployments.set(name, known);
        const left = restLeft(known, ticksOf(clock));
        if (left > 0 && !call.urgent) return only(leftAlone(call, known, left, nameOf(call)));
        deployment = known;
        // Half open: one goes ahead, and the others wait for how it fares.
        probe = known.open !== undefined;
        if (probe) known.probing = true;
        return next(call);
      },
      see(event) {
        if (event.type === 'finish' && deployment) judge(deployment, event.error, probe, ticksOf(clock));
      },
      close() {
        if (probe && deployment) deployment.probing = false;
      },
    });
  };
}

function leftAlone(call: Call, { open }: Deployment, left: number, name: string): FinishEvent {
  const asked = open?.reason === 'asked';
  const message = `${name} ${asked ? 'asked to slow down' : 'failed several times'} and is left alone for ${Math.ceil(left / 1000)} s.`;
  const error = new LlmError({ kind: asked ? 'rate-limit' : 'overloaded', message, retryable: true, retryAfterMs: left, unsent: true, provider: call.model.split('/')[0] });
  return finishWithError(error, { model: call.model });
}

/** Milliseconds it is still left alone for. Forgets an opening whose reason has passed. */
function restLeft(deployment: Deployment, now: number): number {
  const { open, probing } = deployment;
  if (!open) return 0;
  if (now < open.until) return open.until - now;
  if (open.reason === 'asked') deployment.open = undefined;
  return deployment.open && probing ? probeTakes : 0;
}

function judge(deployment: Deployment, error: LlmError | undefined, probe: boolean, now: number): void {
  if (error?.kind === 'cancelled' || error?.facts.unsent) return;
  const failed = error !== undefined && itsFault.has(error.kind);
  const { outcomes } = deployment;
  outcomes.push({ at: now, failed });
  for (let oldest = outcomes[0]; oldest && (oldest.at <= now - span || outcomes.length > mostKept); oldest = outcomes[0]) outcomes.shift();
  if (!failed) {
    if (!probe) return;
    deployment.open = undefined;
    outcomes.length = 0;
    deployment.trips = 0;
    return;
  }
  if (error.kind === 'rate-limit' && error.facts.retryAfterMs) {
    deployment.open = { until: now + Math.min(longestWord, error.facts.retryAfterMs), reason: 'asked' };
    return;
  }
  const failures = outcomes.filter((outcome) => outcome.failed).length;
  if (!probe && (deployment.open || outcomes.length < fewest || failures < outcomes.length * share)) return;
  const rest = Math.min(longestRest, firstRest * 2 ** Math.min(deployment.trips++, 10));
  deployment.open = { until: now + rest, reason: 'failures' };
}
